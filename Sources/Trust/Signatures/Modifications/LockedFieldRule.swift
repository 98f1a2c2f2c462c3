import PDFDocument

/// A field that a signature of the earlier revision froze by FieldMDP (§12.8.2.4).
struct LockedFieldRule: ModificationRule {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        guard let field = context.earlierFields.first(where: { $0.isAt(change.home) }) else { return nil }
        return context.locks.contains { $0.holds(field.name) } ? .lockedField : nil
    }
}

extension FieldLock {
    /// What the signature of that field froze.
    static func all(of field: PDFField, in document: PDFDocument) -> [FieldLock] {
        guard field.type == "Sig", let signature = try? document.dictionary(field.value) else { return [] }
        let transforms = (try? document.transforms(of: signature)) ?? []
        return transforms.filter { $0["TransformMethod"]?.name == "FieldMDP" }.compactMap { transform in
            let parameters = (try? document.dictionary(transform["TransformParams"])) ?? PDFDictionary()
            return try? FieldLock(parameters, document)
        }
    }
}

import PDFDocument

/// A field that a signature of the earlier revision froze by FieldMDP (§12.8.2.4).
struct LockedFieldRule: ModificationRule {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        guard let field = context.earlierFields.first(where: { $0.isAt(change.home) }) else { return nil }
        let locks = context.earlierFields.flatMap { self.locks(of: $0, context.from) }
        return locks.contains { $0.holds(field.name) } ? .lockedField : nil
    }

    private func locks(of field: PDFField, _ document: PDFDocument) -> [FieldLock] {
        guard field.type == "Sig", let signature = try? document.dictionary(field.value) else { return [] }
        let transforms = (try? document.transforms(of: signature)) ?? []
        return transforms.filter { $0["TransformMethod"]?.name == "FieldMDP" }.compactMap { transform in
            let parameters = (try? document.dictionary(transform["TransformParams"])) ?? PDFDictionary()
            return try? FieldLock(parameters, document)
        }
    }
}

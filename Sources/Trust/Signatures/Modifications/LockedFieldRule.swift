import PDFDocument

/// A field that a signature of the earlier revision froze by FieldMDP (§12.8.2.4).
struct LockedFieldRule: ModificationRule {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        guard change.owner == .field || change.place == .value || change.place == .appearance else { return nil }
        guard let fields = try? context.from.fields() else { return nil }
        let locks = fields.flatMap { self.locks(of: $0, context.from) }
        guard !locks.isEmpty, let field = fields.first(where: { holds(change, $0) }) else { return nil }
        return locks.contains { $0.holds(field.name) } ? .lockedField : nil
    }

    private func holds(_ change: RevisionChange, _ field: PDFField) -> Bool {
        field.reference.number == change.object || field.widgets.contains { $0.number == change.object }
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

import PDFDocument

/// A new signature field, in the form and on its page, without actions. Seen on the page, it is as good as its signer.
struct AddedSignatureRule: ModificationRule {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        guard change.kind == .added else { return nil }
        switch change.place {
        case .field, .annotation: return change.new.flatMap { field($0, context) }
        case .fields where change.owner == .form: return all(change.new, context)
        case .annotations where change.owner == .page: return all(change.new, context)
        case .form where change.owner == .catalog: return form(change.new, context)
        default: return nil
        }
    }

    private func all(_ list: PDFObject?, _ context: ModificationContext) -> Explanation? {
        guard let items = context.later(list).array, !items.isEmpty else { return nil }
        let found = items.map { field($0, context) }
        guard found.allSatisfy({ $0 != nil }) else { return nil }
        return found.contains(.visibleStrangerSignature) ? .visibleStrangerSignature : .signature
    }

    private func form(_ object: PDFObject?, _ context: ModificationContext) -> Explanation? {
        guard let form = context.later(object).dictionary else { return nil }
        let known: Set<PDFName> = ["Fields", "SigFlags", "DA", "DR", "Q", "NeedAppearances"]
        guard form.keys.allSatisfy({ known.contains($0) }) else { return nil }
        return all(form["Fields"], context)
    }

    private func field(_ object: PDFObject, _ context: ModificationContext) -> Explanation? {
        guard let reference = object.reference, let field = context.later(object).dictionary else { return nil }
        guard context.later(field["FT"]).name == "Sig", field["A"] == nil, field["AA"] == nil, field["Kids"] == nil else { return nil }
        // An object that was already there under another guise is not a new field.
        guard context.earlier(object) == .null else { return nil }
        guard let rectangle = PDFRectangle(context.later(field["Rect"])), !rectangle.isEmpty else { return .signature }
        return context.trustedFields.contains(reference) ? .signature : .visibleStrangerSignature
    }
}

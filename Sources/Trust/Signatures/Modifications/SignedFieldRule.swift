import PDFDocument

/// An empty signature field that receives its signature, and what goes with it. What it shows is as good as its signer.
struct SignedFieldRule: ModificationRule {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        guard let field = context.laterField(change.home), field.type == "Sig", isNewlySigned(field, context) else { return nil }
        let shown: Explanation =
            context.trustedFields.contains(field.reference) ? .signature : .visibleStrangerSignature
        if change.place == .appearance { return shown }
        guard change.owner == .field, change.place != .annotation, let key = change.key else { return nil }
        switch (change.kind, key) {
        case (.added, "V"), (.added, "F"), (.changed, "F"), (.added, "Lock"), (.added, "Type"), (.added, "Subtype"): return .signature
        case (.added, "Rect"), (.changed, "Rect"), (.added, "MK"), (.added, "DA"): return shown
        default: return nil
        }
    }

    private func isNewlySigned(_ field: PDFField, _ context: ModificationContext) -> Bool {
        guard context.later(field.value).dictionary != nil else { return false }
        return context.earlier(context.earlier(.reference(field.reference)).dictionary?["V"]) == .null
    }
}

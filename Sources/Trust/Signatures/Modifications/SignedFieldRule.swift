import PDFDocument

/// An empty signature field that receives its signature, and what goes with it.
struct SignedFieldRule: ModificationRule {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        guard change.owner == .field, let key = change.key, change.place != .annotation else { return nil }
        guard isNewlySigned(change.object, context) else { return nil }
        switch (change.kind, key) {
        case (.added, "V"): return .signature
        case (.added, "F"), (.changed, "F"), (.added, "Lock"), (.added, "Type"), (.added, "Subtype"): return .signature
        case (.added, "AP"), (.changed, "AP"), (.added, "Rect"), (.changed, "Rect"), (.added, "MK"), (.added, "DA"):
            return context.trustedFields.contains { $0.number == change.object } ? .signature : .visibleStrangerSignature
        default: return nil
        }
    }

    private func isNewlySigned(_ number: Int, _ context: ModificationContext) -> Bool {
        let fields = (try? context.to.fields()) ?? []
        guard let field = fields.first(where: { $0.reference.number == number }), field.type == "Sig" else { return false }
        guard context.later(field.value).dictionary != nil else { return false }
        return context.earlier(context.earlier(.reference(field.reference)).dictionary?["V"]) == .null
    }
}

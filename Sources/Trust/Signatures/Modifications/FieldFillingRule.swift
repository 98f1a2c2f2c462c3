import PDFDocument

/// The value of a field of the form, and the appearance that shows it. Never of a signature field.
struct FieldFillingRule: ModificationRule {
    private static let keys: Set<PDFName> = ["V", "AP", "AS", "DA", "Q", "Ff", "I"]

    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        guard let field = context.laterField(change.home), field.type != "Sig" else { return nil }
        if change.place == .value || change.place == .appearance { return .formFilling }
        guard change.owner == .field, change.place != .annotation, let key = change.key else { return nil }
        return Self.keys.contains(key) ? .formFilling : nil
    }
}

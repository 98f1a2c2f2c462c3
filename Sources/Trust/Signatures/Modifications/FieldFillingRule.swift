import PDFDocument

/// The value of a field of the form, and the appearance that shows it. Not of a signature field.
struct FieldFillingRule: ModificationRule {
    private static let keys: Set<PDFName> = ["V", "AP", "AS", "DA", "Q", "Ff", "I"]

    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        if change.place == .value || change.place == .appearance { return .formFilling }
        guard change.owner == .field, change.place != .signature, change.place != .annotation, let key = change.key else { return nil }
        return Self.keys.contains(key) ? .formFilling : nil
    }
}

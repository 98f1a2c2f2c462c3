import PDFDocument

/// Entries of the form that signing and filling change: /SigFlags, defaults of appearance, resources that are only added.
struct FormRule: ModificationRule {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        if change.owner == .resources || change.place == .resources { return change.kind == .added ? .formFilling : nil }
        guard change.owner == .form, change.kind != .removed else { return nil }
        switch change.key {
        case "SigFlags": return context.later(change.new).integer.map { $0 & 1 == 1 } == true ? .signature : nil
        case "DA", "Q", "NeedAppearances": return .formFilling
        default: return nil
        }
    }
}

import PDFDocument

/// Declared extensions that are added, and a version that only goes up (§7.12, §7.2.2).
struct ExtensionRule: ModificationRule {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        if change.place == .extensions { return change.kind == .added ? .archive : nil }
        guard change.owner == .catalog, change.key == "Version", change.kind != .removed else { return nil }
        guard let after = context.later(change.new).name else { return nil }
        let before = context.earlier(change.old).name?.bytes ?? []
        return before.lexicographicallyPrecedes(after.bytes) ? .archive : nil
    }
}

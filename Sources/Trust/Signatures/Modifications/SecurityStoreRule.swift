import PDFDocument

/// Validation material of /DSS: added, never taken away (EN 319 142-1 §5.4.2).
struct SecurityStoreRule: ModificationRule {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        guard change.place == .securityStore, change.kind != .removed else { return nil }
        guard change.kind == .changed else { return .archive }
        // A list may grow at its end.
        guard let before = change.old?.array, let after = change.new?.array else { return nil }
        return after.starts(with: before) ? .archive : nil
    }
}

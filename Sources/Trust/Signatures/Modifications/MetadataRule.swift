import PDFDocument

/// What is said about the document and not shown on its pages.
struct MetadataRule: ModificationRule {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        switch change.place {
        case .metadata: change.kind == .removed ? nil : .archive
        case .information: .archive
        case .other where change.owner == .catalog && change.key == "MarkInfo" && change.kind == .added: .archive
        default: nil
        }
    }
}

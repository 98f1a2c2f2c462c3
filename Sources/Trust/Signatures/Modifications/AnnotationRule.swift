import PDFDocument

/// An annotation that is added, changed or removed: it may cover what was signed, whoever allowed it.
struct AnnotationRule: ModificationRule {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation? {
        let places: Set<RevisionPlace> = [.annotation, .annotations]
        return places.contains(change.place) || change.owner == .annotation ? .annotation : nil
    }
}

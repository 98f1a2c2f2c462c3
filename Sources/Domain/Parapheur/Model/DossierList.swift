package import Directory
package import Values

/// One line of a list of dossiers.
package struct DossierSummary: Hashable, Sendable {
    package let id: DossierID
    package let type: DossierType
    package let title: PlainText
    package let depositor: PersonID
    package let openedAt: Instant
    package let pages: Int?
    package let phase: DossierPhase
    /// Whose turn it is, and since when; nil when the dossier is over.
    package let holder: PersonID?
    package let waitingSince: Instant?
    /// What the holder is asked for.
    package let asked: Step.Kind?

    /// Where the next page begins.
    package var cursor: DossierCursor { DossierCursor(at: openedAt, id: id) }
}

/// A state without what it carries: a filter, a column.
package enum DossierPhase: String, Sendable, CaseIterable { case waiting, completed, refused }

/// A place in a list that is read from the newest to the oldest.
package struct DossierCursor: Hashable, Sendable {
    package let at: Instant
    package let id: DossierID

    package init(at: Instant, id: DossierID) { (self.at, self.id) = (at, id) }
}

extension DossierState {
    package var phase: DossierPhase {
        switch self {
        case .waiting: .waiting
        case .completed: .completed
        case .refused: .refused
        }
    }
}

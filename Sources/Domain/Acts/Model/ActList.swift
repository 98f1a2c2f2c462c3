package import Directory
package import Values

/// One line of a list of acts, or of a register.
package struct ActSummary: Hashable, Sendable {
    package let id: ActID
    package let number: RegisterNumber
    package let nature: ActNature
    package let title: PlainText
    package let date: CivilDate
    package let depositedAt: Instant
    package let phase: ActPhase

    /// Where the next page begins.
    package var cursor: ActCursor { ActCursor(at: depositedAt, id: id) }
}

/// A state without what it carries: a filter, a column.
package enum ActPhase: String, Sendable, CaseIterable { case deposited, inCircuit, signed, bundled, refused }

/// A place in a list that is read from the newest to the oldest.
package struct ActCursor: Hashable, Sendable {
    package let at: Instant
    package let id: ActID

    package init(at: Instant, id: ActID) { (self.at, self.id) = (at, id) }
}

extension ActState {
    package var phase: ActPhase {
        switch self {
        case .deposited: .deposited
        case .inCircuit: .inCircuit
        case .signed: .signed
        case .bundled: .bundled
        case .refused: .refused
        }
    }

    /// The signed document, once there is one.
    package var signed: SignedPaper? {
        switch self {
        case .signed(let signed), .bundled(let signed, _): signed
        case .deposited, .inCircuit, .refused: nil
        }
    }

    package var bundle: PreparedArchive? {
        guard case .bundled(_, let bundle) = self else { return nil }
        return bundle
    }
}

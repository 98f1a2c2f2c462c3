package import Directory
package import Values

/// Where a dossier stands. Submitting it opens it: there is no draft yet.
///
/// waiting(0) ──approve──▶ waiting(1) … ──approve──▶ waiting(last) ──sign──▶ completed
///      └──────────refuse──────┴──────────────────────────┴──────▶ refused
package enum DossierState: Hashable, Sendable {
    case waiting(step: Int)
    case completed(at: Instant)
    case refused(step: Int, reason: String)
}

/// What a person does. `read` is the digest of the document that was on the person's screen.
package enum DossierEvent: Hashable, Sendable {
    case approve(by: PersonID, read: Digest)
    case sign(by: PersonID, read: Digest, at: Instant)
    case refuse(by: PersonID, reason: String)
}

/// Why nothing happened to the dossier.
package enum DossierRefusal: Error, Equatable, Sendable {
    /// The dossier is over: completed or refused.
    case over(state: DossierState)
    /// The current step belongs to somebody else.
    case notYourTurn(step: Int)
    /// A visa was given where a signature is asked, or the reverse.
    case otherKind(expected: Step.Kind)
    /// The document is no longer the one that this person read.
    case documentChanged(read: Digest, current: Digest)
    /// The document is no longer the one that received the visa of this step.
    case documentReplacedSinceVisa(step: Int, approved: Digest, current: Digest)
    /// A refusal without a reason helps nobody.
    case reasonMissing
    case tooManySteps(found: Int, allowed: Int)
    /// The same dossier was opened with another content.
    case openedDifferently(DossierID)
    case tooManyAnnexes(found: Int, allowed: Int)
    /// No dossier of that identifier for this person: missing, foreign and forbidden are one answer.
    case notFound
    /// The two halves of a signature are too far apart, or the token was already used.
    case signatureTokenInvalid
    /// The value is not a signature of what was prepared by the key that was announced.
    case signatureValueInvalid
}

extension Dossier {
    /// The only place where a dossier changes state. Pure: no clock, no database, no journal.
    package func state(after event: DossierEvent) throws(DossierRefusal) -> DossierState {
        switch (state, event) {
        case (.waiting(let index), .approve(let person, let read)):
            try requireTurn(of: person, at: index, kind: .visa)
            try requireRead(read)
            return .waiting(step: index + 1)
        case (.waiting(let index), .sign(let person, let read, let instant)):
            try requireTurn(of: person, at: index, kind: .signature)
            try requireRead(read)
            try requireSameAsApproved()
            return .completed(at: instant)
        case (.waiting(let index), .refuse(let person, let reason)):
            try requireTurn(of: person, at: index, kind: nil)
            guard !reason.isEmpty else { throw .reasonMissing }
            return .refused(step: index, reason: reason)
        case (.completed, .approve), (.completed, .sign), (.completed, .refuse),
            (.refused, .approve), (.refused, .sign), (.refused, .refuse):
            throw .over(state: state)
        }
    }

    private func requireTurn(of person: PersonID, at index: Int, kind: Step.Kind?) throws(DossierRefusal) {
        guard let step = circuit.step(at: index), step.holder == person else { throw .notYourTurn(step: index) }
        guard let kind else { return }
        guard kind == step.kind else { throw .otherKind(expected: step.kind) }
    }

    private func requireRead(_ read: Digest) throws(DossierRefusal) {
        guard read == document.digest else { throw .documentChanged(read: read, current: document.digest) }
    }

    private func requireSameAsApproved() throws(DossierRefusal) {
        for visa in visas where visa.read != document.digest {
            throw .documentReplacedSinceVisa(step: visa.step, approved: visa.read, current: document.digest)
        }
    }
}

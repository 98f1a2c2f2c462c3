package import Directory
package import Values

package typealias ActID = ID<Act>

/// A paper that the authority decided, from its deposit to its transmission.
package struct Act: Hashable, Sendable {
    package static let annexesMax = 100

    package let id: ActID
    package let number: RegisterNumber
    package let nature: ActNature
    package let title: PlainText
    package let date: CivilDate
    package let matter: MatterCode
    package let depositor: PersonID
    package let depositedAt: Instant
    /// Who approves it, in order, then who signs it.
    package let approvers: [PersonID]
    package let signer: PersonID
    package let document: ActDocument
    package let annexes: [ActDocument]
    package let state: ActState

    package init(
        id: ActID, number: RegisterNumber, nature: ActNature, title: PlainText, date: CivilDate, matter: MatterCode, depositor: PersonID,
        depositedAt: Instant, approvers: [PersonID], signer: PersonID, document: ActDocument, annexes: [ActDocument], state: ActState
    ) {
        (self.id, self.number, self.nature, self.title, self.date) = (id, number, nature, title, date)
        (self.matter, self.depositor, self.depositedAt) = (matter, depositor, depositedAt)
        (self.approvers, self.signer, self.document, self.annexes) = (approvers, signer, document, annexes)
        self.state = state
    }

    /// Who may open it before it is published: its depositor, its circuit, and those who follow every paper.
    package func isReadable(by viewer: Viewer) -> Bool {
        viewer.followsAllPapers || viewer.person == depositor || viewer.person == signer || approvers.contains(viewer.person)
    }
}

package struct ActDocument: Hashable, Sendable {
    package let name: DocumentName
    package let digest: Digest
    package let sizeBytes: Int
    /// Nil when it is not a PDF.
    package let pages: Int?

    package init(name: DocumentName, digest: Digest, sizeBytes: Int, pages: Int?) {
        (self.name, self.digest, self.sizeBytes, self.pages) = (name, digest, sizeBytes, pages)
    }
}

/// Why an act was not taken, or did not change.
package enum ActRefusal: Error, Equatable, Sendable {
    /// Another act of this register and year has this number.
    case numberTaken(asked: Int, next: Int)
    /// The series has no gap: the number asked for is beyond the next one.
    case numberWouldLeaveGap(asked: Int, next: Int)
    case registerFull(register: Register, year: Int)
    /// @CTES refuses an act dated after the day it is sent.
    case datedInFuture(date: CivilDate, today: CivilDate)
    /// The same identifier was deposited with another content.
    case depositedDifferently(ActID)
    /// The file is neither PDF nor, for an annex, PNG or JPEG or XML: judged by its content, not by its name.
    case annexKind(name: String)
    case tooManyAnnexes(found: Int, allowed: Int)
    /// The signer or an approver is not somebody of this authority.
    case unknownPerson(PersonID)
    /// A signed, bundled or refused act does not go back.
    case notPossible(in: ActState)
    /// No act of that identifier for this person: missing, foreign and forbidden are one answer.
    case notFound
}

package import Directory
import Jobs
package import Values

/// An act was deposited and numbered; somebody should put it on its circuit.
package struct ActDeposited: Event, Hashable {
    package static let name = "act.deposited"
    package let act: ActID
    package let nature: ActNature
    package let title: String
    package let depositor: PersonID
    package let approvers: [PersonID]
    package let signer: PersonID
    package let document: ActFile
    package let annexes: [ActFile]

    init(_ act: Act) {
        (self.act, nature, title, depositor) = (act.id, act.nature, act.title.description, act.depositor)
        (approvers, signer) = (act.approvers, act.signer)
        (document, annexes) = (ActFile(act.document), act.annexes.map(ActFile.init))
    }
}

/// An act was signed; somebody should transmit it. Carries all that a transmission says.
package struct ActSigned: Event, Hashable {
    package static let name = "act.signed"
    package let act: ActID
    /// `D2026_038`.
    package let internalNumber: String
    package let nature: ActNature
    package let title: String
    package let date: CivilDate
    /// `7.5`.
    package let matter: String
    /// The signed bytes, under the name of the deposited ones.
    package let document: ActFile
    package let annexes: [ActFile]

    init(_ act: Act, signed: SignedPaper) {
        (self.act, internalNumber, nature) = (act.id, act.number.internalNumber, act.nature)
        (title, date, matter) = (act.title.description, act.date, act.matter.description)
        document = ActFile(name: act.document.name.description, digest: signed.digest, bytes: signed.sizeBytes, pages: act.document.pages)
        annexes = act.annexes.map(ActFile.init)
    }
}

/// A file of the content store, as an event names it.
package struct ActFile: Codable, Hashable, Sendable {
    package let name: String
    package let digest: Digest
    package let bytes: Int
    package let pages: Int?
}

extension ActFile {
    init(_ document: ActDocument) {
        self.init(name: document.name.description, digest: document.digest, bytes: document.sizeBytes, pages: document.pages)
    }
}

extension Act {
    /// How an act names itself to those who must not know acts.
    package static func origin(_ id: ActID) -> String { "act:\(id)" }

    /// Nil when the origin is not an act.
    package static func id(origin: String) -> ActID? {
        guard origin.hasPrefix("act:") else { return nil }
        return ActID(String(origin.dropFirst(4)))
    }
}

package import Directory
package import Values

package typealias DossierID = ID<Dossier>

/// A document that goes along a circuit, with its annexes.
package struct Dossier: Hashable, Sendable {
    package static let annexesMax = 100

    package let id: DossierID
    package let type: DossierType
    package let title: PlainText
    /// What asked for it, in the words of the module that did: `act:<id>`. The parapheur never reads it.
    package let origin: String
    package let depositor: PersonID
    package let openedAt: Instant
    package let document: DossierDocument
    package let annexes: [DossierDocument]
    package let circuit: Circuit
    /// Visas given so far, in order.
    package let visas: [Visa]
    package let state: DossierState
    /// The document with its signature, once completed.
    package let signed: DossierDocument?

    package init(
        id: DossierID, type: DossierType, title: PlainText, origin: String, depositor: PersonID, openedAt: Instant,
        document: DossierDocument,
        annexes: [DossierDocument], circuit: Circuit, visas: [Visa], state: DossierState, signed: DossierDocument?
    ) {
        (self.id, self.type, self.title, self.origin, self.depositor) = (id, type, title, origin, depositor)
        (self.openedAt, self.document, self.annexes, self.circuit) = (openedAt, document, annexes, circuit)
        (self.visas, self.state, self.signed) = (visas, state, signed)
    }

    /// The step that is waited for; nil when the dossier is over.
    package var currentStep: Step? {
        guard case .waiting(let index) = state else { return nil }
        return circuit.step(at: index)
    }

    /// Who may open it: its depositor, the people of its circuit, and those who follow every paper.
    package func isReadable(by viewer: Viewer) -> Bool {
        viewer.followsAllPapers || viewer.person == depositor || circuit.steps.contains { $0.holder == viewer.person }
    }
}

package enum DossierType: String, Sendable, CaseIterable, Codable { case deliberation, order, contract, budget, letter, other }

/// A file of a dossier: its bytes are in the content store under this digest.
package struct DossierDocument: Hashable, Sendable {
    package let name: DocumentName
    package let digest: Digest
    package let sizeBytes: Int
    /// Nil when it is not a PDF.
    package let pages: Int?

    package init(name: DocumentName, digest: Digest, sizeBytes: Int, pages: Int?) {
        (self.name, self.digest, self.sizeBytes, self.pages) = (name, digest, sizeBytes, pages)
    }
}

/// A visa that was given: it commits to the document that was read.
package struct Visa: Hashable, Sendable {
    package let step: Int
    package let person: PersonID
    package let read: Digest
    package let at: Instant

    package init(step: Int, person: PersonID, read: Digest, at: Instant) {
        (self.step, self.person, self.read, self.at) = (step, person, read, at)
    }
}

/// One line of the history, oldest first.
package struct HistoryEntry: Hashable, Sendable {
    package enum Action: String, Sendable, CaseIterable, Codable { case opened, approved, signed, refused }

    package let action: Action
    package let actor: PersonID
    package let at: Instant
    /// The step that was done; nil for the opening.
    package let step: Int?
    /// What the document was when it was done (for `signed`: the signed one).
    package let document: Digest
    /// The reason of a refusal, the remark of a visa.
    package let remark: String?

    package init(action: Action, actor: PersonID, at: Instant, step: Int?, document: Digest, remark: String?) {
        (self.action, self.actor, self.at, self.step) = (action, actor, at, step)
        (self.document, self.remark) = (document, remark)
    }
}

package import Database
package import Directory
import Journal
package import Values

/// Circuits of visa and signature. Owns dossiers, their history, and the two halves of a signature (prepare, finish).
/// Refuses to let anybody act out of turn, to sign another document than the one that was read and approved, and to keep a signed
/// document that it did not verify itself. Knows nothing of acts or letters: whoever opened a dossier is told by an event and recognises
/// its `origin`.
package struct Parapheur: Sendable {
    package static let migrations = [ParapheurSchema.migration]
    /// For the test of query plans.
    package static let queries = DossierTable.queries + DossierListTable.queries + HistoryTable.queries + SignatureRequestTable.queries

    let cabinet: Cabinet
    let keys: KeyUse
    let signer: PaperSigner

    package init(cabinet: Cabinet) {
        self.cabinet = cabinet
        keys = KeyUse(cabinet: cabinet)
        signer = PaperSigner(trust: cabinet.trust)
    }

    /// What is asked for when a dossier is opened. Its documents are in the content store already.
    package struct Opening: Hashable, Sendable {
        package let type: DossierType
        package let title: PlainText
        package let origin: String
        package let depositor: PersonID
        package let document: DossierDocument
        package let annexes: [DossierDocument]
        package let circuit: Circuit

        package init(
            type: DossierType, title: PlainText, origin: String, depositor: PersonID, document: DossierDocument,
            annexes: [DossierDocument], circuit: Circuit
        ) {
            (self.type, self.title, self.origin, self.depositor) = (type, title, origin, depositor)
            (self.document, self.annexes, self.circuit) = (document, annexes, circuit)
        }
    }

    /// Idempotent: one origin has one dossier. Asked again for the same thing it answers the same dossier; for another, it refuses.
    package func open(_ opening: Opening) async throws -> DossierID {
        guard opening.annexes.count <= Dossier.annexesMax else {
            throw DossierRefusal.tooManyAnnexes(found: opening.annexes.count, allowed: Dossier.annexesMax)
        }
        let id: DossierID = cabinet.id()
        return try await cabinet.change { change in
            if let known = try DossierTable.one(origin: opening.origin, in: change.reader) {
                guard known.wasOpened(as: opening) else { throw DossierRefusal.openedDifferently(known.id) }
                return known.id
            }
            let dossier = Dossier(id: id, opening: opening, at: change.now)
            try DossierTable.insert(dossier, in: change.transaction)
            try HistoryTable.add(dossier.entry(.opened, by: opening.depositor, at: change.now, step: nil), to: id, in: change.transaction)
            try change.record(
                JournalEntry(
                    action: "dossier.opened", object: "dossier:\(id)", actor: "\(opening.depositor)", content: dossier.document.digest,
                    details: ["origin": opening.origin]))
            try change.publish(DossierOpened(dossier: id, origin: opening.origin))
            return id
        }
    }

    /// A visa, for the document that was on the person's screen.
    package func approve(_ id: DossierID, by person: PersonID, read: Digest, remark: PlainText? = nil) async throws {
        try await cabinet.change { change in
            let dossier = try Parapheur.dossier(id, heldOrSeenBy: person, in: change)
            guard case .waiting(let next) = try dossier.state(after: .approve(by: person, read: read)) else { return }
            let index = dossier.visas.count
            try DossierTable.wait(id, step: next, for: dossier.circuit.step(at: next), since: change.now, in: change.transaction)
            let entry = dossier.entry(.approved, by: person, at: change.now, step: index, remark: remark?.description)
            try HistoryTable.add(entry, to: id, in: change.transaction)
            try change.record(
                JournalEntry(action: "dossier.approved", object: "dossier:\(id)", actor: "\(person)", content: read, details: [:]))
        }
    }

    /// At any step, by whoever holds it. The whole circuit reads the reason.
    package func refuse(_ id: DossierID, by person: PersonID, reason: String) async throws {
        let text = try Parapheur.reason(reason)
        try await cabinet.change { change in
            let dossier = try Parapheur.dossier(id, heldOrSeenBy: person, in: change)
            guard case .refused(let index, _) = try dossier.state(after: .refuse(by: person, reason: text)) else { return }
            try DossierTable.refuse(id, reason: text, in: change.transaction)
            let entry = dossier.entry(.refused, by: person, at: change.now, step: index, remark: text)
            try HistoryTable.add(entry, to: id, in: change.transaction)
            try change.record(
                JournalEntry(
                    action: "dossier.refused", object: "dossier:\(id)", actor: "\(person)", content: dossier.document.digest,
                    details: ["reason": text]))
            try change.publish(DossierRefused(dossier: id, origin: dossier.origin, step: index, person: person, reason: text))
        }
    }

    private static func reason(_ text: String) throws -> String {
        do throws(TextRefusal) {
            return try PlainText(text, lengthMax: 2000).description
        } catch {
            throw error == .empty ? DossierRefusal.reasonMissing : error as any Error
        }
    }

    /// The dossier for somebody who has a part in it. For anybody else it does not exist.
    static func dossier(_ id: DossierID, heldOrSeenBy person: PersonID, in change: Change) throws -> Dossier {
        guard let dossier = try DossierTable.one(id, in: change.reader), dossier.isReadable(by: Viewer(person: person, roles: [])) else {
            throw DossierRefusal.notFound
        }
        return dossier
    }
}

extension Dossier {
    init(id: DossierID, opening: Parapheur.Opening, at now: Instant) {
        self.init(
            id: id, type: opening.type, title: opening.title, origin: opening.origin, depositor: opening.depositor, openedAt: now,
            document: opening.document, annexes: opening.annexes, circuit: opening.circuit, visas: [], state: .waiting(step: 0), signed: nil
        )
    }

    func wasOpened(as opening: Parapheur.Opening) -> Bool {
        Dossier(id: id, opening: opening, at: openedAt)
            == Dossier(
                id: id, type: type, title: title, origin: origin, depositor: depositor, openedAt: openedAt, document: document,
                annexes: annexes, circuit: circuit, visas: [], state: .waiting(step: 0), signed: nil)
    }

    func entry(_ action: HistoryEntry.Action, by actor: PersonID, at now: Instant, step: Int?, remark: String? = nil) -> HistoryEntry {
        HistoryEntry(action: action, actor: actor, at: now, step: step, document: document.digest, remark: remark)
    }
}

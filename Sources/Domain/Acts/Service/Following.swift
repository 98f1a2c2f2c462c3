import Database
package import Directory
import Journal
import Values

/// What became of an act elsewhere. Each is told at least once; a second time changes nothing.
extension Acts {
    package func dossierOpened(_ id: ActID, dossier: String) async throws {
        try await follow(id, .dossierOpened(dossier: dossier)) { _, _ in }
    }

    /// Signed: the docket is made, and whoever transmits is told.
    package func dossierCompleted(_ id: ActID, _ completion: Completion) async throws {
        let people = try await names(of: completion.steps.map(\.person))
        let cabinet = cabinet
        try await follow(id, .dossierCompleted(completion.signed)) { act, change in
            let docket = Docket(act: act, completion: completion, authority: cabinet.authority, people: people)
            let leaf = try change.record(
                JournalEntry(
                    action: "act.signed", object: "act:\(id)", actor: "\(completion.signer)", content: completion.signed.digest,
                    details: ["number": act.number.internalNumber]))
            try ActTable.set(docket: try docket.json(), leaf: leaf, of: id, in: change.transaction)
            try change.publish(ActSigned(act, signed: completion.signed))
        }
    }

    package func dossierRefused(_ id: ActID, dossier: String, by person: PersonID, reason: String) async throws {
        try await follow(id, .dossierRefused(dossier: dossier, reason: reason)) { act, change in
            try change.record(
                JournalEntry(
                    action: "act.refused", object: "act:\(id)", actor: "\(person)", content: act.document.digest,
                    details: ["reason": reason]))
        }
    }

    package func bundlePrepared(_ id: ActID, _ bundle: PreparedArchive) async throws {
        try await follow(id, .bundlePrepared(bundle)) { act, change in
            try change.record(
                JournalEntry(
                    action: "act.bundled", object: "act:\(id)", actor: "legality", content: bundle.digest,
                    details: ["archive": bundle.name]))
        }
    }

    private func follow(
        _ id: ActID, _ event: ActEvent, _ body: @escaping @Sendable (Act, Change) throws -> Void
    ) async throws {
        try await cabinet.change { change in
            guard let act = try ActTable.one(id, in: change.reader) else { throw ActRefusal.notFound }
            guard let next = try act.state.after(event) else { return }
            try ActTable.set(next, of: id, in: change.transaction)
            try body(act, change)
        }
    }

    private func names(of ids: [PersonID]) async throws -> [PersonID: Person] {
        let directory = People(cabinet: cabinet)
        var people: [PersonID: Person] = [:]
        for id in Set(ids) { people[id] = try await directory.one(id) }
        return people
    }
}

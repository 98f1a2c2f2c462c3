package import Directory
import Values

extension Parapheur {
    package static let pageMax = 200

    /// Nil when it does not exist for this viewer.
    package func dossier(_ id: DossierID, for viewer: Viewer) async throws -> Dossier? {
        let dossier = try await cabinet.read { try DossierTable.one(id, in: $0) }
        return dossier.flatMap { $0.isReadable(by: viewer) ? $0 : nil }
    }

    package func dossier(origin: String, for viewer: Viewer) async throws -> Dossier? {
        let dossier = try await cabinet.read { try DossierTable.one(origin: origin, in: $0) }
        return dossier.flatMap { $0.isReadable(by: viewer) ? $0 : nil }
    }

    /// Oldest first; empty when the dossier does not exist for this viewer.
    package func history(of id: DossierID, for viewer: Viewer) async throws -> [HistoryEntry] {
        try await cabinet.read { reader in
            guard let dossier = try DossierTable.one(id, in: reader), dossier.isReadable(by: viewer) else { return [] }
            return try HistoryTable.entries(of: id, in: reader)
        }
    }

    /// What waits for this person, longest waiting first; at most 200.
    package func waiting(for person: PersonID, limit: Int = pageMax) async throws -> [DossierSummary] {
        try await cabinet.read { try DossierListTable.waiting(for: person, limit: bounded(limit), in: $0) }
    }

    package func waitingCount(for person: PersonID) async throws -> Int {
        try await cabinet.read { try DossierListTable.waitingCount(for: person, in: $0) }
    }

    /// Newest first, from `cursor` on: every dossier for those who follow all papers, one's own for the others.
    package func page(
        for viewer: Viewer, in phase: DossierPhase? = nil, before cursor: DossierCursor? = nil, limit: Int = 50
    ) async throws -> [DossierSummary] {
        let start = cursor ?? DossierCursor(at: Instant(milliseconds: .max), id: cabinet.id())
        return try await cabinet.read { reader in
            guard viewer.followsAllPapers else {
                return try DossierListTable.all(of: viewer.person, in: phase, before: start, limit: bounded(limit), in: reader)
            }
            guard let phase else { return try DossierListTable.all(before: start, limit: bounded(limit), in: reader) }
            return try DossierListTable.all(in: phase, before: start, limit: bounded(limit), in: reader)
        }
    }
}

private func bounded(_ limit: Int) -> Int { min(max(limit, 1), Parapheur.pageMax) }

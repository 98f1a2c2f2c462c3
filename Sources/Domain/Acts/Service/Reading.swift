package import Directory
import Values

extension Acts {
    package static let pageMax = 200

    /// Nil when it does not exist for this viewer.
    package func act(_ id: ActID, for viewer: Viewer) async throws -> Act? {
        let act = try await cabinet.read { try ActTable.one(id, in: $0) }
        return act.flatMap { $0.isReadable(by: viewer) ? $0 : nil }
    }

    /// By its number, as in the address of its page.
    package func act(_ number: RegisterNumber, for viewer: Viewer) async throws -> Act? {
        let act = try await cabinet.read { try ActTable.one(number, in: $0) }
        return act.flatMap { $0.isReadable(by: viewer) ? $0 : nil }
    }

    /// Nil before the signature, and for whoever has no part in the act.
    package func docket(of id: ActID, for viewer: Viewer) async throws -> Docket? {
        let text = try await cabinet.read { reader -> String? in
            guard let act = try ActTable.one(id, in: reader), act.isReadable(by: viewer) else { return nil }
            return try ActTable.docket(of: id, in: reader)
        }
        return try text.map { try Docket(json: $0) }
    }

    /// The line of the journal that says that it was signed: what a proof is made of. Nil before, and for whoever has no part in the act.
    package func signedLeaf(of id: ActID, for viewer: Viewer) async throws -> UInt64? {
        try await cabinet.read { reader in
            guard let act = try ActTable.one(id, in: reader), act.isReadable(by: viewer) else { return nil }
            return try ActTable.leaf(of: id, in: reader)
        }
    }

    /// Newest first, from `cursor` on: every act for those who follow all papers, one's own for the others.
    package func page(
        for viewer: Viewer, in phase: ActPhase? = nil, before cursor: ActCursor? = nil, limit: Int = 50
    ) async throws -> [ActSummary] {
        let start = cursor ?? ActCursor(at: Instant(milliseconds: .max), id: cabinet.id())
        return try await cabinet.read { reader in
            guard viewer.followsAllPapers else {
                return try ActListTable.all(of: viewer.person, in: phase, before: start, limit: bounded(limit), in: reader)
            }
            guard let phase else { return try ActListTable.all(before: start, limit: bounded(limit), in: reader) }
            return try ActListTable.all(in: phase, before: start, limit: bounded(limit), in: reader)
        }
    }

    /// How many acts are in each phase, for the filters of the list.
    package func counts() async throws -> [ActPhase: Int] {
        try await cabinet.read { reader in
            var counts: [ActPhase: Int] = [:]
            for phase in ActPhase.allCases { counts[phase] = try ActListTable.count(in: phase, reader) }
            return counts
        }
    }

    /// A year of a register, in order of number, after `sequence`.
    package func register(
        _ register: Register, year: Int, after sequence: Int = 0, limit: Int = pageMax, for viewer: Viewer
    ) async throws -> [ActSummary] {
        guard viewer.followsAllPapers else { return [] }
        return try await cabinet.read {
            try ActListTable.register(register, year: year, after: sequence, limit: bounded(limit), in: $0)
        }
    }
}

private func bounded(_ limit: Int) -> Int { min(max(limit, 1), Acts.pageMax) }

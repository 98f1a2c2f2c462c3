import Database
package import Values

/// The authorities of the instance.
package struct Authorities: Sendable {
    let instance: InstanceDatabase

    package func create(_ authority: Authority) async throws {
        try await instance.write { transaction in
            guard try AuthorityTable.one(slug: authority.slug, in: transaction.reader) == nil else {
                throw AuthorityRefusal.slugTaken(authority.slug.description)
            }
            try AuthorityTable.insert(authority, in: transaction)
        }
    }

    package func one(_ id: TenantID) async throws -> Authority? { try await instance.read { try AuthorityTable.one(id, in: $0) } }

    package func one(slug: Slug) async throws -> Authority? { try await instance.read { try AuthorityTable.one(slug: slug, in: $0) } }

    /// In order of short name; at most 200.
    package func page(after slug: Slug? = nil, limit: Int = 200) async throws -> [Authority] {
        try await instance.read { try AuthorityTable.page(after: slug?.description ?? "", limit: min(max(limit, 1), 200), in: $0) }
    }
}

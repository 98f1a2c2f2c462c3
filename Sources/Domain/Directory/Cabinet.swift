package import Certificates
package import ContentStore
package import Database
package import Jobs
package import Journal
import Synchronization
package import Values

/// What one authority owns: its database, its papers, its journal, its outbox. A use case is given a cabinet and can touch no other
/// authority's anything.
package struct Cabinet: Sendable {
    package let authority: Authority
    package let database: TenantDatabase
    package let content: ContentStore
    package let journal: Journal
    package let hints: WakeUpHints
    package let seal: FieldSeal
    /// Whose certificates this authority believes; without an anchor, paths are not checked before signing.
    package let trust: TrustAnchors
    package let clock: Clock
    package let random: RandomSource

    package init(
        authority: Authority, database: TenantDatabase, content: ContentStore, journal: Journal, hints: WakeUpHints, seal: FieldSeal,
        trust: TrustAnchors, clock: Clock, random: RandomSource
    ) {
        (self.authority, self.database, self.content, self.journal) = (authority, database, content, journal)
        (self.hints, self.seal, self.trust, self.clock, self.random) = (hints, seal, trust, clock, random)
    }

    package var tenant: TenantID { authority.id }
    package var today: CivilDate { CivilDate(clock.now(), in: authority.zone) }

    package func id<Of>(_ type: ID<Of>.Type = ID<Of>.self) -> ID<Of> { ID(at: clock.now(), from: random) }

    package func read<T: Sendable>(_ body: @escaping @Sendable (Reader<OneTenant>) throws -> T) async throws -> T {
        try await database.read(body)
    }

    /// One use case: what it changes, keeps, records and says is committed together or not at all.
    package func change<T: Sendable>(_ body: @escaping @Sendable (Change) throws -> T) async throws -> T {
        let now = clock.now()
        return try await hints.around(tenant) {
            try await database.write { transaction in
                try body(Change(now: now, transaction: transaction, content: content, journal: journal))
            }
        }
    }
}

/// A transaction of one authority, under way.
package struct Change {
    /// One moment for all that happens in it.
    package let now: Instant
    package let transaction: Transaction<OneTenant>
    let content: ContentStore
    let journal: Journal

    package var reader: Reader<OneTenant> { transaction.reader }

    /// Answers the index of the leaf.
    @discardableResult
    package func record(_ entry: JournalEntry) throws -> UInt64 { try journal.append(entry, in: transaction) }

    package func publish(_ event: some Event) throws { try Outbox().publish(event, at: now, in: transaction) }

    @discardableResult
    package func keep(_ blob: StagedBlob) throws -> Digest { try content.keep(blob, in: transaction) }
}

import GRDB

/// Owns the SQLite files: opening, durability, transactions, migrations, the lock of the data directory, and the few
/// primitives that blocking effects need (`Disk`, `BlockingExecutor`). What a module stores is written in its own `Tables/`.
/// Refuses to run without durable commits, to go on after an I/O error (the file stays broken until the process restarts),
/// and to read a file migrated by a newer program. No GRDB type leaves this module.

/// The scope of a database that belongs to one local authority.
package enum OneTenant {}
/// The scope of the database that all authorities share.
package enum WholeInstance {}

package typealias TenantDatabase = Database<OneTenant>
package typealias InstanceDatabase = Database<WholeInstance>

/// One SQLite file, opened at its first use and closed when `TenantDatabases` needs room; the value outlives both.
/// (1) `write` returns after a COMMIT whose pages were flushed (synchronous=FULL, read back on the open connection).
/// (2) The closures that wait are run in order, each once, in one transaction; one that throws is undone alone.
/// (3) After an I/O error nothing more is read or written through this value: every call throws `.broken`.
/// (4) One connection writes and checkpoints; the others only read, each call in one snapshot.
package final class Database<Scope>: Sendable {
    private let connection: Connection
    private let commits = GroupCommit()

    package init(path: String, migrations: [Migration], executor: BlockingExecutor = .shared) {
        connection = Connection(path: path, migrations: migrations, executor: executor, limit: nil)
    }

    init(connection: Connection) { self.connection = connection }

    /// Opens now rather than at the first use, to refuse early.
    package func open() async throws {
        _ = try await connection.acquire()
        connection.release()
    }

    /// Waits for nobody: refuses when a read or a write is under way. The next use opens again.
    @discardableResult
    package func close() async throws -> Bool { try await connection.closeIfIdle() }

    package func read<T: Sendable>(_ body: @escaping @Sendable (Reader<Scope>) throws -> T) async throws -> T {
        let pool = try await connection.acquire()
        defer { connection.release() }
        let (outcome, fatal): (Result<T, any Error>, DatabaseRefusal?)
        do {
            (outcome, fatal) = try await pool.read { database in
                let failures = FailureNote()
                let outcome = Result { try body(Reader(database: database, failures: failures)) }
                return (outcome, failures.fatal)
            }
        } catch {
            try breakOn(translated(error))
            throw translated(error)
        }
        try breakOn(fatal)
        return try outcome.get()
    }

    /// `body` may be run on another thread, once, in a transaction shared with others: it must only touch the transaction.
    @discardableResult
    package func write<T: Sendable>(_ body: @escaping @Sendable (Transaction<Scope>) throws -> T) async throws -> T {
        let pool = try await connection.acquire()
        defer { connection.release() }
        do {
            return try await withCheckedThrowingContinuation { continuation in
                let request = GroupCommit.Request { database, failures in
                    let outcome = Result { try body(Transaction(reader: Reader(database: database, failures: failures))) }
                    return switch outcome {
                    case .success(let value): (nil, { continuation.resume(with: $0.map { value }) })
                    case .failure(let error): (error, { _ in continuation.resume(throwing: translated(error)) })
                    }
                } refuse: {
                    continuation.resume(throwing: $0)
                }
                commits.add(request, to: pool)
            }
        } catch {
            try breakOn(error)
            throw error
        }
    }

    private func breakOn(_ error: (any Error)?) throws {
        guard let refusal = error as? DatabaseRefusal, case .broken = refusal else { return }
        throw connection.stayBroken(refusal)
    }
}

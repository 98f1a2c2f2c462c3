import Synchronization
package import Values

/// The databases of all tenants: a handle each, made at its first mention and kept; of the files behind them at most `openMax`
/// are open, the least recently used being closed to make room (an open one costs 5 descriptors and 50 KiB).
package final class TenantDatabases: Sendable {
    private let directory: DataDirectory
    private let migrations: [Migration]
    private let executor: BlockingExecutor
    private let limit: OpenLimit
    private let handles = Mutex<[TenantID: TenantDatabase]>([:])

    package init(directory: DataDirectory, migrations: [Migration], openMax: Int = 256, executor: BlockingExecutor = .shared) {
        (self.directory, self.migrations, self.executor) = (directory, migrations, executor)
        limit = OpenLimit(openMax: openMax)
    }

    /// The tenant's folder must exist (`DataDirectory.createTenant`).
    package func database(of tenant: TenantID) -> TenantDatabase {
        handles.withLock { handles in
            if let handle = handles[tenant] { return handle }
            let connection = Connection(
                path: directory.tenantDatabasePath(tenant), migrations: migrations, executor: executor, limit: limit)
            let handle = TenantDatabase(connection: connection)
            handles[tenant] = handle
            return handle
        }
    }

    /// How many files are open now.
    package var openCount: Int { limit.count }

    /// Closes every file not used since the last call: called on a schedule, it closes what is idle.
    package func closeIdle() async throws {
        for connection in limit.unusedSinceLastCall() { _ = try await connection.closeIfIdle() }
    }

    /// Closes all that nobody uses, at the end of the process or before a copy of the directory.
    package func closeAll() async throws {
        for connection in limit.all() { _ = try await connection.closeIfIdle() }
    }
}

/// Which connections are open, and since when each was not used. Time here is a count of uses, not a clock.
final class OpenLimit: Sendable {
    private struct Entry {
        let connection: Connection
        var lastUse: UInt64
    }
    private struct State {
        var open: [ObjectIdentifier: Entry] = [:]
        var uses: UInt64 = 0
        var lastSweep: UInt64 = 0
    }

    private let openMax: Int
    private let state = Mutex(State())

    init(openMax: Int) { self.openMax = openMax }

    var count: Int { state.withLock { $0.open.count } }

    /// Notes the use; when there are too many open, the oldest are closed by another task (those in use refuse and stay).
    func used(_ connection: Connection) {
        let victims = state.withLock { state -> [Connection] in
            state.uses += 1
            state.open[ObjectIdentifier(connection)] = Entry(connection: connection, lastUse: state.uses)
            guard state.open.count > openMax else { return [] }
            let oldestFirst = state.open.values.sorted { $0.lastUse < $1.lastUse }
            return oldestFirst.prefix(max(1, state.open.count - openMax)).map(\.connection)
        }
        guard !victims.isEmpty else { return }
        Task { for victim in victims { _ = try? await victim.closeIfIdle() } }
    }

    func closed(_ connection: Connection) { state.withLock { $0.open[ObjectIdentifier(connection)] = nil } }

    func unusedSinceLastCall() -> [Connection] {
        state.withLock { state in
            defer { state.lastSweep = state.uses }
            return state.open.values.filter { $0.lastUse <= state.lastSweep }.map(\.connection)
        }
    }

    func all() -> [Connection] { state.withLock { $0.open.values.map(\.connection) } }
}

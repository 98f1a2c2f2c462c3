import GRDB
import Synchronization

/// Transactions that arrive together are made durable together: whoever finds nobody at work opens a round and takes what waits,
/// again and again until nothing waits. Alone, a transaction is committed at once: there is no delay to gather others.
final class GroupCommit: Sendable {
    struct Request: Sendable {
        /// Runs the closure; answers its error, if any, and what to call when its fate is known.
        let run: @Sendable (GRDB.Database, FailureNote) -> (error: (any Error)?, settle: Settle)
        /// Called instead of `run` when the database will not do it.
        let refuse: @Sendable (DatabaseRefusal) -> Void
    }
    typealias Settle = (Result<Void, DatabaseRefusal>) -> Void

    private struct State {
        var waiting: [Request] = []
        var working = false
        var broken: DatabaseRefusal?
    }
    private let state = Mutex(State())

    /// At most so many closures share one transaction, so that the first does not wait for all the others.
    static let roundMax = 256

    func add(_ request: Request, to pool: DatabasePool) {
        let (first, broken) = state.withLock { state in
            if let broken = state.broken { return (false, broken as DatabaseRefusal?) }
            state.waiting.append(request)
            defer { state.working = true }
            return (!state.working, nil)
        }
        if let broken { return request.refuse(broken) }
        if first { pool.asyncWriteWithoutTransaction { self.work($0) } }
    }

    private func work(_ database: GRDB.Database) {
        while let round = next() {
            guard let broken = run(round[...], database) else { continue }
            let refused = state.withLock { state in
                state.broken = broken
                defer { state.waiting = [] }
                return state.waiting
            }
            for request in refused { request.refuse(broken) }
        }
    }

    private func next() -> [Request]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.working = false
                return nil
            }
            let round = Array(state.waiting.prefix(Self.roundMax))
            state.waiting.removeFirst(round.count)
            return round
        }
    }

    /// Runs a round, in several transactions when a statement's failure makes SQLite end one early (a full disk does).
    /// Answers the refusal that condemns the file, if one appeared.
    private func run(_ round: ArraySlice<Request>, _ database: GRDB.Database) -> DatabaseRefusal? {
        var rest = round
        while !rest.isEmpty {
            let failures = FailureNote()
            var settles: [Settle] = []
            let outcome = Result { try transaction(&rest, &settles, database, failures) }.mapError { failures.note($0) }
            if case .failure = outcome, database.isInsideTransaction { _ = Result { try database.rollback() } }
            if let broken = failures.fatal {
                for settle in settles { settle(.failure(broken)) }
                for request in rest { request.refuse(broken) }
                return broken
            }
            for settle in settles { settle(outcome) }
            if case .failure(let refusal) = outcome, settles.isEmpty {
                for request in rest { request.refuse(refusal) }
                return nil
            }
        }
        return nil
    }

    /// BEGIN, each closure between savepoints, COMMIT. Takes out of `rest` what it ran.
    private func transaction(
        _ rest: inout ArraySlice<Request>, _ settles: inout [Settle], _ database: GRDB.Database, _ failures: FailureNote
    ) throws {
        try database.beginTransaction(.immediate)
        while let request = rest.popFirst() {
            try database.cachedStatement(sql: "SAVEPOINT part").execute()
            let (error, settle) = request.run(database, failures)
            settles.append(settle)
            if let fatal = failures.fatal { throw fatal }
            guard database.isInsideTransaction else { throw translated(error ?? DatabaseRefusal.diskFull) }
            if error != nil { try database.cachedStatement(sql: "ROLLBACK TO part").execute() }
            try database.cachedStatement(sql: "RELEASE part").execute()
        }
        try database.commit()
    }
}

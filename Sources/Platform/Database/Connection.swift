import GRDB
import Synchronization

/// The pool behind a `Database`: opened by the first who needs it while the others wait, counted while used, closed only
/// when nobody uses it, and condemned for good by the first I/O error.
final class Connection: Sendable {
    private enum State {
        case closed
        case opening(waiting: [CheckedContinuation<DatabasePool, any Error>])
        case open(DatabasePool)
        case broken(DatabaseRefusal)
    }
    private struct Guarded {
        var state = State.closed
        var users = 0
    }
    private enum Step {
        case have(DatabasePool), wait, open, refuse(DatabaseRefusal)
    }

    private let path: String
    private let migrations: [Migration]
    private let executor: BlockingExecutor
    private let limit: OpenLimit?
    private let guarded = Mutex(Guarded())

    init(path: String, migrations: [Migration], executor: BlockingExecutor, limit: OpenLimit?) {
        (self.path, self.migrations, self.executor, self.limit) = (path, migrations, executor, limit)
    }

    /// The open pool, which stays open until `release`.
    func acquire() async throws -> DatabasePool {
        let pool: DatabasePool = try await withCheckedThrowingContinuation { continuation in
            let step = guarded.withLock { guarded -> Step in
                switch guarded.state {
                case .broken(let refusal): return .refuse(refusal)
                case .open(let pool):
                    guarded.users += 1
                    return .have(pool)
                case .opening(let waiting):
                    guarded.state = .opening(waiting: waiting + [continuation])
                    return .wait
                case .closed:
                    guarded.state = .opening(waiting: [continuation])
                    return .open
                }
            }
            switch step {
            case .have(let pool): continuation.resume(returning: pool)
            case .refuse(let refusal): continuation.resume(throwing: refusal)
            case .open: executor.submit { self.open() }
            case .wait: break
            }
        }
        limit?.used(self)
        return pool
    }

    func release() { guarded.withLock { $0.users -= 1 } }

    /// Every later call gets the first refusal. The pool is left as it is: closing it would checkpoint a file nobody knows.
    func stayBroken(_ refusal: DatabaseRefusal) -> DatabaseRefusal {
        guarded.withLock { guarded in
            if case .broken(let first) = guarded.state { return first }
            guarded.state = .broken(refusal)
            return refusal
        }
    }

    func closeIfIdle() async throws -> Bool {
        let idle: DatabasePool? = guarded.withLock { guarded in
            guard case .open(let pool) = guarded.state, guarded.users == 0 else { return nil }
            guarded.state = .opening(waiting: [])
            return pool
        }
        guard let idle else { return false }
        limit?.closed(self)
        let outcome = try await executor.run { Result { try idle.close() } }
        let waiting = guarded.withLock { guarded -> Bool in
            guard case .opening(let waiting) = guarded.state else { return false }
            if waiting.isEmpty { guarded.state = .closed }
            return !waiting.isEmpty
        }
        if waiting { executor.submit { self.open() } }
        try outcome.get()
        return true
    }

    private func open() {
        let outcome = Result { try DurablePool.open(path: path, migrations: migrations) }
        let waiting = guarded.withLock { guarded -> [CheckedContinuation<DatabasePool, any Error>] in
            guard case .opening(let waiting) = guarded.state else { return [] }
            switch outcome {
            case .success(let pool):
                guarded.state = .open(pool)
                guarded.users += waiting.count
            case .failure:
                guarded.state = .closed
            }
            return waiting
        }
        for continuation in waiting { continuation.resume(with: outcome.mapError(translated)) }
    }
}

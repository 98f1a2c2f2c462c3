package import Database
import Synchronization
package import Values

/// Which tenants may have events to hand over: durable in the instance database before the event is (invariant 2), and known in memory, so
/// that only the first transaction of a tenant after a quiet time pays for it.
package final class WakeUpHints: Sendable {
    package static let migrations = [HintTable.migration]
    /// A hint outlives the last transaction by so much: a busy tenant does not write one for each of its transactions.
    static let quietSeconds: Int64 = 30

    private struct Hint {
        /// Nil while the row is being written.
        var generation: Int64?
        /// Transactions that announced themselves and are not over.
        var announced = 0
        /// Changes each time a transaction ends, and never takes a value it had, even after the hint was forgotten.
        var endings: Int
        var lastEnding: Instant
        /// `endings` when the outbox was last found empty.
        var drained: Int?
        /// The oldest event failed, and waits until then.
        var retryAt: Instant?
    }

    private let instance: InstanceDatabase
    private let clock: Clock
    private let hints = Mutex<[TenantID: Hint]>([:])
    private let endings = Atomic<Int>(0)
    private let wakeUps: AsyncStream<Void>
    private let wakeUp: AsyncStream<Void>.Continuation

    package init(instance: InstanceDatabase, clock: Clock) async throws {
        (self.instance, self.clock) = (instance, clock)
        (wakeUps, wakeUp) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let now = clock.now()
        for hint in try await instance.read({ try HintTable.all(in: $0) }) {
            hints.withLock { $0[hint.tenant] = Hint(generation: hint.generation, endings: 0, lastEnding: now) }
        }
    }

    /// Runs a transaction of `tenant` that may publish. The hint is durable before `body` begins.
    package func around<T: Sendable>(_ tenant: TenantID, _ body: () async throws -> T) async throws -> T {
        let now = clock.now()
        let isDurable = hints.withLock { hints in
            hints[tenant, default: Hint(endings: nextEnding(), lastEnding: now)].announced += 1
            return hints[tenant]?.generation != nil
        }
        defer {
            let now = clock.now()
            hints.withLock { hints in
                hints[tenant]?.announced -= 1
                hints[tenant]?.endings = nextEnding()
                hints[tenant]?.lastEnding = now
            }
            wakeUp.yield()
        }
        if !isDurable {
            let generation = try await instance.write { try HintTable.mark(tenant, in: $0) }
            hints.withLock { hints in
                let known = hints[tenant]?.generation ?? 0
                hints[tenant]?.generation = max(generation, known)
            }
        }
        return try await body()
    }

    private func nextEnding() -> Int { endings.wrappingAdd(1, ordering: .relaxed).newValue }

    /// A tenant as it was before its outbox was read.
    struct Sight: Sendable {
        let tenant: TenantID
        let endings: Int
    }

    func pending(now: Instant) -> [Sight] {
        let due = hints.withLock { hints in
            hints.filter { $0.value.drained != $0.value.endings && $0.value.retryAt.map { $0 <= now } ?? true }
                .map { Sight(tenant: $0.key, endings: $0.value.endings) }
        }
        return due.sorted { $0.tenant < $1.tenant }
    }

    /// The outbox was found empty after `sight`.
    func drained(_ sight: Sight) {
        hints.withLock { hints in
            hints[sight.tenant]?.drained = sight.endings
            hints[sight.tenant]?.retryAt = nil
        }
    }

    func postpone(_ sight: Sight, until instant: Instant) { hints.withLock { $0[sight.tenant]?.retryAt = instant } }

    /// Removes the hints of tenants that are empty and quiet; all the empty ones when `quiet` is 0.
    func forget(quietSeconds: Int64, now: Instant) async throws {
        let quiet = hints.withLock { hints in
            let quiet = hints.filter { hint in
                hint.value.announced == 0 && hint.value.drained == hint.value.endings
                    && hint.value.lastEnding.adding(seconds: quietSeconds) <= now
            }
            for tenant in quiet.keys { hints[tenant] = nil }
            return quiet
        }
        guard !quiet.isEmpty else { return }
        // A transaction that begins meanwhile writes a higher generation, which this does not remove.
        try await instance.write { transaction in
            for (tenant, hint) in quiet {
                if let generation = hint.generation { try HintTable.clear(tenant, generation: generation, in: transaction) }
            }
        }
    }

    /// When somebody should look again without being woken: the next retry, or the end of the quiet time.
    func nextLook() -> Instant? {
        hints.withLock { hints in
            hints.values.compactMap { hint in
                hint.drained == hint.endings ? hint.lastEnding.adding(seconds: WakeUpHints.quietSeconds) : hint.retryAt
            }.min()
        }
    }

    /// False when nothing will come any more: the task was cancelled or `finish` was called.
    func waitForWakeUp() async -> Bool {
        for await _ in wakeUps { return true }
        return false
    }

    func wake() { wakeUp.yield() }
    func finish() { wakeUp.finish() }
}

package import Database
import Synchronization
package import Values

/// Takes an event into account. Called at least once for each event: a second call with the same event changes nothing.
package typealias EventHandler = @Sendable (TenantID, OutboxEvent) async throws -> Void

/// Hands the events of every tenant to their handlers (invariants 3 and 4). One per instance.
package final class Dispatcher: Sendable {
    /// Tenants that are drained at the same time; within one, events go one by one.
    private static let tenantsAtOnce = 4

    private let hints: WakeUpHints
    private let database: @Sendable (TenantID) async throws -> TenantDatabase
    private let handlers: [String: [EventHandler]]
    private let retry: Retry
    private let clock: Clock
    private let failing = Mutex<[TenantID: StuckEvent]>([:])
    private let stopping = Atomic<Bool>(false)
    /// Tenants that somebody is draining: nobody else does (invariant 4).
    private let busy = Mutex<Set<TenantID>>([])

    package init(
        hints: WakeUpHints, database: @escaping @Sendable (TenantID) async throws -> TenantDatabase, handlers: [String: [EventHandler]],
        retry: Retry = .standard, clock: Clock
    ) {
        (self.hints, self.database, self.handlers) = (hints, database, handlers)
        (self.retry, self.clock) = (retry, clock)
    }

    /// Events that failed so often that somebody must look. Empty when all is well.
    package var stuck: [StuckEvent] {
        failing.withLock { Array($0.values) }
            .filter { $0.attempts >= retry.stuckAfterAttempts }
            .sorted { $0.tenant < $1.tenant }
    }

    /// Serves until `stop` or cancellation; the event in hand is finished first.
    package func run() async {
        repeat {
            await pass()
            try? await hints.forget(quietSeconds: WakeUpHints.quietSeconds, now: clock.now())
        } while await waitForWork()
        try? await hints.forget(quietSeconds: 0, now: clock.now())
    }

    package func stop() {
        stopping.store(true, ordering: .releasing)
        hints.finish()
    }

    /// Hands over all that can be now, and what the handlers publish meanwhile. Returns when only failed events are left waiting, or none;
    /// not meant for while `run` serves, whose tenants it passes over.
    package func drain() async {
        while await pass() > 0 {}
    }

    /// One round over the tenants that may have events; how many events left.
    @discardableResult
    private func pass() async -> Int {
        let due = hints.pending(now: clock.now())
        return await withTaskGroup(of: Int.self) { group in
            var waiting = due[...]
            for sight in waiting.prefix(Dispatcher.tenantsAtOnce) { group.addTask { await self.drain(sight) } }
            waiting = waiting.dropFirst(Dispatcher.tenantsAtOnce)
            var handedOver = 0
            while let count = await group.next() {
                handedOver += count
                if let sight = waiting.popFirst() { group.addTask { await self.drain(sight) } }
            }
            return handedOver
        }
    }

    private func drain(_ sight: WakeUpHints.Sight) async -> Int {
        guard busy.withLock({ $0.insert(sight.tenant).inserted }) else { return 0 }
        defer { busy.withLock { _ = $0.remove(sight.tenant) } }
        var handedOver = 0
        do {
            let database = try await database(sight.tenant)
            while !isStopping {
                guard let event = try await database.read({ try OutboxTable.first(in: $0) }) else {
                    hints.drained(sight)
                    return handedOver
                }
                guard event.nextAttempt <= clock.now() || !hasFailedHere(event, of: sight.tenant) else {
                    noteFailure(of: event, in: sight.tenant)
                    hints.postpone(sight, until: event.nextAttempt)
                    return handedOver
                }
                do {
                    try await handOver(event, of: sight.tenant)
                } catch {
                    try await postpone(event, because: error, sight: sight, in: database)
                    return handedOver
                }
                try await database.write { try OutboxTable.remove(sequence: event.sequence, in: $0) }
                forgetFailure(of: sight.tenant)
                handedOver += 1
            }
        } catch {
            // The tenant's database itself failed: nothing could be read or written there; the hint stays, so it is looked at again.
            hints.postpone(sight, until: clock.now().adding(seconds: retry.waitMaxSeconds))
        }
        return handedOver
    }

    private func handOver(_ event: OutboxEvent, of tenant: TenantID) async throws {
        guard let handlers = handlers[event.name], !handlers.isEmpty else { throw EventFault.noHandler(name: event.name) }
        for handler in handlers { try await handler(tenant, event) }
    }

    private func postpone(
        _ event: OutboxEvent, because error: any Error, sight: WakeUpHints.Sight, in database: TenantDatabase
    ) async throws {
        let until = retry.nextAttempt(afterFailures: event.attempts + 1, now: clock.now())
        // The type and case of the error, cut: enough to find the fault; the event itself says which object.
        let reason = String(String(reflecting: error).prefix(500))
        try await database.write { try OutboxTable.postpone(event, error: reason, until: until, in: $0) }
        let failed = OutboxEvent(
            sequence: event.sequence, name: event.name, payload: event.payload, attempts: event.attempts + 1, lastError: reason,
            nextAttempt: until)
        noteFailure(of: failed, in: sight.tenant)
        hints.postpone(sight, until: until)
    }

    private func noteFailure(of event: OutboxEvent, in tenant: TenantID) {
        failing.withLock {
            $0[tenant] = StuckEvent(
                tenant: tenant, sequence: event.sequence, name: event.name, attempts: event.attempts, error: event.lastError ?? "")
        }
    }

    /// What failed in an earlier life is tried at once: whoever starts the program again has mended something.
    private func hasFailedHere(_ event: OutboxEvent, of tenant: TenantID) -> Bool {
        failing.withLock { $0[tenant]?.sequence == event.sequence }
    }

    private func forgetFailure(of tenant: TenantID) { failing.withLock { $0[tenant] = nil } }

    private var isStopping: Bool { stopping.load(ordering: .acquiring) || Task.isCancelled }

    /// Until a transaction ended, or the next retry is due. False when it is time to stop.
    private func waitForWork() async -> Bool {
        guard !isStopping else { return false }
        let alarm = hints.nextLook().map { instant in
            let milliseconds = max(0, instant.milliseconds - clock.now().milliseconds)
            return Task { [hints] in
                try await Task.sleep(for: .milliseconds(milliseconds))
                hints.wake()
            }
        }
        defer { alarm?.cancel() }
        return await hints.waitForWakeUp() && !isStopping
    }
}

/// A handler that keeps failing: an alarm for the operator. Everything after it, in this tenant, waits.
package struct StuckEvent: Hashable, Sendable {
    package let tenant: TenantID
    package let sequence: Int64
    package let name: String
    package let attempts: Int
    package let error: String
}

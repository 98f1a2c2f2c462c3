import Database
import Jobs
import Synchronization
import TestSupport
import Testing
import Values

@Suite("Events reach their handlers")
struct DispatcherTests {
    let rig = JobsRig()
    let tenant = JobsRig.tenant(1)

    @Test("in the order of their transactions, and each once when nothing fails")
    func order() async throws {
        let hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        let other = JobsRig.tenant(2)
        try await rig.publish([1, 2], of: tenant, hints: hints)
        try await rig.publish([10], of: other, hints: hints)
        try await rig.publish([3], of: tenant, hints: hints)
        await rig.dispatcher(hints).drain()
        #expect(rig.seen.withLock { $0 } == [tenant: [1, 2, 3], other: [10]])
        await rig.dispatcher(hints).drain()
        #expect(rig.seen.withLock { $0[tenant]?.count } == 3)
    }

    @Test("never when the transaction was rolled back")
    func rolledBack() async throws {
        let hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        await #expect(throws: Planted.self) { try await rig.publish([1], of: tenant, hints: hints, failing: true) }
        await rig.dispatcher(hints).drain()
        #expect(rig.seen.withLock { $0.isEmpty })
    }

    @Test("each of 64 concurrent transactions, in one order for all handlers")
    func concurrent() async throws {
        let hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<64 { group.addTask { try await rig.publish([number], of: tenant, hints: hints) } }
            try await group.waitForAll()
        }
        let second = Mutex<[Int]>([])
        let dispatcher = rig.dispatcher(
            hints,
            handlers: [
                { try rig.note($0, $1) },
                { _, event in second.withLock { $0.append((try? event.decoded(as: Happened.self).number) ?? -1) } },
            ])
        await dispatcher.drain()
        let first = rig.seen.withLock { $0[tenant] ?? [] }
        #expect(Set(first) == Set(0..<64))
        #expect(second.withLock { $0 } == first)
    }

    @Test("again after a failure, later and later, and nothing overtakes the one that fails")
    func retry() async throws {
        let hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        let broken = Mutex(true)
        let tries = Mutex(0)
        let dispatcher = rig.dispatcher(
            hints,
            handlers: [
                { tenant, event in
                    tries.withLock { $0 += 1 }
                    if broken.withLock({ $0 }), try event.decoded(as: Happened.self).number == 2 { throw Planted() }
                    try rig.note(tenant, event)
                }
            ])
        try await rig.publish([1, 2, 3], of: tenant, hints: hints)
        await dispatcher.drain()
        #expect(rig.seen.withLock { $0[tenant] } == [1])
        #expect(dispatcher.stuck.isEmpty)
        await dispatcher.drain()
        #expect(tries.withLock { $0 } == 2, "not tried again before its time")
        for wait: Int64 in [1, 2, 4, 8] {
            rig.advance(seconds: wait)
            await dispatcher.drain()
        }
        #expect(tries.withLock { $0 } == 6)
        #expect(dispatcher.stuck.map(\.attempts) == [5])
        #expect(dispatcher.stuck.first?.error.contains("Planted") == true)
        broken.withLock { $0 = false }
        rig.advance(seconds: 300)
        await dispatcher.drain()
        #expect(rig.seen.withLock { $0[tenant] } == [1, 2, 3])
        #expect(dispatcher.stuck.isEmpty)
    }

    @Test("at once in a new life, after a failure of an earlier one")
    func retryAfterStart() async throws {
        let hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        try await rig.publish([1, 2], of: tenant, hints: hints)
        await rig.dispatcher(hints, handlers: [{ _, _ in throw Planted() }]).drain()
        await rig.dispatcher(try await WakeUpHints(instance: rig.instance, clock: rig.clock)).drain()
        #expect(rig.seen.withLock { $0[tenant] } == [1, 2])
    }

    @Test("an event that nobody handles is kept and shown, and stops only its own tenant")
    func noHandler() async throws {
        let hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        let other = JobsRig.tenant(2)
        try await rig.publish([1], of: tenant, hints: hints)
        let deaf = Dispatcher(hints: hints, database: { rig.database($0) }, handlers: [:], clock: rig.clock)
        for _ in 0..<6 {
            await deaf.drain()
            rig.advance(seconds: 300)
        }
        #expect(deaf.stuck.map(\.name) == [Happened.name])
        try await rig.publish([7], of: other, hints: hints)
        await rig.dispatcher(hints).drain()
        #expect(rig.seen.withLock { $0 } == [tenant: [1], other: [7]])
    }

    @Test("while serving, without being asked; stopping lets the one in hand end")
    func serving() async throws {
        let hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        let (numbers, arrived) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingOldest(8))
        let dispatcher = rig.dispatcher(
            hints,
            handlers: [
                { _, event in arrived.yield(try event.decoded(as: Happened.self).number) }
            ])
        let serving = Task { await dispatcher.run() }
        var received = numbers.makeAsyncIterator()
        try await rig.publish([1], of: tenant, hints: hints)
        #expect(await received.next() == 1)
        try await rig.publish([2], of: tenant, hints: hints)
        #expect(await received.next() == 2)
        dispatcher.stop()
        await serving.value
    }

    @Test("waits grow and are bounded", arguments: zip([1, 2, 3, 9, 10, 500, Int.max], [1, 2, 4, 256, 300, 300, 300] as [Int64]))
    func backOff(failures: Int, seconds: Int64) {
        let now = Instant(milliseconds: 0)
        #expect(Retry.standard.nextAttempt(afterFailures: failures, now: now) == now.adding(seconds: seconds))
    }
}

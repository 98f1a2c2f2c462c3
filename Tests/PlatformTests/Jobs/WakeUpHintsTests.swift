import Database
import Jobs
import Synchronization
import TestSupport
import Testing
import Values

@Suite("A wake-up hint")
struct WakeUpHintsTests {
    let rig = JobsRig()
    let tenant = JobsRig.tenant(1)

    @Test("is durable before the transaction begins")
    func before() async throws {
        let hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        let during = try await hints.around(tenant) { try await rig.hinted() }
        #expect(during == 1)
    }

    @Test("lets a new process find what the last one had not handed over")
    func restart() async throws {
        let first = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        try await rig.publish([1, 2], of: tenant, hints: first)
        let second = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        await rig.dispatcher(second).drain()
        #expect(rig.seen.withLock { $0 } == [tenant: [1, 2]])
    }

    @Test("is gone after a graceful stop with nothing left, and stays when something is left")
    func stop() async throws {
        let hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        try await rig.publish([1], of: tenant, hints: hints)
        let dispatcher = rig.dispatcher(hints)
        await dispatcher.drain()
        dispatcher.stop()
        await dispatcher.run()
        #expect(try await rig.hinted() == 0)

        let later = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        try await rig.publish([2], of: tenant, hints: later)
        let failing = rig.dispatcher(later, handlers: [{ _, _ in throw Planted() }])
        await failing.drain()
        failing.stop()
        await failing.run()
        #expect(try await rig.hinted() == 1)
    }

    /// Transactions, drains, quiet times and crashes in any order: what was committed is handed over at the end, at least once, and the
    /// last process knows where to look by the hints alone.
    @Test("is never lost", arguments: 1...12)
    func random(seed: UInt64) async throws {
        var random = Seeded(seed)
        var hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        var dispatcher = rig.dispatcher(hints)
        var published: [TenantID: Set<Int>] = [:]
        for number in 0..<40 {
            let tenant = JobsRig.tenant(UInt64.random(in: 1...3, using: &random))
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
                dispatcher = rig.dispatcher(hints)
            case 1:
                dispatcher.stop()
                await dispatcher.run()
                hints = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
                dispatcher = rig.dispatcher(hints)
            case 2...3: await dispatcher.drain()
            case 4: rig.advance(seconds: 31)
            default:
                async let drain: Void = dispatcher.drain()
                try await rig.publish([number], of: tenant, hints: hints)
                await drain
                published[tenant, default: []].insert(number)
            }
        }
        let last = try await WakeUpHints(instance: rig.instance, clock: rig.clock)
        await rig.dispatcher(last).drain()
        let seen = rig.seen.withLock { $0.mapValues(Set.init) }
        #expect(seen == published, "seed \(seed)")
    }
}

import Database
import Jobs
import Synchronization
import TestSupport
import Values

/// Something that happened, numbered.
struct Happened: Event, Hashable {
    static let name = "test.happened"
    let number: Int
}

/// An instance with tenants, on a real disk.
final class JobsRig: Sendable {
    let scratch = Scratch()
    let instance: InstanceDatabase
    let time = Mutex(Instant(milliseconds: 1_780_272_000_000))
    let seen = Mutex<[TenantID: [Int]]>([:])
    private let databases = Mutex<[TenantID: TenantDatabase]>([:])

    init() { instance = InstanceDatabase(path: scratch.path + "/instance.sqlite", migrations: WakeUpHints.migrations) }

    var clock: Clock { Clock { self.time.withLock { $0 } } }

    func advance(seconds: Int64) { time.withLock { $0 = $0.adding(seconds: seconds) } }

    static func tenant(_ number: UInt64) -> TenantID { TenantID(at: Instant(milliseconds: Int64(number)), from: .seeded(number)) }

    func database(_ tenant: TenantID) -> TenantDatabase {
        databases.withLock { databases in
            if let known = databases[tenant] { return known }
            let made = TenantDatabase(path: scratch.path + "/\(tenant).sqlite", migrations: Outbox.migrations)
            databases[tenant] = made
            return made
        }
    }

    func publish(_ numbers: [Int], of tenant: TenantID, hints: WakeUpHints, failing: Bool = false) async throws {
        let now = clock.now()
        try await hints.around(tenant) {
            try await self.database(tenant).write { transaction in
                for number in numbers { try Outbox().publish(Happened(number: number), at: now, in: transaction) }
                if failing { throw Planted() }
            }
        }
    }

    func note(_ tenant: TenantID, _ event: OutboxEvent) throws {
        let number = try event.decoded(as: Happened.self).number
        seen.withLock { $0[tenant, default: []].append(number) }
    }

    func dispatcher(_ hints: WakeUpHints, handlers: [EventHandler]? = nil) -> Dispatcher {
        Dispatcher(
            hints: hints, database: { self.database($0) },
            handlers: [Happened.name: handlers ?? [{ try self.note($0, $1) }]], clock: clock)
    }

    func hinted() async throws -> Int {
        try await instance.read { try $0.first("SELECT count(*) AS n FROM wake_up") { try $0.get("n") } ?? 0 }
    }
}

struct Planted: Error {}

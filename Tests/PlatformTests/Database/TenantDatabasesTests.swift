import Database
import Glibc
import TestSupport
import Testing
import Values

@Suite struct TenantDatabasesTests {
    private let scratch = Scratch()
    private static let lines = Migration("test-0001", ["CREATE TABLE line (number %int% PRIMARY KEY) %strict%"])

    @Test func manyTenantsShareFewOpenFiles() async throws {
        let directory = try DataDirectory(scratch.path + "/data")
        let databases = TenantDatabases(directory: directory, migrations: [Self.lines], openMax: 4)
        let tenants = (0..<24).map { ID<Tenant>(at: Instant(milliseconds: $0), from: .seeded(UInt64($0))) }
        for tenant in tenants { try directory.createTenant(tenant) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for round in 0..<20 {
                for tenant in tenants {
                    group.addTask {
                        _ = try await databases.database(of: tenant).write {
                            try $0.execute("INSERT INTO line (number) VALUES (:n)", ["n": round])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        for tenant in tenants {
            let count: Int? = try await databases.database(of: tenant).read {
                try $0.first("SELECT count(*) AS count FROM line") { try $0.get("count") }
            }
            #expect(count == 20)
        }
        #expect(try directory.tenants() == tenants.sorted())
        try await databases.closeIdle()
        try await databases.closeIdle()
        #expect(databases.openCount == 0)
    }

    @Test func onlyOneProcessHoldsAFolder() throws {
        let path = scratch.path + "/data"
        var first: DataDirectory? = try DataDirectory(path)
        #expect(throws: DataDirectoryRefusal.heldByAnotherProcess(path: path + "/tabellion.lock", process: Int(getpid()))) {
            try DataDirectory(path)
        }
        #expect(first?.path == path)
        first = nil
        _ = try DataDirectory(path)
        #expect(throws: DiskError(operation: .createDirectory, path: scratch.path + "/no/data", code: ENOENT)) {
            try DataDirectory(scratch.path + "/no/data")
        }
    }

    @Test func aBlockedThreadDelaysNobody() async throws {
        let executor = BlockingExecutor(threads: 2)
        let order = await withTaskGroup(of: Int.self) { group in
            for number in 0..<100 { group.addTask { (try? await executor.run { number }) ?? -1 } }
            return await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(order == Set(0..<100))
        let inside = await withTaskExecutorPreference(executor) { await Task { 7 }.value }
        #expect(inside == 7)
    }
}

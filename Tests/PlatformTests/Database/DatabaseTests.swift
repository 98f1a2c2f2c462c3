import Database
import TestSupport
import Testing
import Values

@Suite struct DatabaseTests {
    private let scratch = Scratch()
    private static let lines = Migration(
        "test-0001", ["CREATE TABLE line (number %int% PRIMARY KEY, text TEXT, bytes %blob%, ready %bool% NOT NULL DEFAULT 1) %strict%"])

    private func database(_ migrations: [Migration] = [lines]) -> TenantDatabase {
        TenantDatabase(path: scratch.path + "/test.sqlite", migrations: migrations)
    }

    @Test func theWriterFlushesEachCommit() async throws {
        let level: Int? = try await database().write { try $0.first("PRAGMA synchronous") { try $0.get("synchronous") } }
        #expect(level == 2)
    }

    @Test func valuesComeBackAsTheyWere() async throws {
        let database = database([
            Migration("test-0001", ["CREATE TABLE kept (a ANY, b ANY, c ANY, d ANY, e ANY, f ANY, g ANY, h ANY) %strict%"])
        ])
        let id = ID<Tenant>(at: Instant(milliseconds: 1_700_000_000_000), from: .seeded(1))
        let day = try #require(CivilDate("2026-02-28"))
        let digest = try #require(Digest(bytes: [UInt8](repeating: 7, count: 32)))
        try await database.write { transaction in
            try transaction.execute(
                "INSERT INTO kept VALUES (:a, :b, :c, :d, :e, :f, :g, :h)",
                [
                    "a": id, "b": day, "c": digest, "d": Instant(milliseconds: -5), "e": true, "f": Int?.none, "g": [UInt8](),
                    "h": Kind.order,
                ])
        }
        try await database.read { reader in
            let found: [Void] = try reader.rows("SELECT * FROM kept") { row in
                let (a, b, c): (ID<Tenant>, CivilDate, Digest) = (try row.get("a"), try row.get("b"), try row.get("c"))
                #expect(a == id && b == day && c == digest)
                let (d, e, f): (Instant, Bool, Int?) = (try row.get("d"), try row.get("e"), try row.get("f"))
                #expect(d == Instant(milliseconds: -5) && e && f == nil)
                let (g, h): ([UInt8], Kind) = (try row.get("g"), try row.get("h"))
                #expect(g.isEmpty && h == .order)
                #expect(throws: DatabaseRefusal.missingColumn("z")) { try row.get("z") as Int }
                #expect(throws: DatabaseRefusal.wrongType(column: "a", found: "text")) { try row.get("a") as Int }
                #expect(throws: DatabaseRefusal.wrongType(column: "f", found: "null")) { try row.get("f") as Int }
            }
            #expect(found.count == 1)
        }
    }

    private enum Kind: String, SQLConvertible { case order, deliberation }
    private struct Unwanted: Error {}

    @Test func aClosureThatThrowsIsUndoneAlone() async throws {
        let database = database()
        let kept = await withTaskGroup(of: Int?.self) { group in
            for number in 0..<300 {
                group.addTask {
                    try? await database.write { transaction in
                        try transaction.execute("INSERT INTO line (number) VALUES (:n)", ["n": number])
                        if number % 3 == 0 { throw Unwanted() }
                        return number
                    }
                }
            }
            return await group.reduce(into: [Int]()) { if let number = $1 { $0.append(number) } }
        }
        #expect(kept.sorted() == (0..<300).filter { $0 % 3 != 0 })
        #expect(try await numbers(in: database) == kept.sorted())
    }

    @Test func constraintsAreNamed() async throws {
        let database = database()
        try await database.write { try $0.execute("INSERT INTO line (number) VALUES (1)") }
        await #expect(throws: DatabaseRefusal.constraint(.unique, detail: "UNIQUE constraint failed: line.number")) {
            try await database.write { try $0.execute("INSERT INTO line (number) VALUES (1)") }
        }
        await #expect(throws: DatabaseRefusal.constraint(.check, detail: "CHECK constraint failed: ready IN (0, 1)")) {
            try await database.write { try $0.execute("INSERT INTO line (ready) VALUES (2)") }
        }
        let wrongBinding = await #expect(throws: DatabaseRefusal.self) {
            try await database.write { try $0.execute("INSERT INTO line (number) VALUES (:n)", ["m": 1]) }
        }
        if case .statement = wrongBinding {} else { Issue.record("not a mistake of statement: \(String(describing: wrongBinding))") }
        #expect(try await numbers(in: database) == [1])
    }

    @Test func aReadDoesNotWrite() async throws {
        let database = database()
        await #expect(throws: DatabaseRefusal.self) {
            try await database.read { try $0.rows("INSERT INTO line (number) VALUES (1) RETURNING number") { _ in } }
        }
        #expect(try await numbers(in: database) == [])
    }

    /// `max_page_count` makes SQLite say "full" as a full disk does, and end the transaction under way.
    @Test func aFullDiskRefusesAndThenResumes() async throws {
        let database = database()
        try await database.write { try $0.rows("PRAGMA max_page_count = 40") { _ in } }
        let outcomes = await withTaskGroup(of: (Int, Result<Void, any Error>).self) { group in
            for number in 0..<60 {
                group.addTask {
                    do {
                        try await database.write { transaction in
                            let bytes = [UInt8](repeating: UInt8(number), count: 5000)
                            try transaction.execute("INSERT INTO line (number, bytes) VALUES (:n, :b)", ["n": number, "b": bytes])
                        }
                        return (number, .success(()))
                    } catch { return (number, .failure(error)) }
                }
            }
            return await group.reduce(into: [(Int, Result<Void, any Error>)]()) { $0.append($1) }
        }
        var acknowledged: [Int] = []
        for (number, outcome) in outcomes {
            switch outcome {
            case .success: acknowledged.append(number)
            case .failure(let error): #expect(error as? DatabaseRefusal == .diskFull)
            }
        }
        #expect(acknowledged.count < 60)
        #expect(try await numbers(in: database) == acknowledged.sorted())
        try await database.write { try $0.rows("PRAGMA max_page_count = 100000") { _ in } }
        try await database.write { try $0.execute("INSERT INTO line (number) VALUES (1000)") }
        #expect(try await numbers(in: database) == acknowledged.sorted() + [1000])
    }

    @Test func aDamagedFileStaysBroken() async throws {
        let database = database()
        for number in 0..<50 {
            try await database.write {
                try $0.execute("INSERT INTO line (number, bytes) VALUES (:n, :b)", ["n": number, "b": [UInt8](repeating: 1, count: 3000)])
            }
        }
        #expect(try await database.close())
        let whole = try SystemDisk().open(scratch.path + "/test.sqlite", writing: true)
        let kept = try whole.read(16 * 4096, at: 8192)
        try whole.write([UInt8](repeating: 0xff, count: kept.count), at: 8192)
        let sum: SQL = "SELECT sum(length(bytes)) AS total FROM line"
        let first = await #expect(throws: DatabaseRefusal.self) {
            try await database.read { try $0.first(sum) { try $0.get("total") as Int } }
        }
        if case .broken = first {} else { Issue.record("not broken: \(String(describing: first))") }
        try whole.write(kept, at: 8192)  // even mended, the value that saw the damage serves nothing more
        let write = await #expect(throws: DatabaseRefusal.self) {
            try await database.write { try $0.execute("INSERT INTO line (number) VALUES (1000)") }
        }
        #expect(write == first)
        #expect(try await numbers(in: self.database()) == Array(0..<50))
    }

    @Test func migrationsAreAppliedOnceAndTheFutureIsRefused() async throws {
        let second = Migration("other-0001", ["ALTER TABLE line ADD COLUMN more TEXT"])
        let old = database()
        try await old.write { try $0.execute("INSERT INTO line (number) VALUES (1)") }
        try await old.close()
        let new = database([Self.lines, second])
        let more: [String?] = try await new.read { try $0.rows("SELECT more FROM line") { try $0.get("more") } }
        #expect(more == [nil])
        try await new.close()
        await #expect(throws: DatabaseRefusal.newerSchema(migration: "other-0001")) { try await database().open() }
        let broken = database([Self.lines, second, Migration("bad-0001", ["CREATE TABLE half (a TEXT)", "CREATE TABLE line (a TEXT)"])])
        await #expect(throws: DatabaseRefusal.self) { try await broken.open() }
        let tables: [String] = try await database([Self.lines, second]).read {
            try $0.rows("SELECT name FROM sqlite_schema WHERE name = 'half'") { try $0.get("name") }
        }
        #expect(tables == [])
    }

    @Test func plansCanBeRead() async throws {
        let plans = try await database().read { reader in
            (try reader.plan(of: "SELECT text FROM line WHERE number = :n"), try reader.plan(of: "SELECT number FROM line WHERE text = :t"))
        }
        #expect(plans.0 == ["SEARCH line USING INTEGER PRIMARY KEY (rowid=?)"])
        #expect(plans.1 == ["SCAN line"])
    }

    private func numbers(in database: TenantDatabase) async throws -> [Int] {
        try await database.read { try $0.rows("SELECT number FROM line ORDER BY number") { try $0.get("number") } }
    }
}

import Cryptography
import Database
import Foundation
import Journal
import MerkleLog
import TestSupport
import Testing
import Values

/// The anti-rollback mark: an older or another history is refused by name, and no failure of the disk makes a false alarm or hides one.
@Suite struct MarkTests {
    @Test func aRestoredCopyIsNamed() async throws {
        let scratch = Scratch()
        let old = Scratch()
        var tested = try await JournalOfTests(in: scratch)
        try await tested.append(5)
        _ = try await tested.journal.checkpoint()
        let before = try await tested.journal.head()
        try await tested.database.close()
        try copy(JournalOfTests.files, from: scratch, to: old)
        tested = try await JournalOfTests(in: scratch, seed: 2)
        try await tested.append(3)
        let marked = try await tested.journal.checkpoint().head
        try await tested.database.close()
        try copy(JournalOfTests.files, from: old, to: scratch)
        await #expect(throws: JournalRefusal.rolledBack(marked: marked, found: before)) { try await JournalOfTests(in: scratch, seed: 3) }
    }

    /// A mark that the restored folder does not bring back names the restoration; a folder that was moved without it opens.
    @Test func aCopyOfTheMarkElsewhereNamesARestoredFolder() async throws {
        let (scratch, old, elsewhere) = (Scratch(), Scratch(), Scratch())
        func open() async throws -> Journal {
            try await Journal(
                tenant: JournalOfTests.tenant, origin: "test/journal", key: Ed25519PrivateKey(seed: [UInt8](repeating: 1, count: 32)),
                database: TenantDatabase(path: scratch.path + "/tenant.sqlite", migrations: Journal.migrations),
                marks: [scratch.path + "/journal.mark", elsewhere.path + "/journal.mark"])
        }
        func add(_ journal: Journal) async throws -> TreeHead {
            try await journal.database.write { try journal.append(JournalEntry(action: "a", object: "o", actor: "p"), in: $0) }
            return try await journal.checkpoint().head
        }
        let all = JournalOfTests.files + ["journal.mark"]
        let first = try await open()
        let before = try await add(first)
        try await first.database.close()
        try copy(all, from: scratch, to: old)
        let second = try await open()
        let marked = try await add(second)
        try await second.database.close()
        try copy(all, from: old, to: scratch)
        await #expect(throws: JournalRefusal.rolledBack(marked: marked, found: before)) { _ = try await open() }
        try FileManager.default.removeItem(atPath: elsewhere.path + "/journal.mark")
        let moved = try await open()
        #expect(try await moved.checkpoint().head == before)
        try await moved.database.close()
    }

    /// As long as the one that was signed, and longer, but not the same.
    @Test(arguments: [8, 20]) func anotherHistoryIsNamed(lines: Int) async throws {
        let (scratch, other) = (Scratch(), Scratch())
        let tested = try await JournalOfTests(in: scratch)
        try await tested.append(8)
        let marked = try await tested.journal.checkpoint().head
        try await tested.database.close()
        let stranger = try await JournalOfTests(in: other, seed: 99)
        try await stranger.append(lines)
        let found = try await stranger.journal.head()
        try await stranger.database.close()
        try copy(JournalOfTests.files, from: other, to: scratch)
        await #expect(throws: JournalRefusal.rolledBack(marked: marked, found: found)) { try await JournalOfTests(in: scratch) }
    }

    @Test func aMarkGoneIsNamed() async throws {
        let scratch = Scratch()
        let tested = try await JournalOfTests(in: scratch)
        try await tested.append(1)
        let found = try await tested.journal.head()
        try await tested.database.close()
        try FileManager.default.removeItem(atPath: scratch.path + "/journal.mark")
        await #expect(throws: JournalRefusal.markMissing(found: found)) { try await JournalOfTests(in: scratch) }
    }

    @Test func aMarkOfAnotherKeyIsNamed() async throws {
        let scratch = Scratch()
        try await JournalOfTests(in: scratch, key: 1).database.close()
        do {
            _ = try await JournalOfTests(in: scratch, key: 2)
            Issue.record("opened on another key's mark")
        } catch JournalRefusal.markUnreadable(.note(.unknownKeys)) {}
        try Data("nothing".utf8).write(to: URL(fileURLWithPath: scratch.path + "/journal.mark"))
        await #expect(throws: JournalRefusal.markUnreadable(.note(.unsigned))) { try await JournalOfTests(in: scratch, key: 1) }
    }

    @Test(arguments: ["", "two words", "a+b", "line\nline"]) func refusesAnOriginThatNamesNoKey(origin: String) async throws {
        let scratch = Scratch()
        let database = TenantDatabase(path: scratch.path + "/tenant.sqlite", migrations: Journal.migrations)
        await #expect(throws: JournalRefusal.invalidOrigin(origin)) {
            try await Journal(
                tenant: JournalOfTests.tenant, origin: origin, key: Ed25519PrivateKey(seed: [UInt8](repeating: 1, count: 32)),
                database: database, marks: [scratch.path + "/journal.mark"])
        }
    }

    @Test func theMarkIsTheLastCheckpointItself() async throws {
        let scratch = Scratch()
        let tested = try await JournalOfTests(in: scratch)
        try await tested.append(3)
        let checkpoint = try await tested.journal.checkpoint()
        #expect(try Array(Data(contentsOf: URL(fileURLWithPath: scratch.path + "/journal.mark"))) == checkpoint.bytes)
    }

    /// The disk of the mark fails at its nth call and for ever, for every n, then the power is cut: the journal opens again, no line is
    /// lost, and no checkpoint that was answered is ahead of the mark.
    @Test(arguments: [true, false]) func noFailureOfTheDiskLosesTheMark(namesKept: Bool) async throws {
        var failures = 0
        for n in 1... {
            let scratch = Scratch()
            let disk = MarkDisk(failAt: n)
            var answered = TreeHead.empty
            do {
                let tested = try await JournalOfTests(in: scratch, disk: disk)
                for _ in 0..<3 {
                    try await tested.append(2)
                    // The act stands whatever becomes of the mark.
                    if let checkpoint = try? await tested.journal.checkpoint() { answered = checkpoint.head }
                }
                #expect(try await tested.journal.verify().lines == 6)
                try await tested.database.close()
            } catch let error as DiskError {
                #expect(n <= 7 && error.code == EIO, "opening may only fail for its own calls")
            }
            let again = disk.afterPowerCut(namesKept: namesKept)
            if answered != .empty {
                let mark = try again.open(scratch.path + "/journal.mark", writing: false)
                #expect(try Checkpoint(try mark.read(try mark.size(), at: 0)).head.size >= answered.size, "n = \(n)")
            }
            let tested = try await JournalOfTests(in: scratch, seed: 7, disk: again)
            #expect(try await tested.journal.checkpoint().head.size >= answered.size, "n = \(n)")
            #expect(try await tested.journal.verify().fault == nil, "n = \(n)")
            guard disk.didFail else { break }
            failures += 1
        }
        #expect(failures > 15)
    }

    /// After a failed rename nobody knows which mark is on disk: nothing more is signed, lines are still written.
    @Test func aMarkInDoubtStopsSigning() async throws {
        let opening = MarkDisk()
        _ = try await JournalOfTests(disk: opening)
        let disk = MarkDisk(failAt: opening.calls + 5)
        let tested = try await JournalOfTests(disk: disk)
        try await tested.append(2)
        let doubt = JournalRefusal.markInDoubt(DiskError(operation: .rename, path: "", code: EIO))
        for _ in 0..<2 { await #expect(throws: doubt) { try await tested.journal.checkpoint() } }
        await #expect(throws: doubt) { try await tested.journal.proof(of: 0) }
        try await tested.append(1)
        #expect(try await tested.journal.head().size == 3)
    }

    private func copy(_ names: [String], from: Scratch, to: Scratch) throws {
        for name in names {
            try? FileManager.default.removeItem(atPath: "\(to.path)/\(name)")
            guard FileManager.default.fileExists(atPath: "\(from.path)/\(name)") else { continue }
            try FileManager.default.copyItem(atPath: "\(from.path)/\(name)", toPath: "\(to.path)/\(name)")
        }
    }
}

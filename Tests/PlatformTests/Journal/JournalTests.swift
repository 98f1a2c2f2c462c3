import Cryptography
import Database
import Journal
import MerkleLog
import TestSupport
import Testing
import Values

@Suite struct JournalTests {
    struct Interrupted: Error {}

    @Test func everyLineIsProvedUnderEveryCheckpoint() async throws {
        let tested = try await JournalOfTests()
        let journal = tested.journal
        for size in 1...20 as ClosedRange<UInt64> {
            try await tested.append(1)
            let checkpoint = try await journal.checkpoint()
            #expect(checkpoint.head.size == size)
            for index in 0..<size {
                let proof = try LogProof(Array(try await journal.proof(of: index).utf8))
                #expect(try proof.check(with: [journal.verifierKey]) == journal.verifierKey)
                #expect(proof.checkpoint == checkpoint)
            }
        }
        #expect(try await journal.verify().isRight(lines: 20, checkpoints: 20))
        await #expect(throws: JournalRefusal.noSuchLine(index: 20, size: 20)) { try await journal.proof(of: 20) }
    }

    @Test func aProofSaysWhatWasRecorded() async throws {
        let tested = try await JournalOfTests()
        try await tested.append(2)
        let entry = JournalOfTests.entry(1)
        let leaf = try LogProof(Array(try await tested.journal.proof(of: 1).utf8)).leaf
        #expect(leaf.action == entry.action && leaf.object == entry.object && leaf.actor == entry.actor && leaf.content == entry.content)
        #expect(leaf.tenant == JournalOfTests.tenant && leaf.sequence == 1 && leaf.time == Instant(milliseconds: 1_772_355_600_000))
        // Nothing personal, not even its bare digest.
        let text = String(decoding: leaf.preimage, as: UTF8.self)
        #expect(!text.contains("Élu") && !text.contains(SHA256.digest(CanonicalObject.write(["nom": .text("Élu n° 1")])).hex))
        let record = try #require(try await tested.journal.entries(from: 1).first)
        #expect(record.leaf == leaf && record.details == entry.details && record.index == 1)
    }

    @Test func detailsCanBeErasedAndProofsStand() async throws {
        let tested = try await JournalOfTests()
        try await tested.append(4)
        let before = try await tested.journal.proof(of: 3)
        try await tested.database.write { [journal = tested.journal] in try journal.forget(3, in: $0) }
        #expect(try await tested.journal.proof(of: 3) == before)
        #expect(try await tested.journal.entries(from: 3).map(\.details) == [nil])
        #expect(try await tested.journal.verify().fault == nil)
    }

    /// Sixty-four acts at once, of which half fail after having written their line.
    @Test func whatIsUndoneLeavesNoTrace() async throws {
        let tested = try await JournalOfTests()
        let (database, journal) = (tested.database, tested.journal)
        let kept = await withTaskGroup(of: UInt64?.self) { group -> [UInt64] in
            for number in 0..<64 {
                group.addTask {
                    try? await database.write { transaction in
                        let index = try journal.append(JournalOfTests.entry(number), in: transaction)
                        if number % 2 == 0 { throw Interrupted() }
                        return index
                    }
                }
            }
            return await group.reduce(into: [UInt64]()) { if let index = $1 { $0.append(index) } }
        }
        #expect(kept.sorted() == Array(0..<32))
        #expect(try await journal.verify().isRight(lines: 32, checkpoints: 0))
        #expect(try await journal.checkpoint().head.size == 32)
    }

    @Test func aLineThatCannotBeWrittenUndoesItsAct() async throws {
        let tested = try await JournalOfTests()
        try await tested.append(3)
        let bad = JournalEntry(action: "act.signed", object: "deux\nlignes", actor: "x")
        let long = JournalEntry(action: "act.signed", object: "1", actor: "x", details: ["texte": String(repeating: "a", count: 40_000)])
        await #expect(throws: JournalRefusal.detailsTooLarge(found: 40_012, allowed: CanonicalObject.sizeMax)) {
            try await tested.database.write { [journal = tested.journal] in try journal.append(long, in: $0) }
        }
        await #expect(throws: LeafRefusal.malformed("object")) {
            try await tested.database.write { [journal = tested.journal] transaction in
                try journal.append(JournalOfTests.entry(0), in: transaction)
                try journal.append(bad, in: transaction)
            }
        }
        try await tested.append(2)
        #expect(try await tested.journal.verify().isRight(lines: 5, checkpoints: 0))
    }

    /// Nothing of the tree is only in memory.
    @Test func goesOnAfterOpeningAgain() async throws {
        let scratch = Scratch()
        var heads: [TreeHead] = []
        for round in 0..<8 {
            let tested = try await JournalOfTests(in: scratch, seed: UInt64(round))
            try await tested.append(round)
            heads.append(try await tested.journal.head())
            if round % 3 == 0 { _ = try await tested.journal.checkpoint() }
            try await tested.database.close()
        }
        let tested = try await JournalOfTests(in: scratch)
        #expect(heads.map(\.size) == [0, 1, 3, 6, 10, 15, 21, 28])
        #expect(try await tested.journal.verify().isRight(lines: 28, checkpoints: 2))
    }

    @Test func manyWhoAskAtOnceGetOneCheckpoint() async throws {
        let tested = try await JournalOfTests()
        try await tested.append(10)
        let signed = try await withThrowingTaskGroup(of: Checkpoint.self) { group in
            for _ in 0..<16 { group.addTask { try await tested.journal.checkpoint() } }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(signed.count == 1)
        #expect(try await tested.journal.verify().checkpoints == 1)
    }

    @Test func signsWhileLinesArrive() async throws {
        let tested = try await JournalOfTests()
        let (database, journal) = (tested.database, tested.journal)
        let sizes = try await withThrowingTaskGroup(of: UInt64.self) { group in
            for number in 0..<48 {
                group.addTask {
                    let index = try await database.write { try journal.append(JournalOfTests.entry(number), in: $0) }
                    let covered = try await journal.checkpoint().head.size
                    #expect(covered > index)
                    return covered
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sizes.max() == 48)
        #expect(try await journal.verify().fault == nil)
    }

    private static let damages: [(String, SQL, JournalFault)] = [
        ("a hash", "UPDATE journal_leaf SET hash = zeroblob(32) WHERE position = 5", .line(index: 5)),
        (
            "a preimage", "UPDATE journal_leaf SET preimage = (SELECT preimage FROM journal_leaf WHERE position = 6) WHERE position = 5",
            .line(index: 5)
        ),
        ("a line gone", "DELETE FROM journal_leaf WHERE position = 7", .line(index: 7)),
        ("the first line gone", "DELETE FROM journal_leaf WHERE position = 0", .line(index: 0)),
        ("a node", "UPDATE journal_node SET hash = zeroblob(32) WHERE level = 2 AND position = 1", .node(NodePlace(level: 2, index: 1))),
        ("a node gone", "DELETE FROM journal_node WHERE level = 1 AND position = 4", .node(NodePlace(level: 1, index: 4))),
        ("a node of no line", "INSERT INTO journal_node VALUES (2, 3, zeroblob(32))", .node(NodePlace(level: 2, index: 3))),
        ("details", "UPDATE journal_detail SET payload = zeroblob(2) WHERE position = 3", .details(index: 3)),
        ("a checkpoint", "UPDATE journal_checkpoint SET note = zeroblob(9) WHERE size = 6", .checkpoint(size: 6)),
        ("a checkpoint moved", "UPDATE journal_checkpoint SET size = 7 WHERE size = 6", .checkpoint(size: 7)),
        ("a checkpoint of no tree", "UPDATE journal_checkpoint SET size = 99 WHERE size = 6", .checkpoint(size: 99)),
    ]

    @Test(arguments: damages) func verifyNamesTheFirstDamage(what: String, damage: SQL, fault: JournalFault) async throws {
        let tested = try await JournalOfTests()
        try await tested.append(6)
        _ = try await tested.journal.checkpoint()
        try await tested.append(6)
        #expect(try await tested.journal.verify().fault == nil)
        try await tested.database.write { _ = try $0.execute(damage) }
        #expect(try await tested.journal.verify().fault == fault, "\(what)")
    }

    /// A history rewritten with all its hashes: only what was signed tells.
    @Test func verifyHoldsTheLinesAgainstTheMark() async throws {
        let tested = try await JournalOfTests()
        try await tested.append(6)
        let marked = try await tested.journal.checkpoint().head
        let statements: [SQL] = [
            "DELETE FROM journal_leaf", "DELETE FROM journal_node", "DELETE FROM journal_detail", "DELETE FROM journal_checkpoint",
        ]
        try await tested.database.write { transaction in for statement in statements { try transaction.execute(statement) } }
        try await tested.append(9)
        let found = try await tested.journal.head()
        #expect(found.size == 9)
        #expect(try await tested.journal.verify().fault == .rolledBack(marked: marked, found: found))
        await #expect(throws: JournalRefusal.rolledBack(marked: marked, found: found)) { try await tested.journal.checkpoint() }
    }
}

extension JournalReport {
    fileprivate func isRight(lines: UInt64, checkpoints: Int) -> Bool {
        fault == nil && self.lines == lines && self.checkpoints == checkpoints
    }
}

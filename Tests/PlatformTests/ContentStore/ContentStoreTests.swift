import ContentStore
import Cryptography
import Database
import TestSupport
import Testing
import Values

@Suite struct ContentStoreTests {
    private let rig = StoreRig()

    @Test(arguments: [0, 1, 4095, 16_383, 16_384, 16_385, 49_152, 250_000, 1 << 20, 4 << 20, 4 << 20 | 1, 5 << 20])
    func aContentComesBackWholeAndByRanges(count: Int) async throws {
        let store = try await rig.store(on: FaultyDisk())
        let content = StoreRig.content(count)
        let digest = try await rig.put(content, in: store)
        #expect(digest == SHA256.digest(content))
        #expect(try await store.bytes(of: digest) == content)
        let blob = try await store.open(digest)
        #expect(blob.length == count)
        var random = Seeded(UInt64(count))
        for _ in 0..<20 {
            let (one, other) = (Int.random(in: 0...count, using: &random), Int.random(in: 0...count, using: &random))
            let range = min(one, other)..<max(one, other)
            var found: [UInt8] = []
            try await blob.read(range) { found += $0 }
            #expect(found == Array(content[range]), "\(range)")
        }
        await #expect(throws: ContentStoreRefusal.outOfRange(asked: 0..<(count + 1), length: count)) {
            try await blob.read(0..<(count + 1)) { _ in }
        }
        let report = try await store.verify(deep: true)
        #expect(report == StoreReport(blobs: 1, bytes: count))
    }

    @Test func oneContentIsKeptOnce() async throws {
        let disk = FaultyDisk()
        let store = try await rig.store(on: disk)
        let content = StoreRig.content(10_000)
        async let one = store.stage(content)
        async let two = store.stage(content)
        for staged in try await [one, two] { try await rig.database.write { try store.keep(staged, in: $0) } }
        let flushes = disk.flushes
        let again = try await store.stage(content)
        #expect(!again.isNew && disk.flushes == flushes)
        try await rig.database.write { try store.keep(again, in: $0) }
        #expect(try await store.list().map(\.digest) == [SHA256.digest(content)])
        #expect(try await store.verify(deep: true).damaged == [])
    }

    private struct Unwanted: Error {}

    @Test func aContentExistsOnlyIfItsTransactionDoes() async throws {
        let store = try await rig.store(on: FaultyDisk())
        let staged = try await store.stage([1, 2, 3])
        await #expect(throws: Unwanted.self) {
            try await rig.database.write { transaction in
                try store.keep(staged, in: transaction)
                throw Unwanted()
            }
        }
        await #expect(throws: ContentStoreRefusal.unknown(staged.digest)) { try await store.bytes(of: staged.digest) }
        #expect(try await store.list() == [])
        try await rig.database.write { try store.keep(staged, in: $0) }
        #expect(try await store.bytes(of: staged.digest) == [1, 2, 3])
    }

    @Test func whatVanishedSinceItWasStagedIsSaid() async throws {
        let store = try await rig.store(on: FaultyDisk())
        let digest = try await rig.put([9], in: store)
        let again = try await store.stage([9])
        try await rig.database.write { try $0.execute("DELETE FROM store_blob") }
        await #expect(throws: ContentStoreRefusal.vanished(digest)) { try await rig.database.write { try store.keep(again, in: $0) } }
    }

    @Test func listingGoesByPages() async throws {
        let store = try await rig.store(on: FaultyDisk())
        var digests: Set<Digest> = []
        for number in 0..<25 { digests.insert(try await rig.put(StoreRig.content(100 + number), in: store)) }
        var found: [StoreEntry] = []
        while true {
            let page = try await store.list(after: found.last?.digest, limit: 10)
            if page.isEmpty { break }
            found += page
        }
        #expect(found.map(\.digest) == digests.sorted { $0.hex < $1.hex })
        let first = try #require(found.first)
        #expect(try await store.stat(first.digest) == first)
        #expect(first.storedCount == first.length + 56 + 16)
    }

    @Test func callersThatWaitTogetherShareAFlush() async throws {
        let disk = FaultyDisk()
        let store = try await rig.store(on: disk)
        let content = (0..<200).map { StoreRig.content(2000 + $0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for bytes in content { group.addTask { _ = try await store.stage(bytes) } }
            try await group.waitForAll()
        }
        #expect(disk.flushes < 200)
        let alone = disk.flushes
        _ = try await store.stage([1])
        #expect(disk.flushes == alone + 1)
    }

    @Test func aRestartGoesOnInTheSamePackUnlessSomethingLiesBeyond() async throws {
        let disk = FaultyDisk()
        try await rig.put([1], in: rig.store(on: disk, seed: 1))
        let second = try await rig.store(on: disk, seed: 2)
        let digest = try await rig.put([2], in: second)
        try await second.rest()
        try await rig.put([3], in: second)
        try await second.rest()
        #expect(try disk.names(in: StoreRig.packs).count == 1)
        _ = try await rig.store(on: disk, seed: 3).stage([4])  // durable, and never kept
        let third = try await rig.store(on: disk, seed: 4)
        try await rig.put([5], in: third)
        #expect(try disk.names(in: StoreRig.packs).count == 2)
        #expect(try await third.bytes(of: digest) == [2])
        #expect(try await third.verify(deep: true) == StoreReport(blobs: 4, bytes: 4))
    }

    @Test func filesOnARealDiskAreTakenWhatTheirLength() async throws {
        let (path, packs) = (rig.scratch.path + "/source", rig.scratch.path + "/packs")
        let disk = SystemDisk()
        try disk.createDirectory(packs)
        let keys = try StoreKeys(master: StoreRig.master, version: 1, dedup: StoreRig.dedup)
        let store = try await ContentStore.open(directory: packs, database: rig.database, keys: keys)
        for count in [0, 100_000, 9 << 20] {
            let content = StoreRig.content(count)
            try? disk.remove(path)
            try disk.create(path).write(content, at: 0)
            let staged = try await store.stage(file: path)
            let digest = try await rig.database.write { try store.keep(staged, in: $0) }
            #expect(digest == SHA256.digest(content))
            #expect(try await store.bytes(of: digest) == content)
        }
        let missing = await #expect(throws: ContentStoreRefusal.self) { try await store.stage(file: path + "-no") }
        if case .unreadable = missing {} else { Issue.record("\(String(describing: missing))") }
        let reopened = try await ContentStore.open(directory: packs, database: rig.database, keys: keys)
        try await rig.put([1], in: reopened)
        #expect(try await reopened.verify(deep: true) == StoreReport(blobs: 4, bytes: 100_001 + (9 << 20)))
        #expect(try disk.names(in: packs).allSatisfy { $0.hasSuffix(".pack") })
    }

    @Test func everyQueryUsesAnIndex() async throws {
        let plans = try await rig.database.read { reader in
            try ContentStore.queries.flatMap { try reader.plan(of: $0) }
        }
        #expect(plans.filter { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") } == ["SCAN store_pack", "SCAN store_pack"])
    }
}

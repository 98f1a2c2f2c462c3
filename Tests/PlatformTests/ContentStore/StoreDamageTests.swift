import ContentStore
import Cryptography
import Database
import TestSupport
import Testing
import Values

@Suite struct StoreDamageTests {
    private let rig = StoreRig()

    /// Every byte of a committed pack belongs to the header, a blob, a directory or a footer: one changed bit is always found.
    @Test func oneChangedBitIsAlwaysFound() async throws {
        let disk = FaultyDisk()
        let store = try await rig.store(on: disk)
        for count in [0, 700, 17_000] { try await rig.put(StoreRig.content(count), in: store) }
        try await store.rest()
        let pack = StoreRig.packs + "/" + (try #require(disk.names(in: StoreRig.packs).first))
        let size = disk.bytes(of: pack).count
        var random = Seeded(3)
        let entries = try await store.list()
        let places =
            [0, 20, 52, 4095, 4096, size - 45, size - 44, size - 1] + (0..<60).map { _ in Int.random(in: 0..<size, using: &random) }
        for place in places {
            let bit = Int.random(in: 0..<8, using: &random)
            disk.flip(bit: bit, ofByte: place, in: pack)
            let damaged = try await store.verify(deep: true).damaged
            #expect(!damaged.isEmpty, "byte \(place), bit \(bit)")
            let struck = entries.filter { entry in
                let start = Int(entry.place.split(separator: ":").last ?? "") ?? 0
                return start..<(start + entry.storedCount) ~= place
            }
            for entry in struck {
                #expect(damaged.contains { $0.id == entry.digest && $0.place == entry.place }, "byte \(place)")
                let refusal = ContentStoreRefusal.damaged(entry.digest, place: entry.place, .cipherText)
                await #expect(throws: refusal) { try await store.bytes(of: entry.digest) }
            }
            disk.flip(bit: bit, ofByte: place, in: pack)
        }
        #expect(try await store.verify(deep: true).damaged == [])
    }

    @Test(
        arguments: [
            "UPDATE store_blob SET bytes = bytes + 1", "UPDATE store_blob SET bytes = -1",
            "UPDATE store_blob SET bytes = 9223372036854775807",
            "UPDATE store_blob SET place = place + 1", "UPDATE store_blob SET place = 9223372036854775807",
            "UPDATE store_blob SET key_version = 2", "UPDATE store_blob SET wrapped_key = zeroblob(60)",
            "UPDATE store_blob SET wrapped_key = zeroblob(0)", "UPDATE store_blob SET digest = zeroblob(32)",
            "UPDATE store_pack SET committed = committed + 4096", "UPDATE store_pack SET committed = committed - 1",
            "UPDATE store_pack SET committed = 9223372036854775807", "UPDATE store_pack SET id = zeroblob(16)",
        ] as [SQL])
    func aChangedRowIsFoundEvenByTheQuickCheck(change: SQL) async throws {
        let store = try await rig.store(on: FaultyDisk())
        try await rig.put(StoreRig.content(700), in: store)
        try await rig.database.write { try $0.execute(change) }
        #expect(try await store.verify(deep: false).damaged != [])
    }

    @Test func anotherKeyOpensNothing() async throws {
        let disk = FaultyDisk()
        let digest = try await rig.put([1, 2, 3], in: rig.store(on: disk))
        let stranger = try await rig.store(on: disk, master: [UInt8](repeating: 0x12, count: 32))
        let entry = try #require(try await stranger.stat(digest))
        await #expect(throws: ContentStoreRefusal.damaged(digest, place: entry.place, .wrappedKey(version: 1))) {
            try await stranger.bytes(of: digest)
        }
    }

    /// What a thief of packs sees beyond the header: sizes rounded to 4 KiB a batch, and bytes like noise.
    @Test func aThiefLearnsNothingFromPacks() async throws {
        let (disk, other) = (FaultyDisk(), StoreRig())
        let text = Array(repeatElement(Array("Le conseil municipal, après en avoir délibéré, ".utf8), count: 2000).joined())
        let zeros = [UInt8](repeating: 0, count: 60_000)
        let store = try await rig.store(on: disk, seed: 1)
        for content in [text, zeros] { try await rig.put(content, in: store) }
        try await store.rest()
        let second = FaultyDisk()
        let twin = try await ContentStore.open(
            directory: StoreRig.packs, database: other.database,
            keys: StoreKeys(master: [UInt8](repeating: 0x33, count: 32), version: 1, dedup: [UInt8](repeating: 0x44, count: 32)),
            disk: second, random: .seeded(2))
        for content in [text, zeros] { try await other.put(content, in: twin) }
        try await twin.rest()
        let packs = [disk, second].map { disk in (try? disk.names(in: StoreRig.packs)) ?? [] }
        #expect(packs.joined().allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}\.pack/) != nil } && packs[0] != packs[1])
        let bytes = zip([disk, second], packs).map { disk, names in disk.bytes(of: StoreRig.packs + "/" + (names.first ?? "")) }
        #expect(bytes[0].count == bytes[1].count && bytes[0].count.isMultiple(of: 4096))
        let bodies = bytes.map { Array($0[4096...]) }
        #expect(zip(bodies[0], bodies[1]).filter { $0 == $1 }.count < bodies[0].count / 128)
        for body in bodies {
            #expect(looksLikeNoise(body))
            #expect(!windows(of: body).contains(Array("conseil".utf8)) && windows(of: body).count > body.count / 7 - 4)
        }
        #expect(!looksLikeNoise(text))
    }

    @Test func aLengthIsSeenOnlyToTheBlock() async throws {
        var sizes: Set<Int> = []
        for count in [0, 1, 500, 3500] {
            let (disk, rig) = (FaultyDisk(), StoreRig())
            let store = try await rig.store(on: disk)
            try await rig.put(StoreRig.content(count), in: store)
            try await store.rest()
            sizes.insert(disk.bytes(of: StoreRig.packs + "/" + (try #require(disk.names(in: StoreRig.packs).first))).count)
        }
        #expect(sizes == [8192])
    }

    /// Chi-square of byte frequencies, 255 degrees of freedom: noise is above 400 less than once in a million.
    private func looksLikeNoise(_ bytes: [UInt8]) -> Bool {
        var counts = [Double](repeating: 0, count: 256)
        for byte in bytes { counts[Int(byte)] += 1 }
        let expected = Double(bytes.count) / 256
        return counts.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected } < 400
    }

    private func windows(of bytes: [UInt8]) -> Set<[UInt8]> {
        Set(stride(from: 0, to: bytes.count - 7, by: 7).map { Array(bytes[$0..<($0 + 7)]) })
    }
}

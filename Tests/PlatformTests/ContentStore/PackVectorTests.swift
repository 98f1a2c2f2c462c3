import ContentStore
import Cryptography
import Database
import Foundation
import TestSupport
import Testing
import Values

/// The vectors of Tests/Vectors/pack: made by generate.py, or by this store (`made_by_store`) and read by Tests/Outside/decode_pack.py.
@Suite struct PackVectorTests {
    struct Vector: Sendable, CustomTestStringConvertible {
        let name: String
        var head: [String: [String]] = [:]
        var pack: [UInt8] = []
        var testDescription: String { name }

        init?(_ path: String) {
            name = path.split(separator: "/").last.map { String($0) } ?? path
            guard let data = FileManager.default.contents(atPath: path), let end = data.firstRange(of: Data("\n\n".utf8)) else {
                return nil
            }
            for line in String(decoding: data[..<end.lowerBound], as: UTF8.self).split(separator: "\n") {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { return nil }
                head[String(parts[0]), default: []].append(String(parts[1].dropFirst()))
            }
            pack = [UInt8](data[end.upperBound...])
        }

        func bytes(_ key: String) -> [UInt8] { head[key]?.first.flatMap { Hexadecimal.decode($0) } ?? [] }
        func number(_ key: String) -> Int { head[key]?.first.flatMap { Int($0) } ?? -1 }
    }

    private static let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Vectors/pack"
    static let vectors = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted().compactMap {
        $0.hasSuffix(".py") ? nil : Vector(folder + "/" + $0)
    }

    @Test func thereAreVectors() { #expect(Self.vectors.count >= 24) }

    @Test(arguments: vectors)
    func theStoreReadsAPackAsItsHeadSays(vector: Vector) async throws {
        let (rig, disk) = (StoreRig(), FaultyDisk())
        let keys = try StoreKeys(
            master: vector.bytes("master"), version: UInt32(clamping: vector.number("version")), dedup: vector.bytes("dedup"))
        let path = StoreRig.packs + "/" + Hexadecimal.encode(vector.bytes("pack")) + ".pack"
        try disk.create(path).write(vector.pack, at: 0)
        try await rig.database.write { transaction in
            try transaction.execute(
                "INSERT INTO store_pack (number, id, committed) VALUES (1, :id, :committed)",
                ["id": vector.bytes("pack"), "committed": vector.number("committed")])
            for row in vector.head["row"] ?? [] {
                let fields = row.split(separator: " ").map { String($0) }
                try transaction.execute(
                    "INSERT INTO store_blob VALUES (:digest, :bytes, 1, :place, :version, :key)",
                    [
                        "digest": Hexadecimal.decode(fields[0]), "bytes": Int(fields[1]), "place": Int(fields[2]),
                        "key": Hexadecimal.decode(fields[3]), "version": vector.number("version"),
                    ])
            }
        }
        let store = try await ContentStore.open(directory: StoreRig.packs, database: rig.database, keys: keys, disk: disk)
        let report = try await store.verify(deep: true)
        let ofThePack = report.damaged.filter { $0.id == nil }  // said first: what it hides of the rows does not count
        let kinds = Set((ofThePack.isEmpty ? report.damaged : ofThePack).map { "\($0.kind)".prefix { $0.isLetter } })
        #expect(report.blobs == vector.head["row"]?.count ?? 0)
        #expect(kinds == Set(vector.head["expect"]?.first == "ok" ? [] : [vector.head["expect"]?.first?.prefix { $0.isLetter } ?? ""]))
    }

    /// Same keys, same randomness, same contents: the bytes of the format do not move. `TAB_RECORD=1` writes them anew.
    @Test func theStoreWritesThePackItAlwaysWrote() async throws {
        let (rig, disk) = (StoreRig(), FaultyDisk())
        let store = try await rig.store(on: disk, seed: 5)
        for content in [Array("Délibération 2026-038".utf8), [], StoreRig.content(20_000)] { try await rig.put(content, in: store) }
        try await store.rest()
        let file = try #require(disk.names(in: StoreRig.packs).first)
        let rows: [String] = try await rig.database.read { reader in
            try reader.rows("SELECT digest, bytes, place, wrapped_key FROM store_blob ORDER BY place") { row in
                let (digest, count, place, key): (Digest, Int, Int, [UInt8]) =
                    (try row.get("digest"), try row.get("bytes"), try row.get("place"), try row.get("wrapped_key"))
                return "row: \(digest) \(count) \(place) \(Hexadecimal.encode(key))\n"
            }
        }
        let pack = disk.bytes(of: StoreRig.packs + "/" + file)
        let head = """
            expect: ok
            why: written by the store itself
            master: \(Hexadecimal.encode(StoreRig.master))
            version: 1
            dedup: \(Hexadecimal.encode(StoreRig.dedup))
            pack: \(file.dropLast(5))
            committed: \(pack.count)
            \(rows.joined())

            """
        let vector = Array(head.utf8) + pack
        let path = Self.folder + "/made_by_store"
        if ProcessInfo.processInfo.environment["TAB_RECORD"] == "1" { try Data(vector).write(to: URL(fileURLWithPath: path)) }
        #expect(FileManager.default.contents(atPath: path).map { [UInt8]($0) } == vector)
    }
}

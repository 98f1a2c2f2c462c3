import Cryptography
import MerkleLog
import TestSupport
import Testing
import Values

/// A log in memory, made from a seed.
struct LogOfTests {
    let key: SignerKey
    private(set) var leaves: [JournalLeaf] = []
    private var hashes: [Digest] = []
    private var lottery: Seeded

    init(seed: UInt64, size: Int) throws {
        lottery = Seeded(seed)
        key = try LogOfTests.key(UInt8(truncatingIfNeeded: seed))
        for _ in 0..<size { try grow() }
    }

    static func key(_ seed: UInt8) throws -> SignerKey {
        let name = try #require(KeyName("tabellion.example/commune-\(seed)"))
        return SignerKey(name: name, key: try Ed25519PrivateKey(seed: [UInt8](repeating: seed, count: 32)))
    }

    func proof(of index: Int, size: Int) throws -> LogProof {
        let hashes = hashes
        let tree = StoredTree<Never>(size: UInt64(size)) { place in
            var row = hashes[(Int(place.index) << place.level)..<(Int(place.index + 1) << place.level)]
            while row.count > 1 {
                let level = Array(row)
                row = stride(from: 0, to: level.count, by: 2).map { MerkleTree.nodeHash(level[$0], level[$0 + 1]) }[...]
            }
            return row.first ?? MerkleTree.emptyRoot
        }
        let checkpoint = try Checkpoint(signing: tree.head(), with: key)
        return LogProof(leaf: leaves[index], path: try #require(tree.inclusionProof(of: UInt64(index))), checkpoint: checkpoint)
    }

    private mutating func grow() throws {
        var lottery = lottery
        func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &lottery) } }
        let random = RandomSource { _ in [UInt8](repeating: 7, count: 10) }
        let leaf = try JournalLeaf(
            tenant: TenantID(at: Instant(milliseconds: 1_700_000_000_000), from: random), sequence: UInt64(leaves.count),
            time: Instant(milliseconds: 1_700_000_000_000 + Int64(leaves.count) * 977),
            actor: "0191f3a0-0000-7000-8000-00000000000\(leaves.count % 10)",
            action: ["act.signed", "dossier.opened", "letter.registered"][leaves.count % 3],
            object: leaves.count % 4 == 0 ? "délibération \"2026-0\(leaves.count)\"" : "2026-\(leaves.count)",
            content: leaves.count % 5 == 0 ? nil : Digest(bytes: bytes(32)), salt: bytes(16),
            commit: try #require(Digest(bytes: bytes(32))))
        leaves.append(leaf)
        hashes.append(leaf.hash)
        self.lottery = lottery
    }
}

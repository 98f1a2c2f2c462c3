import Cryptography
import Foundation
import MerkleLog
import Testing
import Values

/// The log of `Tests/Vectors/journal`, made by `generate.py` with another implementation: ours makes the same bytes.
@Suite struct FrozenLogTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Vectors/journal").standardized.path

    private func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(name)"))) }

    private func preimages() throws -> [[UInt8]] { try bytes("leaves.jsonl").split(separator: 0x0a).map(Array.init) }

    private func key() throws -> SignerKey {
        let name = try #require(KeyName("tabellion.example/sainte-aubierge"))
        return SignerKey(name: name, key: try Ed25519PrivateKey(seed: Array(0..<32)))
    }

    @Test func theSameKeyCheckpointsAndProofs() throws {
        let key = try key()
        #expect(Array("\(key.verifier)\n".utf8) == (try bytes("journal.vkey")))
        let preimages = try preimages()
        var edge = Frontier()
        for (index, preimage) in preimages.enumerated() {
            #expect(try Checkpoint(signing: edge.head, with: key).bytes == bytes("checkpoint.\(index)"))
            let leaf = try JournalLeaf(preimage: preimage)
            #expect(leaf.preimage == preimage && leaf.sequence == UInt64(index))
            _ = edge.append(leaf.hash)
        }
        let head = edge.head
        #expect(try Checkpoint(signing: head, with: key).bytes == bytes("checkpoint.\(preimages.count)"))
        for index in preimages.indices {
            let text = try bytes("\(index).proof")
            let proof = try LogProof(text)
            #expect(Array(proof.text.utf8) == text)
            #expect(try proof.check(with: [key.verifier]) == key.verifier)
            #expect(proof.checkpoint.head == head && proof.leaf.preimage == preimages[index])
        }
    }

    /// The worked bytes of docs/formats are those of the log.
    @Test func theFormatsAreWrittenFromIt() throws {
        let preimage = try #require(try preimages().dropFirst(3).first)
        let leaf = try String(contentsOfFile: "\(Self.folder)/../../../docs/formats/journal-leaf.md", encoding: .utf8)
        #expect(leaf.contains(String(decoding: preimage, as: UTF8.self)) && leaf.contains("\(preimage.count) bytes"))
        #expect(leaf.contains(MerkleTree.leafHash(preimage).hex))
        let page = try String(contentsOfFile: "\(Self.folder)/../../../docs/formats/proof.md", encoding: .utf8)
        let proof = String(decoding: try bytes("3.proof"), as: UTF8.self).split(separator: "\n")
        for line in proof where !line.hasPrefix("extra ") { #expect(page.contains(line)) }
        #expect(page.contains(try key().verifier.description))
    }

    /// `commit` is SHA-256(nonce ‖ details): what an auditor who holds the details recomputes.
    @Test func commitmentsOpen() throws {
        let hidden = try bytes("details.jsonl").split(separator: 0x0a).map(Array.init)
        for (preimage, line) in zip(try preimages(), hidden) {
            let text = String(decoding: line, as: UTF8.self)
            let parts = text.dropFirst(#"{"details":"#.count).components(separatedBy: #","nonce":""#)
            let nonce = try #require(Hexadecimal.decode(String(parts[1].dropLast(2))))
            #expect(try JournalLeaf(preimage: preimage).commit == SHA256.digest(nonce + Array(parts[0].utf8)))
        }
    }
}

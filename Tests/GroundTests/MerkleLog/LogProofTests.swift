import MerkleLog
import Testing
import Values

@Suite struct LogProofTests {
    @Test func proofsOfEverySizeAreReadAndHold() throws {
        let log = try LogOfTests(seed: 5, size: 33)
        for size in 1...33 {
            for index in 0..<size {
                let proof = try log.proof(of: index, size: size)
                let read = try LogProof(Array(proof.text.utf8))
                #expect(read == proof)
                #expect(try read.check(with: [log.key.verifier]) == log.key.verifier)
            }
        }
    }

    /// The promise: any bit of the text.
    @Test(arguments: [(1, 0), (5, 4), (12, 7)])
    func noBitMayChange(size: Int, index: Int) throws {
        let log = try LogOfTests(seed: 6, size: size)
        let text = Array(try log.proof(of: index, size: size).text.utf8)
        for place in text.indices {
            for bit in 0..<8 {
                var changed = text
                changed[place] ^= 1 << UInt8(bit)
                #expect(throws: ProofRefusal.self, "byte \(place) bit \(bit)") {
                    try LogProof(changed).check(with: [log.key.verifier])
                }
            }
        }
    }

    @Test func noByteMayGoOrCome() throws {
        let log = try LogOfTests(seed: 7, size: 9)
        let text = Array(try log.proof(of: 3, size: 9).text.utf8)
        let keys = [log.key.verifier]
        for place in 0...text.count {
            for byte in [0x0a, 0x20, 0x3d, 0x41] as [UInt8] {
                #expect(throws: ProofRefusal.self) { try LogProof(text[..<place] + [byte] + text[place...]).check(with: keys) }
            }
            if place < text.count {
                #expect(throws: ProofRefusal.self) { try LogProof(Array(text[..<place]) + text[(place + 1)...]).check(with: keys) }
                #expect(throws: ProofRefusal.self) { try LogProof(Array(text[..<place])).check(with: keys) }
            }
        }
    }

    /// The cases of which a person is told something of its own.
    @Test func namedRefusals() throws {
        let log = try LogOfTests(seed: 8, size: 20)
        let proof = try log.proof(of: 6, size: 20)
        let keys = [log.key.verifier]
        func refusal(_ change: (inout [String]) -> Void) -> ProofRefusal? {
            var lines = proof.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            change(&lines)
            do { _ = try LogProof(Array(lines.joined(separator: "\n").utf8)).check(with: keys) } catch { return error }
            return nil
        }
        #expect(refusal { _ in } == nil)
        #expect(refusal { $0[0] = "c2sp.org/tlog-proof@v2" } == .malformed(line: 1, expected: .header))
        #expect(refusal { $0.remove(at: 1) } == .malformed(line: 2, expected: .extra))
        #expect(refusal { $0.insert("note abc", at: 2) } == .malformed(line: 3, expected: .index))
        #expect(refusal { $0[2] = "index 06" } == .malformed(line: 3, expected: .index))
        #expect(refusal { $0[2] = "index 7" } == .indexMismatch(line: 7, leaf: 6))
        #expect(refusal { $0[3] = "AAAA" } == .malformed(line: 4, expected: .hash))
        #expect(refusal { $0.swapAt(3, 4) } == .notInTree(index: 6, size: 20))
        let last = proof.text.split(separator: "\n", omittingEmptySubsequences: false).count - 2
        #expect(refusal { $0.insert($0[last], at: last) } == .signatures(found: 2, expected: 1))
        #expect(throws: ProofRefusal.tooLarge(found: LogProof.sizeMax + 1, allowed: LogProof.sizeMax)) {
            try LogProof([UInt8](repeating: 0x0a, count: LogProof.sizeMax + 1))
        }
        let stranger = try LogOfTests.key(200).verifier
        #expect(
            throws: ProofRefusal.checkpoint(.note(.unknownKeys(["\(log.key.verifier.name)+\(Hexadecimal.encode(log.key.verifier.id))"])))
        ) {
            try proof.check(with: [stranger])
        }
    }

    /// A proof at a million leaves stays a page: about a line for each doubling.
    @Test func aProofIsSmall() throws {
        let log = try LogOfTests(seed: 9, size: 1)
        let path = [Digest](repeating: MerkleTree.emptyRoot, count: 20)
        let proof = LogProof(leaf: log.leaves[0], path: path, checkpoint: try Checkpoint(signing: .empty, with: log.key))
        #expect(proof.text.utf8.count <= 2_048)
    }
}

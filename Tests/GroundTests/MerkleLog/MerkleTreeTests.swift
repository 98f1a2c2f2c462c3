import MerkleLog
import TestSupport
import Testing
import Values

/// The tree beside a naive recursive one, and the published constants.
@Suite struct MerkleTreeTests {
    /// RFC 9162 §2.1.1 and the eight leaves that Certificate Transparency implementations share.
    @Test func publishedConstants() throws {
        #expect(MerkleTree.emptyRoot.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        #expect(MerkleTree.leafHash([]).hex == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
        #expect(
            MerkleTree.leafHash(Array("L123456".utf8)).hex == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56")
        let classic = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
        var frontier = Frontier()
        for leaf in classic { _ = frontier.append(MerkleTree.leafHash(try #require(Hexadecimal.decode(leaf)))) }
        #expect(frontier.head.root.hex == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
    }

    @Test func frontierAgreesWithTheDefinition() throws {
        var tree = NaiveTree(seed: 1)
        var frontier = Frontier()
        var stored: [NodePlace: Digest] = [:]
        #expect(frontier.head == .empty)
        for size in 1...300 as ClosedRange<UInt64> {
            let leaf = tree.grow()
            stored[NodePlace(level: 0, index: size - 1)] = leaf
            for node in frontier.append(leaf) { #expect(stored.updateValue(node.hash, forKey: node.place) == nil) }
            #expect(frontier.head == tree.head(of: size))
            let nodes = stored
            #expect(try Frontier(size: size) { try #require(nodes[$0]) } == frontier)
        }
        // Every complete subtree was given once and only once.
        #expect(stored.count == (0..<9).reduce(0) { $0 + 300 >> $1 })
    }

    @Test func everyInclusionProofOfSmallTrees() throws {
        let tree = NaiveTree(seed: 2, size: 40)
        for size in 1...40 as ClosedRange<UInt64> {
            let stored = tree.stored(size)
            for index in 0..<size {
                let path = try #require(stored.inclusionProof(of: index))
                #expect(path == tree.path(to: index, of: size))
                #expect(ProofChecks.inclusion(of: tree.leaf(index), at: index, in: tree.head(of: size), path: path))
            }
            #expect(stored.inclusionProof(of: size) == nil)
            #expect(stored.head() == tree.head(of: size))
        }
    }

    @Test func everyConsistencyProofOfSmallTrees() throws {
        let tree = NaiveTree(seed: 3, size: 40)
        for size in 1...40 as ClosedRange<UInt64> {
            for old in 1...size {
                let proof = try #require(tree.stored(size).consistencyProof(from: old))
                #expect(ProofChecks.consistency(from: tree.head(of: old), to: tree.head(of: size), proof: proof))
                if old < size {
                    #expect(!ProofChecks.consistency(from: tree.head(of: size), to: tree.head(of: old), proof: proof))
                    let otherOld = TreeHead(size: old, root: tree.leaf(size - 1))
                    #expect(!ProofChecks.consistency(from: otherOld, to: tree.head(of: size), proof: proof))
                }
            }
            #expect(tree.stored(size).consistencyProof(from: 0) == nil)
            #expect(tree.stored(size).consistencyProof(from: size + 1) == nil)
        }
    }

    @Test func refusesWhatProvesNothing() {
        let tree = NaiveTree(seed: 4, size: 5)
        #expect(!ProofChecks.inclusion(of: tree.leaf(0), at: 0, in: .empty, path: []))
        #expect(!ProofChecks.consistency(from: .empty, to: tree.head(of: 5), proof: []))
        #expect(!ProofChecks.consistency(from: .empty, to: .empty, proof: []))
        #expect(!ProofChecks.consistency(from: tree.head(of: 3), to: tree.head(of: 5), proof: []))
        #expect(!ProofChecks.inclusion(of: tree.leaf(0), at: .max, in: TreeHead(size: .max, root: tree.leaf(0)), path: []))
    }

    /// Wrong place, wrong size, a hash more, a hash less, two exchanged, one bit changed.
    @Test(arguments: [UInt64(1), 2, 3])
    func noNeighbourOfAProofIsAProof(seed: UInt64) throws {
        var lottery = Seeded(seed)
        let tree = NaiveTree(seed: seed, size: 200)
        for _ in 0..<300 {
            let size = UInt64.random(in: 2...200, using: &lottery)
            let index = UInt64.random(in: 0..<size, using: &lottery)
            let head = tree.head(of: size)
            let path = tree.path(to: index, of: size)
            let leaf = tree.leaf(index)
            let place = Int.random(in: 0..<path.count, using: &lottery)
            var changed = path[place].bytes
            changed[Int.random(in: 0..<32, using: &lottery)] ^= 1 << UInt8.random(in: 0..<8, using: &lottery)
            let other = try #require(Digest(bytes: changed))
            let wrongPaths = [path.dropLast(), path + [other], [other] + path, path[..<place] + [other] + path[(place + 1)...]]
            for wrong in wrongPaths { #expect(!ProofChecks.inclusion(of: leaf, at: index, in: head, path: Array(wrong))) }
            #expect(!ProofChecks.inclusion(of: leaf, at: index ^ 1, in: head, path: path), "seed \(seed)")
            #expect(!ProofChecks.inclusion(of: other, at: index, in: head, path: path), "seed \(seed)")
        }
    }
}

import MerkleLog
import TestSupport
import Values

/// The definitions of RFC 9162 §2.1, word for word and without any saving: what the fast code is judged by.
struct NaiveTree {
    private var leaves: [Digest] = []
    private var lottery: Seeded

    init(seed: UInt64, size: Int = 0) {
        lottery = Seeded(seed)
        for _ in 0..<size { grow() }
    }

    @discardableResult mutating func grow() -> Digest {
        let leaf = MerkleTree.leafHash((0..<16).map { _ in UInt8.random(in: .min ... .max, using: &lottery) })
        leaves.append(leaf)
        return leaf
    }

    func leaf(_ index: UInt64) -> Digest { leaves[Int(index)] }

    func head(of size: UInt64) -> TreeHead { TreeHead(size: size, root: root(leaves[..<Int(size)])) }

    func path(to index: UInt64, of size: UInt64) -> [Digest] { path(Int(index), leaves[..<Int(size)]) }

    /// The same leaves behind the reader that a store would give.
    func stored(_ size: UInt64) -> StoredTree<Never> {
        let leaves = leaves
        return StoredTree(size: size) { place in
            let start = Int(place.index) << place.level
            return root(leaves[start..<(start + 1 << place.level)])
        }
    }

    private func root(_ leaves: ArraySlice<Digest>) -> Digest {
        guard leaves.count > 1 else { return leaves.first ?? MerkleTree.emptyRoot }
        let (left, right) = halves(leaves)
        return MerkleTree.nodeHash(root(left), root(right))
    }

    private func path(_ index: Int, _ leaves: ArraySlice<Digest>) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        let (left, right) = halves(leaves)
        return index < left.count ? path(index, left) + [root(right)] : path(index - left.count, right) + [root(left)]
    }

    private func halves(_ leaves: ArraySlice<Digest>) -> (ArraySlice<Digest>, ArraySlice<Digest>) {
        var half = 1
        while half * 2 < leaves.count { half *= 2 }
        return (leaves.prefix(half), leaves.dropFirst(half))
    }
}

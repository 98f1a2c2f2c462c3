package import Values

/// Proofs made from stored nodes: the recursive definitions of RFC 9162 §2.1, reading about log₂(size) nodes.
/// The checks of `ProofChecks` are written the other way, from the leaf upwards, and share nothing with this file but the two hashes.
package struct StoredTree<Failure: Error> {
    package let size: UInt64
    private let node: (NodePlace) throws(Failure) -> Digest

    /// `node` answers the hash of any complete subtree inside the first `size` leaves, leaves included.
    package init(size: UInt64, node: @escaping (NodePlace) throws(Failure) -> Digest) {
        self.size = size
        self.node = node
    }

    package func head() throws(Failure) -> TreeHead {
        size == 0 ? .empty : TreeHead(size: size, root: try root(of: 0..<size))
    }

    /// PATH(m, D[n]) of §2.1.3.1, from the leaf's sibling up. Nil when there is no such leaf.
    package func inclusionProof(of leaf: UInt64) throws(Failure) -> [Digest]? {
        leaf < size ? try path(to: leaf, in: 0..<size) : nil
    }

    /// PROOF(m, D[n]) of §2.1.4.1. Nil when the old tree is empty or larger than this one.
    package func consistencyProof(from old: UInt64) throws(Failure) -> [Digest]? {
        old > 0 && old <= size ? try subproof(old, in: 0..<size, isOldTree: true) : nil
    }

    private func path(to leaf: UInt64, in range: Range<UInt64>) throws(Failure) -> [Digest] {
        guard range.upperBound - range.lowerBound > 1 else { return [] }
        let middle = range.lowerBound + MerkleTree.split(range.upperBound - range.lowerBound)
        if leaf < middle {
            return try path(to: leaf, in: range.lowerBound..<middle) + [try root(of: middle..<range.upperBound)]
        }
        return try path(to: leaf, in: middle..<range.upperBound) + [try root(of: range.lowerBound..<middle)]
    }

    /// `isOldTree` is b of the RFC: the range is exactly the old tree, whose root the checker already holds.
    private func subproof(_ old: UInt64, in range: Range<UInt64>, isOldTree: Bool) throws(Failure) -> [Digest] {
        if old == range.upperBound { return isOldTree ? [] : [try root(of: range)] }
        let middle = range.lowerBound + MerkleTree.split(range.upperBound - range.lowerBound)
        if old <= middle {
            return try subproof(old, in: range.lowerBound..<middle, isOldTree: isOldTree) + [try root(of: middle..<range.upperBound)]
        }
        return try subproof(old, in: middle..<range.upperBound, isOldTree: false) + [try root(of: range.lowerBound..<middle)]
    }

    /// A range of a power of two always begins at a multiple of its length here, so it is a stored node.
    private func root(of range: Range<UInt64>) throws(Failure) -> Digest {
        let count = range.upperBound - range.lowerBound
        if count & (count - 1) == 0 {
            let level = count.trailingZeroBitCount
            return try node(NodePlace(level: level, index: range.lowerBound >> UInt64(level)))
        }
        let middle = range.lowerBound + MerkleTree.split(count)
        return MerkleTree.nodeHash(try root(of: range.lowerBound..<middle), try root(of: middle..<range.upperBound))
    }
}

package import Values

/// The right edge of a tree: the roots of its complete subtrees, the largest first. It is all that appending needs, so that the cost of
/// a leaf does not depend on the number of leaves.
package struct Frontier: Equatable, Sendable {
    package private(set) var size: UInt64 = 0
    private var peaks: [Digest] = []

    package init() {}

    /// The edge of a stored tree: one node for each bit of its size.
    package init<Failure: Error>(size: UInt64, node: (NodePlace) throws(Failure) -> Digest) throws(Failure) {
        for level in (0..<64).reversed() where size >> UInt64(level) & 1 == 1 {
            peaks.append(try node(NodePlace(level: level, index: (size >> UInt64(level)) - 1)))
        }
        self.size = size
    }

    /// Adds a leaf and answers the complete nodes that it closes, from level 1 upwards: they never change again and may be stored.
    package mutating func append(_ leafHash: Digest) -> [(place: NodePlace, hash: Digest)] {
        var closed: [(place: NodePlace, hash: Digest)] = []
        var hash = leafHash
        var level = 0
        while size >> UInt64(level) & 1 == 1, let left = peaks.popLast() {
            hash = MerkleTree.nodeHash(left, hash)
            level += 1
            closed.append((NodePlace(level: level, index: size >> UInt64(level)), hash))
        }
        peaks.append(hash)
        size += 1
        return closed
    }

    package var head: TreeHead {
        guard let last = peaks.last else { return .empty }
        return TreeHead(size: size, root: peaks.dropLast().reversed().reduce(last) { MerkleTree.nodeHash($1, $0) })
    }
}

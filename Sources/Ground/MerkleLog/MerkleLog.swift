import Cryptography
package import Values

/// A log that can only grow, and the proofs that it did: tree hashing (RFC 9162 §2.1), inclusion and consistency proofs made and
/// checked, signed notes and checkpoints (C2SP), the `.proof` text, the leaf of the journal in its one canonical writing.
/// Refuses every other writing of the same thing, so that one changed bit anywhere is a refusal. Knows no file, no database, no clock:
/// nodes come through a function, and what stores them (module Journal) and what checks them (`tabellion-verify`) are elsewhere.
package enum MerkleTree {
    /// MTH of no leaf at all (RFC 9162 §2.1.1).
    package static let emptyRoot = SHA256.digest([] as [UInt8])

    /// 0x00 and 0x01 keep a leaf from being taken for a node: without them an inner node would prove a leaf that nobody wrote.
    package static func leafHash(_ preimage: [UInt8]) -> Digest { SHA256.digest([0x00] + preimage) }

    package static func nodeHash(_ left: Digest, _ right: Digest) -> Digest { SHA256.digest([0x01] + left.bytes + right.bytes) }

    /// The largest power of two smaller than `count`, which is at least 2.
    static func split(_ count: UInt64) -> UInt64 { 1 << UInt64(63 - (count - 1).leadingZeroBitCount) }
}

/// What a checkpoint says of a tree.
package struct TreeHead: Hashable, Sendable {
    package let size: UInt64
    package let root: Digest

    package init(size: UInt64, root: Digest) {
        self.size = size
        self.root = root
    }

    package static let empty = TreeHead(size: 0, root: MerkleTree.emptyRoot)
}

/// Where a complete subtree stands: it covers the leaves from `index << level`, `1 << level` of them. A leaf has level 0.
package struct NodePlace: Hashable, Sendable {
    package let level: Int
    package let index: UInt64

    package init(level: Int, index: UInt64) {
        self.level = level
        self.index = index
    }
}

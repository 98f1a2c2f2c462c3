package import Values

/// The checker's side: the iterative algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2, which meet the makers of `StoredTree` only in the two
/// hashes. A tree of size 0 proves nothing and is refused; hashes are 32 bytes by their type.
package enum ProofChecks {
    /// Is the leaf with this hash number `index` of the tree?
    package static func inclusion(of leafHash: Digest, at index: UInt64, in tree: TreeHead, path: [Digest]) -> Bool {
        guard index < tree.size else { return false }
        var place = index
        var last = tree.size - 1
        var hash = leafHash
        for sibling in path {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                hash = MerkleTree.nodeHash(sibling, hash)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleTree.nodeHash(hash, sibling)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && hash == tree.root
    }

    /// Does the new tree begin with all the leaves of the old one, unchanged?
    package static func consistency(from old: TreeHead, to new: TreeHead, proof: [Digest]) -> Bool {
        guard old.size > 0, old.size <= new.size else { return false }
        if old.size == new.size { return proof.isEmpty && old.root == new.root }
        var rest = proof[...]
        var place = old.size - 1
        var last = new.size - 1
        while place & 1 == 1 {
            place >>= 1
            last >>= 1
        }
        // An old tree of a power of two is itself the first node.
        guard let start = old.size & (old.size - 1) == 0 ? old.root : rest.popFirst() else { return false }
        var oldHash = start
        var newHash = start
        for node in rest {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                oldHash = MerkleTree.nodeHash(node, oldHash)
                newHash = MerkleTree.nodeHash(node, newHash)
                while place & 1 == 0 && place != 0 {
                    place >>= 1
                    last >>= 1
                }
            } else {
                newHash = MerkleTree.nodeHash(newHash, node)
            }
            place >>= 1
            last >>= 1
        }
        return last == 0 && oldHash == old.root && newHash == new.root
    }
}

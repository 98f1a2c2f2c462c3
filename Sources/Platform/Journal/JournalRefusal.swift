package import Database
package import MerkleLog

/// Why the journal does not go on. Nothing was signed.
package enum JournalRefusal: Error, Equatable, Sendable {
    /// Not the name of a key (C2SP signed-note): empty, a space, a plus.
    case invalidOrigin(String)
    /// The database is older than what was signed, or is another history: lines that were promised are gone. `found` is what is there.
    case rolledBack(marked: TreeHead, found: TreeHead)
    /// The journal has lines and its mark is gone: whether lines are missing can no longer be told.
    case markMissing(found: TreeHead)
    /// The mark is not a checkpoint signed by this journal's key.
    case markUnreadable(CheckpointRefusal)
    /// The disk failed while the mark was made durable; only opening again tells what it holds.
    case markInDoubt(DiskError)
    /// The details are larger than what is read back (`CanonicalObject.sizeMax`); nothing was written.
    case detailsTooLarge(found: Int, allowed: Int)
    case noSuchLine(index: UInt64, size: UInt64)
    /// A node that the tree needs is not in its table.
    case missingNode(NodePlace)
    /// A proof made from the tables does not hold: `verify` says where the damage is.
    case damaged(index: UInt64)
}

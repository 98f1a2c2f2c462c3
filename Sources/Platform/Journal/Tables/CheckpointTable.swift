import Database
import MerkleLog

/// SQL of the checkpoints that were signed, one for each size.
enum CheckpointTable {
    /// Ed25519 is deterministic: the same tree signed again is the same note.
    static func insert(_ checkpoint: Checkpoint, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(insertNote, ["size": Int64(clamping: checkpoint.head.size), "note": checkpoint.bytes])
    }

    private static let insertNote: SQL = """
        INSERT INTO journal_checkpoint (size, note) VALUES (:size, :note)
        ON CONFLICT (size) DO NOTHING
        """

    static func note(at size: UInt64, in reader: Reader<OneTenant>) throws -> [UInt8]? {
        try reader.first(noteAtSize, ["size": Int64(clamping: size)]) { try $0.get("note") }
    }

    private static let noteAtSize: SQL = "SELECT note FROM journal_checkpoint WHERE size = :size"

    static func holds(_ size: UInt64, in reader: Reader<OneTenant>) throws -> Bool { try note(at: size, in: reader) != nil }

    static func first(above size: UInt64, in reader: Reader<OneTenant>) throws -> UInt64? {
        try reader.first(sizeAbove, ["size": Int64(clamping: size)]) { UInt64(clamping: try $0.get("size") as Int64) }
    }

    private static let sizeAbove: SQL = "SELECT size FROM journal_checkpoint WHERE size > :size ORDER BY size LIMIT 1"
}

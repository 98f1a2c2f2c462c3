import Database
import MerkleLog
import Values

/// SQL of the complete subtrees, from level 1 up; level 0 is the hash kept with each line.
enum NodeTable {
    static func insert(_ hash: Digest, at place: NodePlace, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(insertNode, ["level": place.level, "position": Int64(clamping: place.index), "hash": hash])
    }

    private static let insertNode: SQL = "INSERT INTO journal_node (level, position, hash) VALUES (:level, :position, :hash)"

    static func find(_ place: NodePlace, in reader: Reader<OneTenant>) throws -> Digest? {
        if place.level == 0 { return try LeafTable.hash(of: place.index, in: reader) }
        return try reader.first(hashOfNode, ["level": place.level, "position": Int64(clamping: place.index)]) { try $0.get("hash") }
    }

    // Primary key (level, position).
    private static let hashOfNode: SQL = "SELECT hash FROM journal_node WHERE level = :level AND position = :position"

    /// A node that covers a line that is not there.
    static func first(beyond size: UInt64, in reader: Reader<OneTenant>) throws -> NodePlace? {
        try reader.first(nodeBeyond, ["size": Int64(clamping: size)]) {
            NodePlace(level: try $0.get("level"), index: UInt64(clamping: try $0.get("position") as Int64))
        }
    }

    // Reads the whole table; for `verify` only.
    private static let nodeBeyond: SQL = """
        SELECT level, position
          FROM journal_node
         WHERE position >= (:size >> CAST(level AS INTEGER))
         ORDER BY level, position
         LIMIT 1
        """

    static func hash(at place: NodePlace, in reader: Reader<OneTenant>) throws -> Digest {
        guard let hash = try find(place, in: reader) else { throw JournalRefusal.missingNode(place) }
        return hash
    }
}

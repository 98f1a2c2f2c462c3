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

    static func hash(at place: NodePlace, in reader: Reader<OneTenant>) throws -> Digest {
        guard let hash = try find(place, in: reader) else { throw JournalRefusal.missingNode(place) }
        return hash
    }
}

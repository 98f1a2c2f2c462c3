import Database
import Values

/// SQL of the lines. The primary key answers every question here.
enum LeafTable {
    struct Leaf {
        let position: UInt64
        let preimage: [UInt8]
        let hash: Digest
    }

    static func insert(_ position: UInt64, preimage: [UInt8], hash: Digest, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(insertLeaf, ["position": Int64(clamping: position), "preimage": preimage, "hash": hash])
    }

    private static let insertLeaf: SQL = "INSERT INTO journal_leaf (position, preimage, hash) VALUES (:position, :preimage, :hash)"

    static func last(in reader: Reader<OneTenant>) throws -> (position: UInt64, hash: Digest)? {
        try reader.first(lastLeaf) { (UInt64(clamping: try $0.get("position") as Int64), try $0.get("hash")) }
    }

    private static let lastLeaf: SQL = "SELECT position, hash FROM journal_leaf ORDER BY position DESC LIMIT 1"

    static func count(in reader: Reader<OneTenant>) throws -> UInt64 { try last(in: reader).map { $0.position + 1 } ?? 0 }

    static func hash(of position: UInt64, in reader: Reader<OneTenant>) throws -> Digest? {
        try reader.first(hashOfLeaf, ["position": Int64(clamping: position)]) { try $0.get("hash") }
    }

    private static let hashOfLeaf: SQL = "SELECT hash FROM journal_leaf WHERE position = :position"

    static func preimage(of position: UInt64, in reader: Reader<OneTenant>) throws -> [UInt8]? {
        try reader.first(preimageOfLeaf, ["position": Int64(clamping: position)]) { try $0.get("preimage") }
    }

    private static let preimageOfLeaf: SQL = "SELECT preimage FROM journal_leaf WHERE position = :position"

    static func page(from position: UInt64, limit: Int, in reader: Reader<OneTenant>) throws -> [Leaf] {
        try reader.rows(leafPage, ["position": Int64(clamping: position), "limit": limit]) {
            Leaf(position: UInt64(clamping: try $0.get("position") as Int64), preimage: try $0.get("preimage"), hash: try $0.get("hash"))
        }
    }

    private static let leafPage: SQL = """
        SELECT position, preimage, hash
          FROM journal_leaf
         WHERE position >= :position
         ORDER BY position
         LIMIT :limit
        """
}

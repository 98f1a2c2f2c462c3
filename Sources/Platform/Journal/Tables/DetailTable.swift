import Database

/// SQL of what each line's commitment hides. The only rows of the journal that may be erased.
enum DetailTable {
    static func insert(_ position: UInt64, nonce: [UInt8], payload: [UInt8], in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(insertDetail, ["position": Int64(clamping: position), "nonce": nonce, "payload": payload])
    }

    private static let insertDetail: SQL = "INSERT INTO journal_detail (position, nonce, payload) VALUES (:position, :nonce, :payload)"

    static func details(of position: UInt64, in reader: Reader<OneTenant>) throws -> (nonce: [UInt8], payload: [UInt8])? {
        try reader.first(detailOfLine, ["position": Int64(clamping: position)]) { (try $0.get("nonce"), try $0.get("payload")) }
    }

    private static let detailOfLine: SQL = "SELECT nonce, payload FROM journal_detail WHERE position = :position"

    static func remove(_ position: UInt64, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(removeDetail, ["position": Int64(clamping: position)])
    }

    private static let removeDetail: SQL = "DELETE FROM journal_detail WHERE position = :position"
}

import Database
import Values

/// Rows of packs and blobs. Knows no rule: it says what is stored where. The key of a blob exists only here, wrapped.
struct BlobTable {
    struct Stored: Sendable {
        let digest: Digest
        let length: Int
        let pack: PackID
        let offset: Int
        let keyVersion: UInt32
        let wrappedKey: [UInt8]
    }
    struct Pack: Sendable {
        let number: Int
        let id: PackID
        let committed: Int
    }

    let reader: Reader<OneTenant>

    static let migrations = [
        Migration(
            "store-0001",
            [
                "CREATE TABLE store_pack (number %int% PRIMARY KEY, id %blob% NOT NULL UNIQUE, committed %int% NOT NULL) %strict%",
                """
                CREATE TABLE store_blob (
                    digest %blob% PRIMARY KEY, bytes %int% NOT NULL, pack %int% NOT NULL REFERENCES store_pack (number),
                    place %int% NOT NULL, key_version %int% NOT NULL, wrapped_key %blob% NOT NULL, UNIQUE (pack, place)
                ) %strict%
                """,
            ])
    ]

    /// All that is asked, for the test of plans.
    static let queries = [there, one, page, inPack, allPacks, youngest]

    func contains(_ digest: Digest) throws -> Bool { try reader.first(Self.there, ["digest": digest]) { _ in true } ?? false }

    private static let there: SQL = "SELECT 1 AS one FROM store_blob WHERE digest = :digest"

    func blob(_ digest: Digest) throws -> Stored? { try reader.first(Self.one, ["digest": digest], stored) }

    private static let one: SQL = """
        SELECT b.digest, b.bytes, p.id, b.place, b.key_version, b.wrapped_key
          FROM store_blob b JOIN store_pack p ON p.number = b.pack
         WHERE b.digest = :digest
        """

    /// In the order of digests; `after` is the last one of the page before.
    func list(after: Digest?, limit: Int) throws -> [Stored] {
        try reader.rows(Self.page, ["after": after?.bytes ?? [], "limit": limit], stored)
    }

    private static let page: SQL = """
        SELECT b.digest, b.bytes, p.id, b.place, b.key_version, b.wrapped_key
          FROM store_blob b JOIN store_pack p ON p.number = b.pack
         WHERE b.digest > :after
         ORDER BY b.digest
         LIMIT :limit
        """

    /// In the order of the file; `after` is the last place of the page before.
    func blobs(in pack: Pack, after: Int, limit: Int) throws -> [Stored] {
        try reader.rows(Self.inPack, ["pack": pack.number, "after": after, "limit": limit], stored)
    }

    private static let inPack: SQL = """
        SELECT b.digest, b.bytes, p.id, b.place, b.key_version, b.wrapped_key
          FROM store_blob b JOIN store_pack p ON p.number = b.pack
         WHERE b.pack = :pack AND b.place > :after
         ORDER BY b.place
         LIMIT :limit
        """

    func packs() throws -> [Pack] { try reader.rows(Self.allPacks, [:], pack) }

    private static let allPacks: SQL = "SELECT number, id, committed FROM store_pack ORDER BY number"

    func lastPack() throws -> Pack? { try reader.first(Self.youngest, [:], pack) }

    private static let youngest: SQL = "SELECT number, id, committed FROM store_pack ORDER BY number DESC LIMIT 1"

    static func insert(_ blob: StagedBlob, _ sealed: StagedBlob.Sealed, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(reach, ["pack": sealed.place.pack.bytes, "end": sealed.place.batchEnd])
        try transaction.execute(
            insertion,
            [
                "digest": blob.digest, "bytes": blob.length, "pack": sealed.place.pack.bytes, "place": sealed.place.offset,
                "version": Int(sealed.keyVersion), "key": sealed.wrappedKey,
            ])
    }

    private static let reach: SQL = """
        INSERT INTO store_pack (id, committed) VALUES (:pack, :end)
            ON CONFLICT (id) DO UPDATE SET committed = excluded.committed WHERE excluded.committed > store_pack.committed
        """

    private static let insertion: SQL = """
        INSERT INTO store_blob (digest, bytes, pack, place, key_version, wrapped_key)
        SELECT :digest, :bytes, number, :place, :version, :key FROM store_pack WHERE id = :pack
            ON CONFLICT (digest) DO NOTHING
        """

    private func stored(_ row: Row) throws -> Stored {
        let version: Int = try row.get("key_version")
        return Stored(
            digest: try row.get("digest"), length: try row.get("bytes"), pack: try row.get("id"), offset: try row.get("place"),
            keyVersion: UInt32(clamping: version), wrappedKey: try row.get("wrapped_key"))
    }

    private func pack(_ row: Row) throws -> Pack {
        Pack(number: try row.get("number"), id: try row.get("id"), committed: try row.get("committed"))
    }
}

extension PackID: SQLConvertible {
    var sqlValue: SQLValue { .blob(bytes) }
    init?(sqlValue: SQLValue) {
        guard case .blob(let bytes) = sqlValue else { return nil }
        self.init(bytes: bytes)
    }
}

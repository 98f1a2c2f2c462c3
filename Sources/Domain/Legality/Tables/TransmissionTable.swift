import Database
import Values

/// SQL of transmissions: one a signed act, and one series of envelopes a day.
enum TransmissionTable {
    static func one(origin: String, in reader: Reader<OneTenant>) throws -> PreparedTransmission? {
        try reader.first(byOrigin, ["origin": origin], PreparedTransmission.init)
    }

    private static let byOrigin: SQL = """
        SELECT origin, identity, day, serial, name, archive, bytes, refusal, at
          FROM transmission
         WHERE origin = :origin
        """

    /// Newest first.
    static func page(before instant: Instant, limit: Int, in reader: Reader<OneTenant>) throws -> [PreparedTransmission] {
        try reader.rows(pageBefore, ["at": instant, "limit": limit], PreparedTransmission.init)
    }

    // Index transmission_at(at, origin).
    private static let pageBefore: SQL = """
        SELECT origin, identity, day, serial, name, archive, bytes, refusal, at
          FROM transmission
         WHERE at < :at
         ORDER BY at DESC, origin DESC
         LIMIT :limit
        """

    /// 0 before the first of the day.
    static func lastSerial(of day: CivilDate, in reader: Reader<OneTenant>) throws -> Int {
        try reader.first(lastOf, ["day": day]) { try $0.get("last") } ?? 0
    }

    private static let lastOf: SQL = "SELECT last FROM transmission_series WHERE day = :day"

    static func insert(_ transmission: PreparedTransmission, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(
            insertTransmission,
            [
                "origin": transmission.origin, "identity": transmission.archive?.identity, "day": transmission.archive?.day,
                "serial": transmission.archive?.serial, "name": transmission.archive?.name, "archive": transmission.archive?.digest,
                "bytes": transmission.archive?.sizeBytes, "refusal": transmission.refusal, "at": transmission.at,
            ])
        if let archive = transmission.archive { try transaction.execute(setLast, ["day": archive.day, "serial": archive.serial]) }
    }

    private static let insertTransmission: SQL = """
        INSERT INTO transmission (origin, identity, day, serial, name, archive, bytes, refusal, at)
        VALUES (:origin, :identity, :day, :serial, :name, :archive, :bytes, :refusal, :at)
        """
    private static let setLast: SQL = """
        INSERT INTO transmission_series (day, last)
        VALUES (:day, :serial)
        ON CONFLICT (day) DO UPDATE SET last = :serial
        """

    static let queries: [SQL] = [byOrigin, pageBefore, lastOf]

    static let migration = Migration(
        "legality-0001",
        [
            """
            CREATE TABLE transmission_series (
                day TEXT PRIMARY KEY,
                last %int% NOT NULL
            ) %strict%
            """,
            """
            CREATE TABLE transmission (
                origin TEXT PRIMARY KEY,
                identity TEXT,
                day TEXT,
                serial %int%,
                name TEXT,
                archive %blob%,
                bytes %int%,
                refusal TEXT,
                at %int% NOT NULL,
                UNIQUE (day, serial),
                CHECK ((archive IS NULL) = (refusal IS NOT NULL))
            ) %strict%
            """,
            "CREATE INDEX transmission_at ON transmission (at, origin)",
        ])
}

extension PreparedTransmission {
    fileprivate init(_ row: Row) throws {
        let refusal: String? = try row.get("refusal")
        let digest: Digest? = try row.get("archive")
        let archive = try digest.map {
            Archive(
                identity: try row.get("identity"), day: try row.get("day"), serial: try row.get("serial"), name: try row.get("name"),
                digest: $0, sizeBytes: try row.get("bytes"))
        }
        self.init(origin: try row.get("origin"), archive: archive, refusal: refusal, at: try row.get("at"))
    }
}

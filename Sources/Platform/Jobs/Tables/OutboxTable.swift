import Database
import Values

/// SQL of the outbox of one tenant. Order is `sequence`, given by the database in commit order: there is one writer.
enum OutboxTable {
    static func insert(name: String, payload: String, now: Instant, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(insertEvent, ["name": name, "payload": payload, "now": now])
    }

    private static let insertEvent: SQL = """
        INSERT INTO outbox (name, payload, attempts, next_attempt)
        VALUES (:name, :payload, 0, :now)
        """

    static func first(in reader: Reader<OneTenant>) throws -> OutboxEvent? { try reader.first(oldest, [:], OutboxEvent.init) }

    // The primary key answers this from its first row on.
    private static let oldest: SQL = """
        SELECT sequence, name, payload, attempts, last_error, next_attempt
          FROM outbox
         WHERE sequence > 0
         ORDER BY sequence
         LIMIT 1
        """

    static func remove(sequence: Int64, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(removeEvent, ["sequence": sequence])
    }

    private static let removeEvent: SQL = "DELETE FROM outbox WHERE sequence = :sequence"

    static func postpone(_ event: OutboxEvent, error: String, until instant: Instant, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(
            postponeEvent, ["sequence": event.sequence, "attempts": event.attempts + 1, "error": error, "instant": instant])
    }

    private static let postponeEvent: SQL = """
        UPDATE outbox
           SET attempts = :attempts, last_error = :error, next_attempt = :instant
         WHERE sequence = :sequence
        """

    static let migration = Migration(
        "jobs-0001",
        [
            """
            CREATE TABLE outbox (
                sequence INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL,
                payload TEXT NOT NULL,
                attempts %int% NOT NULL,
                last_error TEXT,
                next_attempt %int% NOT NULL
            ) %strict%
            """
        ])

    static let queries: [SQL] = [oldest, removeEvent, postponeEvent]
}

extension OutboxEvent {
    fileprivate init(_ row: Row) throws {
        sequence = try row.get("sequence")
        name = try row.get("name")
        payload = try row.get("payload")
        attempts = try row.get("attempts")
        lastError = try row.get("last_error")
        nextAttempt = try row.get("next_attempt")
    }
}

import Database
import Values

/// SQL of sessions, of API tokens and of the first-run token: what is kept of a bearer's secret is its SHA-256.
enum TokenTable {
    struct Session {
        let account: AccountID
        let opened: Instant
        let lastSeen: Instant
    }

    static func openSession(_ token: Digest, account: AccountID, now: Instant, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(insertSession, ["token": token, "account": account, "now": now])
    }

    private static let insertSession: SQL = """
        INSERT INTO session (token, account, opened, last_seen)
        VALUES (:token, :account, :now, :now)
        """

    static func session(_ token: Digest, in reader: Reader<WholeInstance>) throws -> Session? {
        try reader.first(sessionOf, ["token": token]) {
            Session(account: try $0.get("account"), opened: try $0.get("opened"), lastSeen: try $0.get("last_seen"))
        }
    }

    private static let sessionOf: SQL = "SELECT account, opened, last_seen FROM session WHERE token = :token"

    static func touch(_ token: Digest, now: Instant, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(touchSession, ["token": token, "now": now])
    }

    private static let touchSession: SQL = "UPDATE session SET last_seen = :now WHERE token = :token AND last_seen < :now"

    static func endSession(_ token: Digest, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(removeSession, ["token": token])
    }

    private static let removeSession: SQL = "DELETE FROM session WHERE token = :token"

    static func endSessions(of account: AccountID, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(removeSessions, ["account": account])
    }

    private static let removeSessions: SQL = "DELETE FROM session WHERE account = :account"

    static func endSessions(openedBefore instant: Instant, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(removeOldSessions, ["instant": instant])
    }

    private static let removeOldSessions: SQL = "DELETE FROM session WHERE opened < :instant"

    static func insertAPI(
        _ token: Digest, account: AccountID, label: String, now: Instant, expires: Instant, in transaction: Transaction<WholeInstance>
    ) throws {
        try transaction.execute(insertToken, ["token": token, "account": account, "label": label, "now": now, "expires": expires])
    }

    private static let insertToken: SQL = """
        INSERT INTO api_token (token, account, label, created, expires)
        VALUES (:token, :account, :label, :now, :expires)
        """

    static func api(_ token: Digest, in reader: Reader<WholeInstance>) throws -> (account: AccountID, expires: Instant)? {
        try reader.first(tokenOf, ["token": token]) { (try $0.get("account"), try $0.get("expires")) }
    }

    private static let tokenOf: SQL = "SELECT account, expires FROM api_token WHERE token = :token"

    static func revokeAPI(_ token: Digest, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(removeToken, ["token": token])
    }

    private static let removeToken: SQL = "DELETE FROM api_token WHERE token = :token"

    static func insertFirstRun(_ token: Digest, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(removeUnusedFirstRun)
        try transaction.execute(insertFirst, ["token": token])
    }

    private static let removeUnusedFirstRun: SQL = "DELETE FROM first_run WHERE used IS NULL"
    private static let insertFirst: SQL = "INSERT INTO first_run (token, used) VALUES (:token, NULL)"

    /// False when it was used already or never was one.
    static func useFirstRun(_ token: Digest, now: Instant, in transaction: Transaction<WholeInstance>) throws -> Bool {
        try transaction.execute(useFirst, ["token": token, "now": now]) == 1
    }

    private static let useFirst: SQL = "UPDATE first_run SET used = :now WHERE token = :token AND used IS NULL"

    static let queries: [SQL] = [
        sessionOf, touchSession, removeSession, removeSessions, removeOldSessions, tokenOf, removeToken, useFirst,
    ]
}

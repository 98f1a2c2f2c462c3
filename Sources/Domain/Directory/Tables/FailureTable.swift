import Database
import Values

/// SQL of failed sign-ins: per login and network, per login, per network, whether the login exists or not.
enum FailureTable {
    struct Failures {
        var count = 0
        var last = Instant(milliseconds: 0)
    }

    static func failures(of subject: String, since: Instant, in reader: Reader<WholeInstance>) throws -> Failures {
        try reader.first(ofSubject, ["subject": subject, "since": since]) {
            Failures(count: try $0.get("failures"), last: try $0.get("last_failure"))
        } ?? Failures()
    }

    private static let ofSubject: SQL = """
        SELECT failures, last_failure
          FROM sign_in_failure
         WHERE subject = :subject AND last_failure >= :since
        """

    static func add(to subject: String, failures: Failures, now: Instant, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(upsert, ["subject": subject, "failures": failures.count + 1, "now": now])
    }

    private static let upsert: SQL = """
        INSERT INTO sign_in_failure (subject, failures, last_failure)
        VALUES (:subject, :failures, :now)
        ON CONFLICT (subject) DO UPDATE SET failures = :failures, last_failure = :now
        """

    static func forget(_ subject: String, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(removeSubject, ["subject": subject])
    }

    private static let removeSubject: SQL = "DELETE FROM sign_in_failure WHERE subject = :subject"

    static func takeBackOne(from subject: String, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(decrement, ["subject": subject])
    }

    private static let decrement: SQL = "UPDATE sign_in_failure SET failures = failures - 1 WHERE subject = :subject AND failures > 0"

    static func forget(before instant: Instant, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(removeOld, ["instant": instant])
    }

    // Index sign_in_failure_age(last_failure) answers this.
    private static let removeOld: SQL = "DELETE FROM sign_in_failure WHERE last_failure < :instant"

    static let queries: [SQL] = [ofSubject, removeSubject, decrement, removeOld]
}

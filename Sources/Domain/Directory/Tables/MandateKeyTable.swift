import Database
import Values

/// SQL of the keys of mandates and of the failed tries of their codes.
enum MandateKeyTable {
    static func insert(
        _ key: MandateKey, sealed: [UInt8], chain: [[UInt8]], now: Instant, in transaction: Transaction<OneTenant>
    ) throws {
        try transaction.execute(
            insertKey,
            [
                "id": key.id, "mandate": key.mandate.id, "sealed": sealed, "certificate": key.certificate, "subject": key.facts.subject,
                "not_before": key.facts.notBefore, "not_after": key.facts.notAfter, "non_repudiation": key.facts.hasNonRepudiation,
                "registered": now,
            ])
        for (position, certificate) in chain.enumerated() {
            try transaction.execute(insertLink, ["key": key.id, "position": position, "certificate": certificate])
        }
    }

    private static let insertKey: SQL = """
        INSERT INTO mandate_key (id, mandate, sealed, certificate, subject, not_before, not_after, non_repudiation, registered)
        VALUES (:id, :mandate, :sealed, :certificate, :subject, :not_before, :not_after, :non_repudiation, :registered)
        """
    private static let insertLink: SQL = """
        INSERT INTO mandate_key_chain (key, position, certificate)
        VALUES (:key, :position, :certificate)
        """

    /// The last registered first.
    static func keys(of person: PersonID, in reader: Reader<OneTenant>) throws -> [MandateKey] {
        try reader.rows(keysOf, ["person": person], MandateKey.init).sorted { $0.id > $1.id }
    }

    // Indexes mandate_person(person, start) and mandate_key_mandate(mandate) answer this; the handful of keys is sorted above.
    private static let keysOf: SQL = """
        SELECT k.id AS key, k.certificate, k.subject, k.not_before, k.not_after, k.non_repudiation,
               m.id, m.person, m.function, m.start, m.finish
          FROM mandate m
          JOIN mandate_key k ON k.mandate = m.id
         WHERE m.person = :person
        """

    static func one(_ id: MandateKeyID, in reader: Reader<OneTenant>) throws -> MandateKey? {
        try reader.first(byID, ["id": id], MandateKey.init)
    }

    private static let byID: SQL = """
        SELECT k.id AS key, k.certificate, k.subject, k.not_before, k.not_after, k.non_repudiation,
               m.id, m.person, m.function, m.start, m.finish
          FROM mandate_key k
          JOIN mandate m ON m.id = k.mandate
         WHERE k.id = :id
        """

    static func sealed(_ id: MandateKeyID, in reader: Reader<OneTenant>) throws -> [UInt8]? {
        try reader.first(sealedOf, ["id": id]) { try $0.get("sealed") }
    }

    private static let sealedOf: SQL = "SELECT sealed FROM mandate_key WHERE id = :id"

    static func chain(of id: MandateKeyID, in reader: Reader<OneTenant>) throws -> [[UInt8]] {
        try reader.rows(chainOf, ["id": id]) { try $0.get("certificate") }
    }

    private static let chainOf: SQL = "SELECT certificate FROM mandate_key_chain WHERE key = :id ORDER BY position"

    static func failures(of id: MandateKeyID, in reader: Reader<OneTenant>) throws -> (count: Int, last: Instant)? {
        try reader.first(failuresOf, ["id": id]) { (try $0.get("failures"), try $0.get("last_failure")) }
    }

    private static let failuresOf: SQL = "SELECT failures, last_failure FROM pin_failure WHERE key = :id"

    static func countFailure(of id: MandateKeyID, now: Instant, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(upsertFailure, ["id": id, "now": now])
    }

    private static let upsertFailure: SQL = """
        INSERT INTO pin_failure (key, failures, last_failure)
        VALUES (:id, 1, :now)
        ON CONFLICT (key) DO UPDATE SET failures = pin_failure.failures + 1, last_failure = :now
        """

    static func forgetFailures(of id: MandateKeyID, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(removeFailures, ["id": id])
    }

    private static let removeFailures: SQL = "DELETE FROM pin_failure WHERE key = :id"

    static let queries: [SQL] = [keysOf, byID, sealedOf, chainOf, failuresOf, removeFailures]
}

extension MandateKey {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("key"), mandate: try Mandate(row), certificate: try row.get("certificate"),
            facts: CertificateFacts(
                subject: try row.get("subject"), notBefore: try row.get("not_before"), notAfter: try row.get("not_after"),
                hasNonRepudiation: try row.get("non_repudiation")))
    }
}

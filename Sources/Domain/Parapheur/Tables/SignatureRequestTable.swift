import Database
import Directory
import Values

/// What was prepared and waits for its value: enough to prepare the same bytes again, and to see that they are the same.
struct SignatureRequestRow: Sendable {
    let dossier: DossierID
    let person: PersonID
    let key: MandateKeyID
    /// The document on the person's screen.
    let read: Digest
    let toBeSigned: Digest
    let preparedAt: Instant
}

/// SQL of signatures under way, by the digest of their token.
enum SignatureRequestTable {
    static func insert(_ request: SignatureRequestRow, token: Digest, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(
            insertRequest,
            [
                "token": token, "dossier": request.dossier, "person": request.person, "key": request.key, "read": request.read,
                "to_be_signed": request.toBeSigned, "prepared_at": request.preparedAt,
            ])
    }

    private static let insertRequest: SQL = """
        INSERT INTO signature_request (token, dossier, person, key, read, to_be_signed, prepared_at)
        VALUES (:token, :dossier, :person, :key, :read, :to_be_signed, :prepared_at)
        """

    static func one(_ token: Digest, in reader: Reader<OneTenant>) throws -> SignatureRequestRow? {
        try reader.first(byToken, ["token": token]) {
            SignatureRequestRow(
                dossier: try $0.get("dossier"), person: try $0.get("person"), key: try $0.get("key"), read: try $0.get("read"),
                toBeSigned: try $0.get("to_be_signed"), preparedAt: try $0.get("prepared_at"))
        }
    }

    private static let byToken: SQL = """
        SELECT dossier, person, key, read, to_be_signed, prepared_at
          FROM signature_request
         WHERE token = :token
        """

    /// False when it was used meanwhile.
    static func use(_ token: Digest, in transaction: Transaction<OneTenant>) throws -> Bool {
        try transaction.execute(removeRequest, ["token": token]) == 1
    }

    private static let removeRequest: SQL = "DELETE FROM signature_request WHERE token = :token"

    static func forget(before instant: Instant, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(removeOld, ["instant": instant])
    }

    // Index signature_request_age(prepared_at).
    private static let removeOld: SQL = "DELETE FROM signature_request WHERE prepared_at < :instant"

    static let queries: [SQL] = [byToken, removeRequest, removeOld]
}

import Database
import Directory
import Values

/// SQL of dossiers. Knows no rule: it says what is stored, the model says what is allowed.
enum DossierTable {
    static func insert(_ dossier: Dossier, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(
            insertDossier,
            [
                "id": dossier.id, "type": dossier.type.rawValue, "title": dossier.title.description, "origin": dossier.origin,
                "depositor": dossier.depositor, "opened_at": dossier.openedAt, "document": dossier.document.digest,
                "document_name": dossier.document.name.description, "document_bytes": dossier.document.sizeBytes,
                "document_pages": dossier.document.pages, "holder": dossier.currentStep?.holder,
                "asked": dossier.currentStep?.kind.rawValue,
            ])
        for (position, step) in dossier.circuit.steps.enumerated() {
            try transaction.execute(
                insertStep, ["dossier": dossier.id, "position": position, "kind": step.kind.rawValue, "holder": step.holder])
        }
        for (position, annex) in dossier.annexes.enumerated() {
            try transaction.execute(
                insertAnnex,
                [
                    "dossier": dossier.id, "position": position, "name": annex.name.description, "digest": annex.digest,
                    "bytes": annex.sizeBytes, "pages": annex.pages,
                ])
        }
        for person in Set(dossier.circuit.steps.map(\.holder) + [dossier.depositor]) {
            try transaction.execute(insertReader, ["person": person, "opened_at": dossier.openedAt, "dossier": dossier.id])
        }
    }

    private static let insertDossier: SQL = """
        INSERT INTO dossier (id, type, title, origin, depositor, opened_at, document, document_name, document_bytes, document_pages,
                             phase, step, holder, asked, waiting_since)
        VALUES (:id, :type, :title, :origin, :depositor, :opened_at, :document, :document_name, :document_bytes, :document_pages,
                'waiting', 0, :holder, :asked, :opened_at)
        """
    private static let insertStep: SQL = """
        INSERT INTO dossier_step (dossier, position, kind, holder)
        VALUES (:dossier, :position, :kind, :holder)
        """
    private static let insertAnnex: SQL = """
        INSERT INTO dossier_annex (dossier, position, name, digest, bytes, pages)
        VALUES (:dossier, :position, :name, :digest, :bytes, :pages)
        """
    private static let insertReader: SQL = """
        INSERT INTO dossier_reader (person, opened_at, dossier)
        VALUES (:person, :opened_at, :dossier)
        """

    /// `holder` and `asked` are those of the new current step.
    static func wait(_ id: DossierID, step: Int, for next: Step?, since now: Instant, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(
            moveOn, ["id": id, "step": step, "holder": next?.holder, "asked": next?.kind.rawValue, "now": now])
    }

    private static let moveOn: SQL = """
        UPDATE dossier
           SET step = :step, holder = :holder, asked = :asked, waiting_since = :now
         WHERE id = :id AND phase = 'waiting'
        """

    static func complete(_ id: DossierID, signed: Digest, bytes: Int, at now: Instant, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(completeDossier, ["id": id, "signed": signed, "bytes": bytes, "now": now])
    }

    private static let completeDossier: SQL = """
        UPDATE dossier
           SET phase = 'completed', holder = NULL, asked = NULL, waiting_since = NULL, completed_at = :now, signed = :signed,
               signed_bytes = :bytes
         WHERE id = :id AND phase = 'waiting'
        """

    static func refuse(_ id: DossierID, reason: String, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(refuseDossier, ["id": id, "reason": reason])
    }

    private static let refuseDossier: SQL = """
        UPDATE dossier
           SET phase = 'refused', holder = NULL, asked = NULL, waiting_since = NULL, reason = :reason
         WHERE id = :id AND phase = 'waiting'
        """

    static func one(_ id: DossierID, in reader: Reader<OneTenant>) throws -> Dossier? {
        try reader.first(byID, ["id": id]) { try dossier($0, in: reader) }
    }

    private static let byID: SQL = """
        SELECT id, type, title, origin, depositor, opened_at, document, document_name, document_bytes, document_pages, phase, step,
               completed_at, reason, signed, signed_bytes
          FROM dossier
         WHERE id = :id
        """

    static func one(origin: String, in reader: Reader<OneTenant>) throws -> Dossier? {
        try reader.first(byOrigin, ["origin": origin]) { try dossier($0, in: reader) }
    }

    private static let byOrigin: SQL = """
        SELECT id, type, title, origin, depositor, opened_at, document, document_name, document_bytes, document_pages, phase, step,
               completed_at, reason, signed, signed_bytes
          FROM dossier
         WHERE origin = :origin
        """

    private static func dossier(_ row: Row, in reader: Reader<OneTenant>) throws -> Dossier {
        let id: DossierID = try row.get("id")
        guard let type = DossierType(rawValue: try row.get("type")), let phase = DossierPhase(rawValue: try row.get("phase")) else {
            throw DatabaseRefusal.wrongType(column: "type", found: try row.get("type"))
        }
        let name = try DocumentName(row.get("document_name"))
        let signed: Digest? = try row.get("signed")
        let signedBytes: Int? = try row.get("signed_bytes")
        let pages: Int? = try row.get("document_pages")
        return Dossier(
            id: id, type: type, title: try PlainText(row.get("title")), origin: try row.get("origin"), depositor: try row.get("depositor"),
            openedAt: try row.get("opened_at"),
            document: DossierDocument(name: name, digest: try row.get("document"), sizeBytes: try row.get("document_bytes"), pages: pages),
            annexes: try reader.rows(annexesOf, ["id": id], DossierDocument.init), circuit: try circuit(of: id, in: reader),
            visas: try HistoryTable.visas(of: id, in: reader), state: try DossierState(row, phase: phase),
            signed: signed.map { DossierDocument(name: name, digest: $0, sizeBytes: signedBytes ?? 0, pages: pages) })
    }

    private static let annexesOf: SQL = "SELECT name, digest, bytes, pages FROM dossier_annex WHERE dossier = :id ORDER BY position"

    private static func circuit(of id: DossierID, in reader: Reader<OneTenant>) throws -> Circuit {
        let holders: [PersonID] = try reader.rows(stepsOf, ["id": id]) { try $0.get("holder") }
        guard let signer = holders.last else { throw DatabaseRefusal.missingColumn("dossier_step") }
        return try Circuit(visas: holders.dropLast(), signer: signer)
    }

    private static let stepsOf: SQL = "SELECT holder FROM dossier_step WHERE dossier = :id ORDER BY position"

    static let queries: [SQL] = [moveOn, completeDossier, refuseDossier, byID, byOrigin, annexesOf, stepsOf]
}

extension DossierState {
    fileprivate init(_ row: Row, phase: DossierPhase) throws {
        switch phase {
        case .waiting: self = .waiting(step: try row.get("step"))
        case .completed: self = .completed(at: try row.get("completed_at"))
        case .refused: self = .refused(step: try row.get("step"), reason: try row.get("reason"))
        }
    }
}

extension DossierDocument {
    fileprivate init(_ row: Row) throws {
        self.init(
            name: try DocumentName(row.get("name")), digest: try row.get("digest"), sizeBytes: try row.get("bytes"),
            pages: try row.get("pages"))
    }
}

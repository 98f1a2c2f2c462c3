import Database
import Directory
import Values

/// SQL of the lists of dossiers. Each has the index that answers it without a sort.
enum DossierListTable {
    static func waiting(for person: PersonID, limit: Int, in reader: Reader<OneTenant>) throws -> [DossierSummary] {
        try reader.rows(waitingFor, ["person": person, "limit": limit], DossierSummary.init)
    }

    // Index dossier_waiting(holder, waiting_since, id).
    private static let waitingFor: SQL = """
        SELECT id, type, title, depositor, opened_at, document_pages, phase, holder, waiting_since, asked
          FROM dossier
         WHERE holder = :person
         ORDER BY waiting_since, id
         LIMIT :limit
        """

    static func waitingCount(for person: PersonID, in reader: Reader<OneTenant>) throws -> Int {
        try reader.first(countFor, ["person": person]) { try $0.get("number") } ?? 0
    }

    private static let countFor: SQL = "SELECT count(*) AS number FROM dossier WHERE holder = :person"

    static func all(before cursor: DossierCursor, limit: Int, in reader: Reader<OneTenant>) throws -> [DossierSummary] {
        try reader.rows(allBefore, ["at": cursor.at, "id": cursor.id, "limit": limit], DossierSummary.init)
    }

    // Index dossier_opened(opened_at, id).
    private static let allBefore: SQL = """
        SELECT id, type, title, depositor, opened_at, document_pages, phase, holder, waiting_since, asked
          FROM dossier
         WHERE (opened_at, id) < (:at, :id)
         ORDER BY opened_at DESC, id DESC
         LIMIT :limit
        """

    static func all(
        in phase: DossierPhase, before cursor: DossierCursor, limit: Int, in reader: Reader<OneTenant>
    ) throws -> [DossierSummary] {
        try reader.rows(
            phaseBefore, ["phase": phase.rawValue, "at": cursor.at, "id": cursor.id, "limit": limit], DossierSummary.init)
    }

    // Index dossier_phase(phase, opened_at, id).
    private static let phaseBefore: SQL = """
        SELECT id, type, title, depositor, opened_at, document_pages, phase, holder, waiting_since, asked
          FROM dossier
         WHERE phase = :phase AND (opened_at, id) < (:at, :id)
         ORDER BY opened_at DESC, id DESC
         LIMIT :limit
        """

    /// Those in which the person has a part. `phase` nil: in any.
    static func all(
        of person: PersonID, in phase: DossierPhase?, before cursor: DossierCursor, limit: Int, in reader: Reader<OneTenant>
    ) throws -> [DossierSummary] {
        try reader.rows(
            personBefore, ["person": person, "phase": phase?.rawValue, "at": cursor.at, "id": cursor.id, "limit": limit],
            DossierSummary.init)
    }

    // The primary key dossier_reader(person, opened_at, dossier), then dossier by its own.
    private static let personBefore: SQL = """
        SELECT d.id, d.type, d.title, d.depositor, d.opened_at, d.document_pages, d.phase, d.holder, d.waiting_since, d.asked
          FROM dossier_reader r
          JOIN dossier d ON d.id = r.dossier
         WHERE r.person = :person AND (r.opened_at, r.dossier) < (:at, :id) AND (:phase IS NULL OR d.phase = :phase)
         ORDER BY r.opened_at DESC, r.dossier DESC
         LIMIT :limit
        """

    static let queries: [SQL] = [waitingFor, countFor, allBefore, phaseBefore, personBefore]
}

extension DossierSummary {
    fileprivate init(_ row: Row) throws {
        guard let type = DossierType(rawValue: try row.get("type")), let phase = DossierPhase(rawValue: try row.get("phase")) else {
            throw DatabaseRefusal.wrongType(column: "type", found: try row.get("type"))
        }
        let asked: String? = try row.get("asked")
        self.init(
            id: try row.get("id"), type: type, title: try PlainText(row.get("title")), depositor: try row.get("depositor"),
            openedAt: try row.get("opened_at"), pages: try row.get("document_pages"), phase: phase, holder: try row.get("holder"),
            waitingSince: try row.get("waiting_since"), asked: asked.flatMap(Step.Kind.init))
    }
}

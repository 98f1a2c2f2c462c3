import Database
import Directory
import Values

/// SQL of the lists of acts. Each has the index that answers it without a sort.
enum ActListTable {
    static func all(before cursor: ActCursor, limit: Int, in reader: Reader<OneTenant>) throws -> [ActSummary] {
        try reader.rows(allBefore, ["at": cursor.at, "id": cursor.id, "limit": limit], ActSummary.init)
    }

    // Index act_deposited(deposited_at, id).
    private static let allBefore: SQL = """
        SELECT id, register, year, sequence, nature, title, date, deposited_at, phase
          FROM act
         WHERE (deposited_at, id) < (:at, :id)
         ORDER BY deposited_at DESC, id DESC
         LIMIT :limit
        """

    static func all(in phase: ActPhase, before cursor: ActCursor, limit: Int, in reader: Reader<OneTenant>) throws -> [ActSummary] {
        try reader.rows(phaseBefore, ["phase": phase.rawValue, "at": cursor.at, "id": cursor.id, "limit": limit], ActSummary.init)
    }

    // Index act_phase(phase, deposited_at, id).
    private static let phaseBefore: SQL = """
        SELECT id, register, year, sequence, nature, title, date, deposited_at, phase
          FROM act
         WHERE phase = :phase AND (deposited_at, id) < (:at, :id)
         ORDER BY deposited_at DESC, id DESC
         LIMIT :limit
        """

    /// Those in which the person has a part. `phase` nil: in any.
    static func all(
        of person: PersonID, in phase: ActPhase?, before cursor: ActCursor, limit: Int, in reader: Reader<OneTenant>
    ) throws -> [ActSummary] {
        try reader.rows(
            personBefore, ["person": person, "phase": phase?.rawValue, "at": cursor.at, "id": cursor.id, "limit": limit],
            ActSummary.init)
    }

    // The primary key act_reader(person, deposited_at, act), then act by its own.
    private static let personBefore: SQL = """
        SELECT a.id, a.register, a.year, a.sequence, a.nature, a.title, a.date, a.deposited_at, a.phase
          FROM act_reader r
          JOIN act a ON a.id = r.act
         WHERE r.person = :person AND (r.deposited_at, r.act) < (:at, :id) AND (:phase IS NULL OR a.phase = :phase)
         ORDER BY r.deposited_at DESC, r.act DESC
         LIMIT :limit
        """

    static func count(in phase: ActPhase, _ reader: Reader<OneTenant>) throws -> Int {
        try reader.first(countIn, ["phase": phase.rawValue]) { try $0.get("number") } ?? 0
    }

    private static let countIn: SQL = "SELECT count(*) AS number FROM act WHERE phase = :phase"

    static func register(
        _ register: Register, year: Int, after sequence: Int, limit: Int, in reader: Reader<OneTenant>
    ) throws -> [ActSummary] {
        try reader.rows(
            registerAfter, ["register": register.rawValue, "year": year, "sequence": sequence, "limit": limit], ActSummary.init)
    }

    // The unique index of (register, year, sequence).
    private static let registerAfter: SQL = """
        SELECT id, register, year, sequence, nature, title, date, deposited_at, phase
          FROM act
         WHERE register = :register AND year = :year AND sequence > :sequence
         ORDER BY sequence
         LIMIT :limit
        """

    static let queries: [SQL] = [allBefore, phaseBefore, personBefore, countIn, registerAfter]
}

extension ActSummary {
    fileprivate init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), number: try RegisterNumber(row), nature: try ActNature(row), title: try PlainText(row.get("title")),
            date: try row.get("date"), depositedAt: try row.get("deposited_at"), phase: try ActPhase(row))
    }
}

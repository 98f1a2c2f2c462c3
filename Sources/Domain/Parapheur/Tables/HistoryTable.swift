import Database
import Directory
import Values

/// SQL of what happened to dossiers: lines are added, never changed.
enum HistoryTable {
    static func add(_ entry: HistoryEntry, to dossier: DossierID, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(
            insertEntry,
            [
                "dossier": dossier, "action": entry.action.rawValue, "actor": entry.actor, "at": entry.at, "step": entry.step,
                "document": entry.document, "remark": entry.remark,
            ])
    }

    private static let insertEntry: SQL = """
        INSERT INTO dossier_history (dossier, position, action, actor, at, step, document, remark)
        SELECT :dossier, coalesce(max(position) + 1, 0), :action, :actor, :at, :step, :document, :remark
          FROM dossier_history
         WHERE dossier = :dossier
        """

    static func entries(of dossier: DossierID, in reader: Reader<OneTenant>) throws -> [HistoryEntry] {
        try reader.rows(entriesOf, ["dossier": dossier], HistoryEntry.init)
    }

    private static let entriesOf: SQL = """
        SELECT action, actor, at, step, document, remark
          FROM dossier_history
         WHERE dossier = :dossier
         ORDER BY position
        """

    static func visas(of dossier: DossierID, in reader: Reader<OneTenant>) throws -> [Visa] {
        try reader.rows(visasOf, ["dossier": dossier]) {
            Visa(step: try $0.get("step"), person: try $0.get("actor"), read: try $0.get("document"), at: try $0.get("at"))
        }
    }

    private static let visasOf: SQL = """
        SELECT step, actor, document, at
          FROM dossier_history
         WHERE dossier = :dossier AND action = 'approved'
         ORDER BY position
        """

    static let queries: [SQL] = [entriesOf, visasOf]
}

extension HistoryEntry {
    fileprivate init(_ row: Row) throws {
        guard let action = Action(rawValue: try row.get("action")) else {
            throw DatabaseRefusal.wrongType(column: "action", found: try row.get("action"))
        }
        self.init(
            action: action, actor: try row.get("actor"), at: try row.get("at"), step: try row.get("step"),
            document: try row.get("document"), remark: try row.get("remark"))
    }
}

import FoundationEssentials
import GRDB

/// One row of an answer.
package struct Row {
    private let row: GRDB.Row

    init(_ row: GRDB.Row) { self.row = row }

    /// The value of a column; refuses a name that is not in the answer and a value that is not a `V`.
    package func get<V: SQLConvertible>(_ column: String) throws -> V {
        guard row.hasColumn(column) else { throw DatabaseRefusal.missingColumn(column) }
        let found: DatabaseValue = row[column]
        guard let stored = SQLValue(found), let value = V(sqlValue: stored) else {
            throw DatabaseRefusal.wrongType(column: column, found: found.kind)
        }
        return value
    }
}

/// A snapshot of the database. Not to be kept outside the closure it was given to.
package struct Reader<Scope> {
    let database: GRDB.Database
    let failures: FailureNote

    package func rows<T>(_ sql: SQL, _ bindings: [String: any SQLConvertible] = [:], _ make: (Row) throws -> T) throws -> [T] {
        try fetch(sql, bindings).map { try make(Row($0)) }
    }

    package func first<T>(_ sql: SQL, _ bindings: [String: any SQLConvertible] = [:], _ make: (Row) throws -> T) throws -> T? {
        try fetch(sql, bindings).first.map { try make(Row($0)) }
    }

    /// How SQLite would answer: one line per step, in its words (`SEARCH act USING INDEX …`, `SCAN act`). For tests.
    package func plan(of sql: SQL) throws -> [String] {
        try noted {
            let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql.text)
            statement.setUncheckedArguments(StatementArguments())
            return try GRDB.Row.fetchAll(statement).map { $0["detail"] }
        }
    }

    /// Rows are all read before the first is decoded, so that decoding may ask the same statement again.
    private func fetch(_ sql: SQL, _ bindings: [String: any SQLConvertible]) throws -> [GRDB.Row] {
        try noted { try GRDB.Row.fetchAll(database.cachedStatement(sql: sql.text), arguments: arguments(bindings)) }
    }

    func noted<T>(_ body: () throws -> T) throws(DatabaseRefusal) -> T {
        do { return try body() } catch { throw failures.note(error) }
    }
}

/// A transaction under way: reads see what it has written.
package struct Transaction<Scope> {
    package let reader: Reader<Scope>

    package func rows<T>(_ sql: SQL, _ bindings: [String: any SQLConvertible] = [:], _ make: (Row) throws -> T) throws -> [T] {
        try reader.rows(sql, bindings, make)
    }

    package func first<T>(_ sql: SQL, _ bindings: [String: any SQLConvertible] = [:], _ make: (Row) throws -> T) throws -> T? {
        try reader.first(sql, bindings, make)
    }

    /// Answers how many rows were inserted, changed or deleted.
    @discardableResult
    package func execute(_ sql: SQL, _ bindings: [String: any SQLConvertible] = [:]) throws -> Int {
        try reader.noted {
            try reader.database.cachedStatement(sql: sql.text).execute(arguments: arguments(bindings))
            return reader.database.changesCount
        }
    }
}

/// Named bindings, `:name` in the statement; GRDB refuses one that is missing or too many.
private func arguments(_ bindings: [String: any SQLConvertible]) -> StatementArguments {
    StatementArguments(bindings.mapValues { $0.sqlValue.databaseValue })
}

extension SQLValue {
    fileprivate init?(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .blob([UInt8](data))
        case .double: return nil
        }
    }

    fileprivate var databaseValue: DatabaseValue {
        switch self {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }
}

extension DatabaseValue {
    fileprivate var kind: String {
        switch storage {
        case .null: "null"
        case .int64: "integer"
        case .string: "text"
        case .blob: "blob"
        case .double: "real"
        }
    }
}

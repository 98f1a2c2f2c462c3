import GRDB

/// Why a database did not do what was asked. Only `broken` and `notDurable` condemn the file until the process restarts.
package enum DatabaseRefusal: Error, Equatable, Sendable {
    /// No room left: nothing of the transaction was kept; works again when room returns.
    case diskFull
    /// An I/O error or a damaged file: what is on disk is no longer known, so nothing more is served from it.
    case broken(reason: String)
    /// `PRAGMA synchronous` read back from the open connection is not FULL (2) nor EXTRA (3).
    case notDurable(synchronous: Int)
    /// The file bears a migration that this program does not have: it was opened by a newer one.
    case newerSchema(migration: String)
    /// A constraint of the schema said no. `detail` is SQLite's, it names the column.
    case constraint(Constraint, detail: String)
    case missingColumn(String)
    case wrongType(column: String, found: String)
    /// A mistake in the statement or its bindings.
    case statement(code: Int, message: String)

    package enum Constraint: Equatable, Sendable { case unique, foreignKey, check, notNull, datatype, trigger, other }
}

/// What was seen go wrong inside a closure, even if the closure swallowed it.
final class FailureNote {
    private(set) var fatal: DatabaseRefusal?

    func note(_ error: any Error) -> DatabaseRefusal {
        let refusal = translated(error) as? DatabaseRefusal ?? .statement(code: 0, message: "\(error)")
        if case .broken = refusal, fatal == nil { fatal = refusal }
        return refusal
    }
}

/// GRDB's errors become ours; any other error goes through untouched.
func translated(_ error: any Error) -> any Error {
    guard let error = error as? DatabaseError else { return error }
    let message = error.message ?? "no message"
    switch error.resultCode {
    case .SQLITE_FULL: return DatabaseRefusal.diskFull
    case .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_PROTOCOL:
        return DatabaseRefusal.broken(reason: "\(error.extendedResultCode): \(message)")
    case .SQLITE_CONSTRAINT: return DatabaseRefusal.constraint(constraint(error.extendedResultCode), detail: message)
    default: return DatabaseRefusal.statement(code: Int(error.extendedResultCode.rawValue), message: message)
    }
}

private func constraint(_ code: ResultCode) -> DatabaseRefusal.Constraint {
    switch code {
    case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: .unique
    case .SQLITE_CONSTRAINT_FOREIGNKEY: .foreignKey
    case .SQLITE_CONSTRAINT_CHECK: .check
    case .SQLITE_CONSTRAINT_NOTNULL: .notNull
    case .SQLITE_CONSTRAINT_TRIGGER: .trigger
    case ResultCode(rawValue: 3091): .datatype  // SQLITE_CONSTRAINT_DATATYPE, of STRICT tables
    default: .other
    }
}

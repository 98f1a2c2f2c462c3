import GRDB

/// Which migrations the file bears, in the order they were applied. Each is applied in one transaction with its record.
struct MigrationTable {
    let database: GRDB.Database

    func bring(to wanted: [Migration]) throws {
        try database.execute(sql: "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT")
        let borne = try String.fetchAll(database, sql: "SELECT name FROM migration ORDER BY number")
        let known = Set(wanted.map(\.name))
        if let stranger = borne.first(where: { !known.contains($0) }) { throw DatabaseRefusal.newerSchema(migration: stranger) }
        for migration in wanted where !borne.contains(migration.name) {
            try database.inTransaction(.immediate) {
                for statement in migration.statements { try database.execute(sql: statement) }
                try database.execute(sql: "INSERT INTO migration (name) VALUES (?)", arguments: [migration.name])
                return .commit
            }
        }
    }
}

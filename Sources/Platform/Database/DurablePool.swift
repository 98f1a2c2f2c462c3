import GRDB

/// Opens a pool that keeps its word. GRDB sets `synchronous = NORMAL` on the writer after every hook, so durability is set
/// once the pool is open and read back. The log is emptied before anything is served: after an I/O error in an earlier life
/// the cached pages may differ from the disk, and a checkpoint at FULL writes them again.
enum DurablePool {
    static func open(path: String, migrations: [Migration]) throws -> DatabasePool {
        let pool = try DatabasePool(path: path, configuration: configuration)
        let level = try pool.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 1000")
            try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            return try Int.fetchOne(database, sql: "PRAGMA synchronous") ?? 0
        }
        guard 2...3 ~= level else { throw DatabaseRefusal.notDurable(synchronous: level) }
        try pool.writeWithoutTransaction { try MigrationTable(database: $0).bring(to: migrations) }
        return pool
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -256; PRAGMA trusted_schema = OFF") }
        return configuration
    }
}

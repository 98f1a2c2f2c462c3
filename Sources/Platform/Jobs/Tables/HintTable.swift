import Database
import Values

/// SQL of the wake-up hints, in the instance database: one row a tenant that may have events.
enum HintTable {
    /// A generation tells a hint from the one that was written over it meanwhile.
    static func mark(_ tenant: TenantID, in transaction: Transaction<WholeInstance>) throws -> Int64 {
        try transaction.first(markTenant, ["tenant": tenant]) { try $0.get("generation") } ?? 0
    }

    private static let markTenant: SQL = """
        INSERT INTO wake_up (tenant, generation)
        VALUES (:tenant, 1)
        ON CONFLICT (tenant) DO UPDATE SET generation = wake_up.generation + 1
        RETURNING generation
        """

    static func clear(_ tenant: TenantID, generation: Int64, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(clearTenant, ["tenant": tenant, "generation": generation])
    }

    private static let clearTenant: SQL = "DELETE FROM wake_up WHERE tenant = :tenant AND generation = :generation"

    static func all(in reader: Reader<WholeInstance>) throws -> [(tenant: TenantID, generation: Int64)] {
        try reader.rows(allTenants, [:]) { (try $0.get("tenant"), try $0.get("generation")) }
    }

    // Read once, at start: the whole table is what is wanted.
    private static let allTenants: SQL = "SELECT tenant, generation FROM wake_up ORDER BY tenant"

    static let migration = Migration(
        "jobs-instance-0001",
        [
            """
            CREATE TABLE wake_up (
                tenant TEXT PRIMARY KEY,
                generation %int% NOT NULL
            ) %strict%
            """
        ])
}

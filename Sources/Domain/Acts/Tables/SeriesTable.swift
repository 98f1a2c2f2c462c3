import Database

/// SQL of the series of numbers, one a register and year.
enum SeriesTable {
    /// 0 before the first.
    static func last(of register: Register, year: Int, in reader: Reader<OneTenant>) throws -> Int {
        try reader.first(lastOf, ["register": register.rawValue, "year": year]) { try $0.get("last") } ?? 0
    }

    private static let lastOf: SQL = "SELECT last FROM act_series WHERE register = :register AND year = :year"

    static func set(_ number: RegisterNumber, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(
            setLast, ["register": number.register.rawValue, "year": number.year, "last": number.sequence])
    }

    private static let setLast: SQL = """
        INSERT INTO act_series (register, year, last)
        VALUES (:register, :year, :last)
        ON CONFLICT (register, year) DO UPDATE SET last = :last
        """

    static let queries: [SQL] = [lastOf]
}

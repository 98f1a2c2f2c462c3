import Database
import Values

/// SQL of people and mandates, in the authority's database.
enum PersonTable {
    static func insert(_ person: Person, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(
            insertPerson,
            [
                "id": person.id, "civility": person.civility.rawValue, "given_name": person.givenName.description,
                "family_name": person.familyName.description, "title": person.title.description,
            ])
    }

    private static let insertPerson: SQL = """
        INSERT INTO person (id, civility, given_name, family_name, title)
        VALUES (:id, :civility, :given_name, :family_name, :title)
        """

    static func one(_ id: PersonID, in reader: Reader<OneTenant>) throws -> Person? { try reader.first(byID, ["id": id], Person.init) }

    private static let byID: SQL = "SELECT id, civility, given_name, family_name, title FROM person WHERE id = :id"

    static func all(limit: Int, in reader: Reader<OneTenant>) throws -> [Person] { try reader.rows(byName, ["limit": limit], Person.init) }

    // Index person_name(family_name, given_name, id) gives this order.
    private static let byName: SQL = """
        SELECT id, civility, given_name, family_name, title
          FROM person
         WHERE family_name >= ''
         ORDER BY family_name, given_name, id
         LIMIT :limit
        """

    static func insert(_ mandate: Mandate, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(
            insertMandate,
            [
                "id": mandate.id, "person": mandate.person, "function": mandate.function.rawValue, "start": mandate.start,
                "finish": mandate.end,
            ])
    }

    private static let insertMandate: SQL = """
        INSERT INTO mandate (id, person, function, start, finish)
        VALUES (:id, :person, :function, :start, :finish)
        """

    static func mandate(_ id: MandateID, in reader: Reader<OneTenant>) throws -> Mandate? {
        try reader.first(mandateByID, ["id": id], Mandate.init)
    }

    private static let mandateByID: SQL = "SELECT id, person, function, start, finish FROM mandate WHERE id = :id"

    static func mandates(of person: PersonID, in reader: Reader<OneTenant>) throws -> [Mandate] {
        try reader.rows(mandatesOf, ["person": person], Mandate.init)
    }

    // Index mandate_person(person, start) answers this in order.
    private static let mandatesOf: SQL = """
        SELECT id, person, function, start, finish
          FROM mandate
         WHERE person = :person
         ORDER BY start
        """

    static func end(_ mandate: MandateID, on day: CivilDate, in transaction: Transaction<OneTenant>) throws -> Bool {
        try transaction.execute(endMandate, ["id": mandate, "day": day]) == 1
    }

    private static let endMandate: SQL = "UPDATE mandate SET finish = :day WHERE id = :id"

    static let queries: [SQL] = [byID, byName, mandateByID, mandatesOf, endMandate]
}

extension Person {
    fileprivate init(_ row: Row) throws {
        guard let civility = Civility(rawValue: try row.get("civility")) else {
            throw DatabaseRefusal.wrongType(column: "civility", found: "another word")
        }
        self.init(
            id: try row.get("id"), civility: civility, givenName: try PlainText(row.get("given_name")),
            familyName: try PlainText(row.get("family_name")), title: try PlainText(row.get("title")))
    }
}

extension Mandate {
    init(_ row: Row) throws {
        guard let function = MandateFunction(rawValue: try row.get("function")) else {
            throw DatabaseRefusal.wrongType(column: "function", found: "another word")
        }
        self.init(
            id: try row.get("id"), person: try row.get("person"), function: function, start: try row.get("start"),
            end: try row.get("finish"))
    }
}

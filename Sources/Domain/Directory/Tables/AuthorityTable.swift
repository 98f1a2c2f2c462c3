import Database
import Values

/// SQL of authorities, in the instance database.
enum AuthorityTable {
    static func insert(_ authority: Authority, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(
            insertAuthority,
            [
                "id": authority.id, "slug": authority.slug.description, "name": authority.name.description,
                "legal_name": authority.legalName.description, "siren": authority.siren.description, "kind": authority.kind.rawValue,
                "nature_code": authority.natureCode, "department": authority.department, "district": authority.district,
                "zone": authority.zone.rawValue, "population": authority.population, "return_address": authority.returnAddress,
            ])
    }

    private static let insertAuthority: SQL = """
        INSERT INTO authority (id, slug, name, legal_name, siren, kind, nature_code, department, district, zone, population, return_address)
        VALUES (:id, :slug, :name, :legal_name, :siren, :kind, :nature_code, :department, :district, :zone, :population, :return_address)
        """

    static func one(_ id: TenantID, in reader: Reader<WholeInstance>) throws -> Authority? {
        try reader.first(byID, ["id": id], Authority.init)
    }

    private static let byID: SQL = """
        SELECT id, slug, name, legal_name, siren, kind, nature_code, department, district, zone, population, return_address
          FROM authority
         WHERE id = :id
        """

    static func one(slug: Slug, in reader: Reader<WholeInstance>) throws -> Authority? {
        try reader.first(bySlug, ["slug": slug.description], Authority.init)
    }

    private static let bySlug: SQL = """
        SELECT id, slug, name, legal_name, siren, kind, nature_code, department, district, zone, population, return_address
          FROM authority
         WHERE slug = :slug
        """

    /// In order of short name, after `slug`.
    static func page(after slug: String, limit: Int, in reader: Reader<WholeInstance>) throws -> [Authority] {
        try reader.rows(afterSlug, ["slug": slug, "limit": limit], Authority.init)
    }

    // The unique index of slug answers this in order.
    private static let afterSlug: SQL = """
        SELECT id, slug, name, legal_name, siren, kind, nature_code, department, district, zone, population, return_address
          FROM authority
         WHERE slug > :slug
         ORDER BY slug
         LIMIT :limit
        """

    static let queries: [SQL] = [byID, bySlug, afterSlug]
}

extension Authority {
    fileprivate init(_ row: Row) throws {
        guard let slug = Slug(try row.get("slug")), let siren = Siren(try row.get("siren")),
            let kind = LegalForm(rawValue: try row.get("kind")), let zone = Zone(rawValue: try row.get("zone"))
        else { throw DatabaseRefusal.wrongType(column: "authority", found: try row.get("slug")) }
        try self.init(
            id: row.get("id"), slug: slug, name: PlainText(row.get("name")), legalName: PlainText(row.get("legal_name")), siren: siren,
            kind: kind, natureCode: row.get("nature_code"), department: row.get("department"), district: row.get("district"), zone: zone,
            population: row.get("population"), returnAddress: row.get("return_address"))
    }
}

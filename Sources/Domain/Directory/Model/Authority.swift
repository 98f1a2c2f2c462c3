package import Values

/// A local authority (collectivité), as the instance knows it: the tenant of everything else.
package struct Authority: Hashable, Sendable {
    package let id: TenantID
    package let slug: Slug
    /// As people say it: Sainte-Aubierge-des-Landes.
    package let name: PlainText
    /// As papers print it: Commune de Sainte-Aubierge-des-Landes.
    package let legalName: PlainText
    package let siren: Siren
    package let kind: LegalForm
    /// Two digits of the @CTES list of emitters (31 commune, 44 communauté de communes…).
    package let natureCode: String
    /// Three characters, as @CTES writes them: `040`, `02A`, `971`.
    package let department: String
    /// The arrondissement, one digit.
    package let district: String
    package let zone: Zone
    package let population: Int
    /// Where the prefecture's answers are sent (@CTES `AdressesRetour`).
    package let returnAddress: String

    package init(
        id: TenantID, slug: Slug, name: PlainText, legalName: PlainText, siren: Siren, kind: LegalForm, natureCode: String,
        department: String, district: String, zone: Zone, population: Int, returnAddress: String
    ) throws(AuthorityRefusal) {
        guard natureCode.utf8.count == 2, natureCode.utf8.allSatisfy(isDigit) else { throw .natureCode(natureCode) }
        guard Authority.isDepartment(department) else { throw .department(department) }
        guard district.utf8.count == 1, district.utf8.allSatisfy(isDigit) else { throw .district(district) }
        guard population >= 0 else { throw .population(population) }
        (self.id, self.slug, self.name, self.legalName, self.siren) = (id, slug, name, legalName, siren)
        (self.kind, self.natureCode, self.department, self.district) = (kind, natureCode, department, district)
        (self.zone, self.population, self.returnAddress) = (zone, population, returnAddress)
    }

    /// `0dd`, `02A`, `02B` or `97d`; the schema's own class would also let a bar through.
    private static func isDepartment(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 3, let first = bytes.first, first == 0x30 || first == 0x39 else { return false }
        return text == "02A" || text == "02B" || bytes.allSatisfy(isDigit)
    }
}

package enum LegalForm: String, Sendable, CaseIterable {
    case commune, epci, syndicate, department, region, other
}

/// Why an authority was not registered; the value is the one that was given.
package enum AuthorityRefusal: Error, Equatable, Sendable {
    case slug(String)
    case natureCode(String)
    case department(String)
    case district(String)
    case population(Int)
    /// Another authority of this instance has this short name.
    case slugTaken(String)
}

/// The short name of an authority in addresses and in the origin of its journal: no space, no `+`, no case.
package struct Slug: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard 1...63 ~= bytes.count, bytes.first != 0x2d, bytes.last != 0x2d,
            bytes.allSatisfy({ isDigit($0) || 0x61...0x7a ~= $0 || $0 == 0x2d })
        else { return nil }
        description = text
    }
}

func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

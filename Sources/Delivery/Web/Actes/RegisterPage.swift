import Acts
import Application
import Directory
import Values

/// One year of one register, in order of number.
struct RegisterPage {
    private static let pageSize = 100

    private let desk: Desk
    private let year: Int
    private let register: Register
    private let acts: [ActSummary]
    private let hasMore: Bool

    init(_ desk: Desk, year: Int, _ query: Form) async throws {
        let register = query["registre"].flatMap(Register.init) ?? .deliberations
        let start = query["apres"].flatMap { Int($0) }.map { min(max($0, 0), RegisterNumber.sequenceMax) } ?? 0
        let found = try await desk.office.acts.register(
            register, year: year, after: start, limit: RegisterPage.pageSize + 1, for: desk.viewer)
        (self.desk, self.year, self.register) = (desk, year, register)
        acts = Array(found.prefix(RegisterPage.pageSize))
        hasMore = found.count > RegisterPage.pageSize
    }

    var page: Page {
        Page("Registre de \(year)", at: .acts, density: .dense, width: .wide, content: content)
    }

    private var content: HTML {
        let all = Register.allCases.map { Tab(French.name($0), link($0), isCurrent: $0 == register) }
        let years = buttons([
            LinkButton("\(year - 1)", .prev, to: "/actes/registre/\(year - 1)", object: "registre de l’année précédente").html,
            LinkButton("\(year + 1)", .next, to: "/actes/registre/\(year + 1)", object: "registre de l’année suivante").html,
        ])
        return """
            \(crumbs([("Actes", "/actes")], here: "Registre"))
            \(head("Registre de \(year) : \(French.name(register).lowercased())", lead: lead, years))
            \(tabs("Registres", all))
            \(acts.isEmpty ? nothing : ActTable.html("Registre, par numéro", acts, year: year))
            \(further)
            """
    }

    private var lead: String {
        "Une suite de numéros par année, sans trou : chaque dépôt prend le suivant, même s’il est refusé plus tard."
    }

    private func link(_ register: Register, after sequence: Int = 0) -> Link {
        let start = sequence > 0 ? [("apres", "\(sequence)")] : []
        return ("/actes/registre/\(year)" as Link).query([("registre", register.rawValue)] + start)
    }

    private var further: HTML {
        guard hasMore, let last = acts.last else { return .none }
        return buttons([LinkButton("Numéros suivants", .next, to: link(register, after: last.number.sequence)).html])
    }

    private var nothing: HTML {
        empty(.act, "Aucun acte", "Le premier dépôt de ce registre en \(year) prendra le numéro 1.")
    }
}

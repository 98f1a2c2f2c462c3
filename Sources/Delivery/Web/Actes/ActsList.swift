import Acts
import Application
import Directory
import Values

/// All that was decided, and where each act stands.
struct ActsList {
    private static let pageSize = 50

    private let desk: Desk
    private let phase: ActPhase?
    private let acts: [ActSummary]
    private let next: ActCursor?
    private let counts: [ActPhase: Int]

    init(_ desk: Desk, _ query: Form) async throws {
        let service = desk.office.acts
        let phase = query["etat"].flatMap { text in ActPhase.allCases.first { ActsList.word($0) == text } }
        let cursor = query["avant"].flatMap { ActCursor(text: $0) }
        let found = try await service.page(for: desk.viewer, in: phase, before: cursor, limit: ActsList.pageSize + 1)
        (self.desk, self.phase) = (desk, phase)
        acts = Array(found.prefix(ActsList.pageSize))
        next = found.count > ActsList.pageSize ? acts.last?.cursor : nil
        counts = desk.viewer.followsAllPapers ? try await service.counts() : [:]
    }

    /// As a filter is called.
    static func name(_ phase: ActPhase) -> String {
        switch phase {
        case .deposited: "Déposés"
        case .inCircuit: "En circuit"
        case .signed: "Signés"
        case .bundled: "Prêts à transmettre"
        case .refused: "Refusés"
        }
    }

    /// As an address writes it.
    static func word(_ phase: ActPhase) -> String {
        switch phase {
        case .deposited: "deposes"
        case .inCircuit: "en-circuit"
        case .signed: "signes"
        case .bundled: "prets"
        case .refused: "refuses"
        }
    }

    var page: Page { Page("Actes", at: .acts, density: .dense, width: .wide, content: content) }

    private var content: HTML {
        let follows = desk.viewer.followsAllPapers
        let acts: [HTML] =
            follows
            ? [
                LinkButton("Registre de \(desk.today.year)", .act, to: "/actes/registre/\(desk.today.year)").html,
                LinkButton("Déposer un acte", .plus, .main, to: "/parapheur/nouveau").html,
            ] : []
        let lead =
            follows
            ? "Tout ce que la collectivité a décidé, et où en est chaque acte." : "Les actes que vous avez déposés, visés ou signés."
        return """
            \(head("Actes", lead: lead, follows ? buttons(acts) : nil))
            \(tabs("États", filters))
            \(self.acts.isEmpty ? nothing : list)
            """
    }

    private var filters: [Tab] {
        let all = Tab("Tous", "/actes", isCurrent: phase == nil)
        return [all]
            + ActPhase.allCases.map { each in
                let count = desk.viewer.followsAllPapers ? counts[each] ?? 0 : nil
                return Tab(ActsList.name(each), link(each), count: count, isCurrent: phase == each)
            }
    }

    private func link(_ phase: ActPhase) -> Link { ("/actes" as Link).query([("etat", ActsList.word(phase))]) }

    private var list: HTML {
        let further: HTML? = next.map { cursor in
            let filter = phase.map { [("etat", ActsList.word($0))] } ?? []
            return LinkButton("Actes plus anciens", .next, to: ("/actes" as Link).query(filter + [("avant", cursor.text)])).html
        }
        return ActTable.html("Actes, les plus récents d’abord", acts, year: desk.today.year) + (further.map { buttons([$0]) } ?? .none)
            + keyLine([(["j", "k"], "descendre, monter"), (["Entrée"], "ouvrir")])
    }

    private var nothing: HTML {
        let deposit: HTML? =
            desk.viewer.followsAllPapers ? LinkButton("Déposer un acte", .plus, to: "/parapheur/nouveau").html : nil
        return phase == nil
            ? empty(.act, "Aucun acte", "Les actes apparaissent ici dès leur dépôt, avec leur numéro.", deposit)
            : empty(
                .search, "Aucun acte dans cet état", "Les autres états sont dans les onglets.",
                LinkButton("Tous les actes", to: "/actes").html)
    }
}

/// The same lines in the list and in a register.
enum ActTable {
    static func html(_ caption: String, _ acts: [ActSummary], year: Int) -> HTML {
        Table(
            caption,
            [
                .init("Numéro", isTight: true), .init("Objet"), .init("Nature", isTight: true), .init("Date", isTight: true),
                .init("État", isTight: true),
            ],
            acts.map { act in
                let place: Link = "/actes/\(act.number.internalNumber)"
                return Table.Row([
                    "<span class=\"mono\">\(act.number.internalNumber)</span>",
                    "<a class=\"title-link\" href=\"\(place)\">\(French.typeset(act.title.description))</a>",
                    "\(French.name(act.nature))", "\(French.shortDate(act.date, year: year))", .state(act.phase),
                ])
            }
        ).html
    }
}

extension ActCursor {
    var text: String { "\(at.milliseconds)_\(id)" }

    init?(text: String) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]), let id = ActID(String(parts[1])) else { return nil }
        self.init(at: Instant(milliseconds: milliseconds), id: id)
    }
}

import Application
import Directory
import Parapheur
import Values

/// The four views of the parapheur. What waits for me is by age; the others are by page, newest first.
struct DossierList {
    private static let pageSize = 50
    private static let waitingMax = 100

    enum View: String, CaseIterable {
        case mine = "a-traiter"
        case followed = "suivis"
        case completed = "termines"
        case refused = "refuses"

        var name: String {
            switch self {
            case .mine: "À traiter"
            case .followed: "Suivis"
            case .completed: "Terminés"
            case .refused: "Refusés"
            }
        }

        var link: Link { self == .mine ? "/parapheur" : ("/parapheur" as Link).query([("vue", rawValue)]) }
    }

    private let desk: Desk
    private let view: View
    private let names: Names
    private let dossiers: [DossierSummary]
    private let next: DossierCursor?

    init(_ desk: Desk, _ query: Form) async throws {
        let parapheur = desk.office.parapheur
        let view = query["vue"].flatMap(View.init) ?? .mine
        let cursor = query["avant"].flatMap { DossierCursor(text: $0) }
        (self.desk, self.view) = (desk, view)
        names = try await desk.names()
        let phase: DossierPhase? =
            switch view {
            case .mine: nil
            case .followed: .waiting
            case .completed: .completed
            case .refused: .refused
            }
        guard let phase else {
            dossiers = try await parapheur.waiting(for: desk.person.id, limit: DossierList.waitingMax)
            next = nil
            return
        }
        let found = try await parapheur.page(for: desk.viewer, in: phase, before: cursor, limit: DossierList.pageSize + 1)
        dossiers = Array(found.prefix(DossierList.pageSize))
        next = found.count > DossierList.pageSize ? dossiers.last?.cursor : nil
    }

    var page: Page {
        Page("Parapheur", at: .parapheur, density: desk.viewer.followsAllPapers ? .dense : .plain, width: .wide, content: content)
    }

    private var content: HTML {
        let deposit: HTML? =
            desk.viewer.followsAllPapers ? LinkButton("Déposer un acte", .plus, .main, to: "/parapheur/nouveau").html : nil
        let lead = French.count(desk.waiting, "dossier vous attend", "dossiers vous attendent") + ". Le plus ancien est en haut."
        let views = View.allCases.map { Tab($0.name, $0.link, count: $0 == .mine ? desk.waiting : nil, isCurrent: $0 == view) }
        return """
            \(head("Parapheur", lead: desk.waiting == 0 ? "Aucun dossier ne vous attend." : lead, deposit))
            \(tabs("Vues du parapheur", views))
            \(dossiers.isEmpty ? nothing : list)
            """
    }

    private var list: HTML {
        let further: HTML? = next.map { cursor in
            LinkButton("Dossiers plus anciens", .next, to: ("/parapheur" as Link).query([("vue", view.rawValue), ("avant", cursor.text)]))
                .html
        }
        let more: HTML? =
            view == .mine && desk.waiting > dossiers.count
            ? "<p class=\"note\">Les \(French.grouped(dossiers.count)) plus anciens sont montrés ; les autres suivront.</p>"
            : nil
        return """
            \(table.html)\(further.map { buttons([$0]) })\(more)
            \(keyLine([(["j", "k"], "descendre, monter"), (["Entrée"], "ouvrir")]))
            """
    }

    private var table: Table {
        let isMine = view == .mine
        return Table(
            "Dossiers : " + view.name.lowercased(),
            [
                .init("Dossier"), .init("Vient de"), .init(isMine ? "Reçu" : "Déposé", isTight: true),
                .init(view == .followed ? "Chez" : isMine ? "Ce qu’on attend" : "État", isTight: true),
            ],
            dossiers.map(row))
    }

    private func row(_ dossier: DossierSummary) -> Table.Row {
        let pages = dossier.pages.map { ", " + French.count($0, "page", "pages") } ?? ""
        let date = view == .mine ? desk.day(dossier.waitingSince ?? dossier.openedAt) : desk.day(dossier.openedAt)
        let state: HTML =
            switch (view, dossier.holder) {
            case (.mine, _): dossier.asked.map(HTML.state) ?? HTML.state(dossier.phase)
            case (.followed, let holder?): "<div>\(names.name(holder)) \(dossier.asked.map(HTML.state))</div>"
            case (_, _): HTML.state(dossier.phase)
            }
        return Table.Row([
            """
            <a class="title-link" href="\("/parapheur/\(dossier.id)" as Link)">\(French.typeset(dossier.title.description))</a>\
            <span class="sub">\(French.name(dossier.type) + pages)</span>
            """,
            "\(names.name(dossier.depositor))", "\(French.near(date, today: desk.today))", state,
        ])
    }

    private var nothing: HTML {
        switch view {
        case .mine:
            empty(
                .check, "Rien ne vous attend", "Les dossiers qui demanderont votre visa ou votre signature arriveront ici.",
                LinkButton("Voir les dossiers suivis", to: View.followed.link).html)
        case .followed:
            empty(.clock, "Aucun dossier en circuit", "Les dossiers que vous avez déposés, ou dont vous êtes une étape, se suivent ici.")
        case .completed: empty(.sign, "Aucun dossier terminé", "Un dossier signé vient se ranger ici, avec son historique.")
        case .refused: empty(.back, "Aucun dossier refusé", "Un dossier refusé vient ici avec son motif.")
        }
    }
}

extension DossierCursor {
    var text: String { "\(at.milliseconds)_\(id)" }

    init?(text: String) {
        let parts = text.split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int64(parts[0]), let id = DossierID(String(parts[1])) else { return nil }
        self.init(at: Instant(milliseconds: milliseconds), id: id)
    }
}

import Acts
import Application
import Directory
import Parapheur
import Values

/// One dossier: the document first, the decision at the bottom of the screen, the path and the files beside.
struct DossierPage {
    private static let neighboursMax = 100

    private let dossier: Dossier
    private let desk: Desk
    private let names: Names
    private let history: [HistoryEntry]
    private let act: Act?
    private let waiting: [DossierSummary]
    private let pane: HTML
    private let decision: Decision?
    private let receipt: HTML
    private let alert: Sentence?

    init(_ dossier: Dossier, _ desk: Desk, _ request: ReadingPane.Request, receipt: String? = nil, alert: Sentence? = nil) async throws {
        (self.dossier, self.desk, self.alert) = (dossier, desk, alert)
        names = try await desk.names()
        history = try await desk.office.parapheur.history(of: dossier.id, for: desk.viewer)
        act = if let id = Act.id(origin: dossier.origin) { try await desk.office.acts.act(id, for: desk.viewer) } else { nil }
        waiting = try await desk.office.parapheur.waiting(for: desk.person.id, limit: DossierPage.neighboursMax)
        pane = await ReadingPane(dossier, desk.office, request).html()
        decision = try await Decision(dossier, desk)
        let given = DecisionReceipt(dossier, desk, names, history, act, next: waiting.first { $0.id != dossier.id })
        self.receipt = receipt.map(given.html) ?? .none
    }

    var page: Page {
        Page(
            title, at: .parapheur, density: desk.isElected ? .plain : .dense, width: .wide, isRefused: alert != nil, content: content)
    }

    private var title: String { French.typeset(dossier.title.description) }

    private var content: HTML {
        let wrong = alert.map { message(.stop, French.typeset($0.problem) + ".", "\(French.typeset($0.remedy))", isAlert: true) }
        return """
            \(crumbs([("Parapheur", "/parapheur")], here: here))
            \(head(title, lead: lead, neighbours))
            \(wrong)\(receipt)
            <div class="aside"><div>\(pane)\(decision?.html)</div>
            <div class="flow-l">\(section("chemin", "Le chemin du dossier", class: "flow-s", stages.html))\
            \(DossierFiles(dossier).html)</div></div>
            """
    }

    private var stages: CircuitStages { CircuitStages(dossier, desk, names, history, act) }

    private var place: Int? { waiting.firstIndex { $0.id == dossier.id } }

    private var here: String {
        guard let place else { return act.map { "Acte " + $0.number.internalNumber } ?? "Dossier" }
        return "Dossier \(place + 1) sur \(French.grouped(desk.waiting))"
    }

    private var lead: String {
        var text = French.name(dossier.type)
        if let pages = dossier.document.pages { text += ", " + French.count(pages, "page", "pages") }
        if !dossier.annexes.isEmpty { text += " et " + French.count(dossier.annexes.count, "annexe", "annexes") }
        return text + ". Déposé par " + names.full(dossier.depositor) + "."
    }

    private var neighbours: HTML? {
        guard let place, waiting.count > 1 else { return nil }
        var links: [HTML] = []
        if place > 0 { links.append(LinkButton("Précédent", .prev, to: "/parapheur/\(waiting[place - 1].id)", object: "dossier").html) }
        if place + 1 < waiting.count {
            links.append(LinkButton("Suivant", .next, to: "/parapheur/\(waiting[place + 1].id)", object: "dossier").html)
        }
        return buttons(links)
    }
}

/// The files of a dossier, to keep and to read elsewhere.
struct DossierFiles {
    private let dossier: Dossier

    init(_ dossier: Dossier) { self.dossier = dossier }

    var html: HTML {
        var rows = [row(dossier.document, "Document déposé")]
        if let signed = dossier.signed { rows.insert(row(signed, "Document signé"), at: 0) }
        rows += dossier.annexes.map { row($0, "Annexe") }
        return section("fichiers", "Fichiers", class: "leaf", items(rows))
    }

    private func row(_ file: DossierDocument, _ kind: String) -> HTML {
        let pages = file.pages.map { ", " + French.count($0, "page", "pages") } ?? ""
        let link = LinkButton(
            "Télécharger", .down, .bare, to: "/parapheur/\(dossier.id)/fichiers/\(file.digest)",
            object: kind.lowercased() + " " + file.name.description, isDownload: true)
        return item(file.name.description, nil, sub: kind + ", " + French.size(file.sizeBytes) + pages, link.html)
    }
}

import Acts
import Application
import Directory
import Parapheur

/// What waits for somebody, most pressing first; then, for those who follow every paper, how the authority's papers stand.
struct AccueilPage {
    private static let nextMax = 5
    private static let doneMax = 3

    private let desk: Desk
    private let names: Names
    private let waiting: [DossierSummary]
    private let done: [DossierSummary]
    private let followed: [DossierSummary]
    private let counts: [ActPhase: Int]

    init(_ desk: Desk) async throws {
        let parapheur = desk.office.parapheur
        self.desk = desk
        names = try await desk.names()
        waiting = try await parapheur.waiting(for: desk.person.id, limit: AccueilPage.nextMax + 1)
        done = try await parapheur.page(for: desk.viewer, in: .completed, limit: AccueilPage.doneMax)
        followed = try await parapheur.page(for: desk.viewer, in: .waiting, limit: AccueilPage.nextMax)
        counts = desk.viewer.followsAllPapers ? try await desk.office.acts.counts() : [:]
    }

    var page: Page { Page("Accueil", at: .home, density: desk.isElected ? .roomy : .plain, content: content) }

    private var content: HTML {
        let name = French.greeting(desk.person.civility) + " " + desk.person.familyName.description
        let fact =
            desk.waiting == 0
            ? "aucun dossier ne vous attend" : French.count(desk.waiting, "dossier vous attend", "dossiers vous attendent")
        let day = French.longDate(desk.today)
        let side = desk.viewer.followsAllPapers ? figures : next
        return """
            \(head("Bonjour " + name + ", " + fact + ".", over: day.prefix(1).uppercased() + day.dropFirst()))
            <div class="aside"><div class="flow-l">\(first)\(following)\(recent)</div><div class="flow-l stay">\(side)</div></div>
            """
    }

    private var first: HTML {
        guard let dossier = waiting.first else {
            return empty(
                .check, "Rien ne vous attend",
                "Quand un dossier demandera votre visa ou votre signature, il apparaîtra ici, le plus ancien en premier.",
                LinkButton("Voir les dossiers suivis", to: ("/parapheur" as Link).query([("vue", "suivis")])).html)
        }
        let isSignature = dossier.asked == .signature
        let act = LinkButton(
            isSignature ? "Lire et signer" : "Lire et viser", isSignature ? .sign : .visa, .main, to: "/parapheur/\(dossier.id)",
            isBig: true)
        let all = LinkButton(desk.waiting > 1 ? "Voir les \(French.grouped(desk.waiting)) dossiers" : "Voir le parapheur", to: "/parapheur")
        return """
            <section class="leaf first flow" aria-labelledby="premier"><div class="row between"><h2 id="premier">Le plus pressé</h2>\
            \(dossier.asked.map(HTML.state))</div>
            <p><a class="title-link" href="/parapheur/\(Link.encoded("\(dossier.id)"))">\(French.typeset(dossier.title.description))</a>\
            <span class="sub">\(sub(dossier))</span></p>\(buttons([act.html, all.html], isFull: true))</section>
            """
    }

    private var following: HTML {
        let rest = waiting.dropFirst()
        guard !rest.isEmpty else { return .none }
        return section("suite", "Ce qui vient après", items(rest.map(line)))
    }

    private var recent: HTML {
        if !done.isEmpty {
            return section(
                "fait", "Signés récemment",
                items(done.map { item(French.typeset($0.title.description), "/parapheur/\($0.id)", sub: sub($0), state: .state($0.phase)) })
            )
        }
        guard waiting.isEmpty, !followed.isEmpty else { return .none }
        return section("encours", "En circuit en ce moment", items(followed.map(line)))
    }

    private func line(_ dossier: DossierSummary) -> HTML {
        item(
            French.typeset(dossier.title.description), "/parapheur/\(dossier.id)", sub: sub(dossier),
            state: dossier.holder == desk.person.id ? dossier.asked.map(HTML.state) : HTML.state(dossier.phase))
    }

    private func sub(_ dossier: DossierSummary) -> String {
        let pages = dossier.pages.map { ", " + French.count($0, "page", "pages") } ?? ""
        let since = dossier.waitingSince.map { ", " + desk.received($0) } ?? ""
        return French.name(dossier.type) + pages + ". Déposé par " + names.name(dossier.depositor) + since + "."
    }

    private var figures: HTML {
        let rows = ActPhase.allCases.map { phase -> HTML in
            "<div><dt>\(ActsList.name(phase))</dt><dd>\(French.grouped(counts[phase] ?? 0))</dd></div>"
        }
        return """
            <section class="leaf flow" aria-labelledby="actes"><h2 id="actes">Les actes</h2><dl class="figures">\(HTML(rows))</dl>\
            \(buttons([
                LinkButton("Déposer un acte", .plus, waiting.isEmpty ? .main : .plain, to: "/parapheur/nouveau").html,
                LinkButton("Tous les actes", .act, to: "/actes").html,
            ], isFull: true))</section>
            """
    }

    private var next: HTML {
        """
        <section class="margin flow-s" aria-labelledby="aide"><h2 id="aide">Comment cela marche</h2>
        <p>Chaque dossier suit un chemin : des visas, puis une signature. Il apparaît ici quand vient votre tour.</p>
        <p>Un acte signé porte un numéro, une empreinte et une ligne au journal : chacun peut les vérifier.</p>
        <p><a href="/aide">Lire l’aide</a></p></section>
        """
    }
}

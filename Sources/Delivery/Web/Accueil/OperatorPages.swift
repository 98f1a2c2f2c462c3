import Directory
import Values

/// What an operator sees: which authorities are here. Never their papers.
enum OperatorHome {
    private static let lead = "Vous veillez sur le service. Les dossiers et les actes des collectivités ne vous sont pas ouverts."

    static let page = Page(
        "Accueil", at: .home,
        content: """
            \(head("Exploitation de la plateforme", lead: lead))
            \(items([item("Collectivités", "/exploitation/collectivites", sub: "Qui est servi ici, avec son SIREN et sa population")]))
            <p class="note">L’état du programme se lit avec la commande <code>tabellion journal verify</code> et aux adresses \
            /sante/vivant et \
            /sante/pret.</p>
            """)
}

struct AuthoritiesPage {
    static let linesMax = 100

    private let authorities: [Authority]
    private let hasMore: Bool

    init(_ listed: [Authority]) {
        authorities = Array(listed.prefix(AuthoritiesPage.linesMax))
        hasMore = listed.count > AuthoritiesPage.linesMax
    }

    var page: Page {
        Page("Collectivités", at: .authorities, density: .dense, width: .wide, content: content)
    }

    private var content: HTML {
        let title = French.count(authorities.count, "collectivité", "collectivités", none: "aucune") + (hasMore ? " sur cette page" : "")
        guard !authorities.isEmpty else {
            return head(title)
                + empty(.info, "Personne n’est encore servi ici", "Créez une première collectivité par la commande « tabellion tenant ».")
        }
        let table = Table(
            "Collectivités, par nom court",
            [
                .init("Collectivité"), .init("Forme", isTight: true), .init("SIREN", isTight: true), .init("Département", isTight: true),
                .init("Population", isNumber: true),
            ],
            authorities.map(row))
        let next: HTML? = authorities.last.flatMap { last in
            hasMore
                ? LinkButton("Suite", .next, to: ("/exploitation/collectivites" as Link).query([("apres", last.slug.description)])).html
                : nil
        }
        return head(title, lead: "Leurs dossiers et leurs actes ne sont pas ouverts à l’exploitation.") + table.html + (next ?? .none)
    }

    private func row(_ authority: Authority) -> Table.Row {
        Table.Row([
            "<span class=\"strong\">\(authority.name.description)</span><span class=\"sub\">\(authority.legalName.description)</span>",
            "\(French.name(authority.kind))", "<span class=\"mono\">\(authority.siren.description)</span>", "\(authority.department)",
            "\(French.grouped(authority.population))",
        ])
    }
}

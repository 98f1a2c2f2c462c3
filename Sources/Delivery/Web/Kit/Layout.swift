/// The skeleton of every page: skip link, bar, rail of sections, one `main`, foot. Pages give their content and say where they are.
package struct Page: Sendable {
    package enum Density: String, Sendable { case dense, plain, roomy }
    package enum Width: String, Sendable { case wrap, wide }

    /// What the tab of the browser shows before the authority's name.
    package var title: String
    package var place: Section?
    package var density = Density.plain
    package var width = Width.wrap
    /// A refused form: the title then begins with « Erreur : ».
    package var isRefused = false
    package var content: HTML

    package init(
        _ title: String, at place: Section? = nil, density: Density = .plain, width: Width = .wrap, isRefused: Bool = false, content: HTML
    ) {
        (self.title, self.place, self.density, self.width, self.isRefused, self.content) = (
            title, place, density, width, isRefused, content
        )
    }
}

/// A part of the product that exists, in the order of the rail.
package enum Section: CaseIterable, Sendable {
    case home, parapheur, acts, transmissions, authorities

    var link: Link {
        switch self {
        case .home: "/"
        case .parapheur: "/parapheur"
        case .acts: "/actes"
        case .transmissions: "/transmissions"
        case .authorities: "/exploitation/collectivites"
        }
    }

    var name: String {
        switch self {
        case .home: "Accueil"
        case .parapheur: "Parapheur"
        case .acts: "Actes"
        case .transmissions: "Transmissions"
        case .authorities: "Collectivités"
        }
    }

    var icon: Icon {
        switch self {
        case .home: .home
        case .parapheur: .sign
        case .acts: .act
        case .transmissions: .send
        case .authorities: .keys
        }
    }
}

/// What surrounds the content: whose house it is, who is reading, what waits. The same for all pages of one visit.
package struct Surroundings: Sendable {
    package var authority: String
    package var logo: Link
    /// Nil on public pages.
    package var reader: Reader?
    /// « Journal scellé à 9 h, page 48 212 »; nil when nothing is sealed yet.
    package var seal: String?

    package struct Reader: Sendable {
        package var name: String
        package var position: String
        /// Dossiers that wait for this person.
        package var waiting: Int
        package var theme: Theme
        /// What the rail shows to this person.
        package var sections: [Section]

        package init(
            name: String, position: String, waiting: Int, theme: Theme = .device, sections: [Section] = [.home, .parapheur, .acts]
        ) {
            (self.name, self.position, self.waiting, self.theme, self.sections) = (name, position, waiting, theme, sections)
        }
    }

    package enum Theme: String, Sendable { case device, light, dark }

    package init(authority: String, logo: Link, reader: Reader? = nil, seal: String? = nil) {
        (self.authority, self.logo, self.reader, self.seal) = (authority, logo, reader, seal)
    }

    package static let product = "Tabellion"
}

extension Page {
    /// The whole document.
    package func document(in surroundings: Surroundings) -> HTML {
        let reader = surroundings.reader
        let kind = reader == nil ? "app public" : "app has-nav"
        let room = density == .plain ? "" : " " + density.rawValue
        let shown = (isRefused ? "Erreur : " : "") + title + " – " + surroundings.authority
        return """
            <!DOCTYPE html>
            <html lang="fr"\(theme(reader))>
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(shown)</title>
            <link rel="icon" href="\(surroundings.logo)"><link rel="stylesheet" href="\(Assets.style)">
            <script src="\(Assets.script)" defer></script>
            </head>
            <body class="\(kind)\(room)">
            <a class="skip" href="#contenu">Aller au contenu</a>
            \(bar(surroundings))\(rail(surroundings))<main class="main" id="contenu" tabindex="-1"><div class="\(width.rawValue)">
            \(content)
            </div></main>
            \(foot(surroundings))
            </body>
            </html>

            """
    }

    private func theme(_ reader: Surroundings.Reader?) -> HTML? {
        guard let theme = reader?.theme, theme != .device else { return nil }
        return " data-theme=\"\(theme.rawValue)\""
    }

    private func brand(_ surroundings: Surroundings) -> HTML {
        let product: HTML? = surroundings.authority == Surroundings.product ? nil : " <small>\(Surroundings.product)</small>"
        return """
            <a class="brand" href="/"><img src="\(surroundings.logo)" alt="" width="40" height="40"><span>\(surroundings.authority)\
            \(product)</span></a>
            """
    }

    private func bar(_ surroundings: Surroundings) -> HTML {
        guard let reader = surroundings.reader else { return "<header class=\"bar\">\(brand(surroundings))</header>\n" }
        return """
            <header class="bar">
            <button type="button" class="menu" popovertarget="menu">\(Icon.menu) Menu</button>
            <a class="brand" href="/"><span>\(surroundings.authority)</span></a>
            <details class="menu-fold"><summary class="tool">\(Icon.user) \
            <span class="word">\(reader.name)<span class="sr">, mon compte</span></span></summary>
            <ul><li><p>\(reader.name), \(reader.position)</p></li>
            <li><button type="button" data-keys-switch aria-pressed="true">\(Icon.keys) Raccourcis d’une touche</button></li>
            <li><form method="post" action="/deconnexion"><button>\(Icon.door) Se déconnecter</button></form></li></ul></details>
            </header>

            """
    }

    private func rail(_ surroundings: Surroundings) -> HTML {
        guard let reader = surroundings.reader else { return .none }
        return """
            <nav class="nav" id="menu" popover aria-label="Rubriques"><div>
            \(brand(surroundings))
            <ul>
            \(HTML(reader.sections.map { entry($0, reader) }))</ul></div></nav>

            """
    }

    private func entry(_ section: Section, _ reader: Surroundings.Reader) -> HTML {
        let current: HTML? = section == place ? " aria-current=\"page\"" : nil
        let bubble: HTML? = section == .parapheur && reader.waiting > 0 ? waiting(reader.waiting) : nil
        return "<li><a href=\"\(section.link)\"\(current)>\(section.icon) \(section.name)\(bubble)</a></li>\n"
    }

    private func waiting(_ number: Int) -> HTML {
        let words = French.word(number, "dossier en attente", "dossiers en attente")
        return " <span class=\"count\">\(French.grouped(number))<span class=\"sr\"> \(words)</span></span>"
    }

    private func foot(_ surroundings: Surroundings) -> HTML {
        let seal: HTML? = surroundings.seal.map { "<span class=\"end\">\($0)</span>" }
        return """
            <footer class="foot"><a href="/accessibilite">Accessibilité : non conforme, évaluation en cours</a><a href="/aide">Aide</a>\
            <a href="/donnees-personnelles">Données personnelles</a>\(seal)</footer>
            """
    }
}

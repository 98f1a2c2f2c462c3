import Application
import ContentStore
import Directory
import DocumentTools
import Parapheur
import Values

/// The document on the blotter: pictures of its pages with their words over them, or the words alone. A few pages at a time, so that three
/// hundred weigh no more than four.
struct ReadingPane {
    /// What the address asks for.
    struct Request: Sendable {
        /// 0 is the document, then its annexes.
        let piece: Int
        let isText: Bool
        let first: Int
        let renderer: PageRenderer?

        init(_ query: Form, renderer: PageRenderer?) {
            piece = query["piece"].flatMap { Int($0) } ?? 0
            isText = query["vue"] == "texte"
            first = query["page"].flatMap { Int($0) } ?? 1
            self.renderer = renderer
        }
    }

    private static let pagesAtOnce = 4
    private static let textsAtOnce = 8
    /// Words of one view, as HTML; what is beyond waits for the next one.
    private static let wordsMax = 60_000

    private let dossier: Dossier
    private let office: Office
    private let request: Request
    private let pieces: [DossierDocument]
    private let piece: DossierDocument
    private let rank: Int

    init(_ dossier: Dossier, _ office: Office, _ request: Request) {
        (self.dossier, self.office, self.request) = (dossier, office, request)
        let main = dossier.signed ?? dossier.document
        pieces = [main] + dossier.annexes.filter { $0.pages != nil }
        rank = pieces.indices.contains(request.piece) ? request.piece : 0
        piece = pieces.indices.contains(request.piece) ? pieces[request.piece] : main
    }

    func html() async -> HTML {
        guard let renderer = request.renderer, case .ready(_, let hasText) = renderer.state else { return views(hasText: false) + off }
        let count = piece.pages ?? 1
        let first = min(max(request.first, 1), count)
        let isText = request.isText && hasText
        var shown: [HTML] = []
        var weight = 0
        for page in first...min(count, first + (isText ? ReadingPane.textsAtOnce : ReadingPane.pagesAtOnce) - 1) {
            let text = hasText ? await self.text(of: page, renderer) : nil
            weight += (text?.words ?? []).reduce(0) { $0 + $1.text.utf8.count + 20 }
            if weight > ReadingPane.wordsMax, !shown.isEmpty { break }
            shown.append(isText ? PageWords.html(of: text, page: page) : await figure(page, of: count, text, renderer))
        }
        let last = first + shown.count - 1
        let pane = isText ? "<div class=\"leaf deed\">\(HTML(shown))</div>" as HTML : viewer(shown)
        return views(hasText: hasText) + pane + further(first, last, of: count, isText: isText)
    }

    private func text(of page: Int, _ renderer: PageRenderer) async -> PageText? {
        let (content, digest) = (office.cabinet.content, piece.digest)
        return try? await renderer.text(of: digest, page: page) { try await content.bytes(of: digest) }
    }

    private func figure(_ page: Int, of count: Int, _ text: PageText?, _ renderer: PageRenderer) async -> HTML {
        let (content, digest) = (office.cabinet.content, piece.digest)
        let image = try? await renderer.image(of: digest, page: page) { try await content.bytes(of: digest) }
        guard let image else {
            return message(.wait, "La page \(page) n’a pas pu être dessinée.", "Téléchargez le document pour la lire. \(download.html)")
        }
        let size = text.map { ($0.width, $0.height) } ?? (Double(image.width), Double(image.height))
        return PageFigure(
            number: page, of: count, image: "/parapheur/\(dossier.id)/pages/\(digest)/\(page)", width: size.0, height: size.1,
            words: text.map(PageWords.lines) ?? []
        ).html
    }

    private var download: LinkButton {
        LinkButton(
            "Télécharger", .down, to: "/parapheur/\(dossier.id)/fichiers/\(piece.digest)", object: piece.name.description, isDownload: true)
    }

    private var off: HTML {
        message(
            .info, "Ce serveur ne montre pas les pages.",
            """
            Le logiciel qui les dessine n’y est pas installé. Rien ne vous empêche d’agir : téléchargez le document, lisez-le, puis \
            revenez ici.
            """) + "<p class=\"btns\">\(download.html)</p>"
    }

    private func link(piece: Int, isText: Bool, page: Int = 1) -> Link {
        var query: [(String, String)] = []
        if piece > 0 { query.append(("piece", "\(piece)")) }
        if isText { query.append(("vue", "texte")) }
        if page > 1 { query.append(("page", "\(page)")) }
        return ("/parapheur/\(dossier.id)" as Link).query(query)
    }

    private func views(hasText: Bool) -> HTML {
        var all: [Tab] = []
        for (place, document) in pieces.enumerated() {
            let name = place == 0 ? "Pages" : "Annexe : " + document.name.description
            all.append(Tab(name, link(piece: place, isText: false), isCurrent: place == rank && !request.isText))
        }
        if hasText {
            all.insert(Tab("Texte seul", link(piece: rank, isText: true), isCurrent: request.isText), at: 1)
        }
        return tabs("Lecture", all)
    }

    private func further(_ first: Int, _ last: Int, of count: Int, isText: Bool) -> HTML {
        guard first > 1 || last < count else { return .none }
        let step = isText ? ReadingPane.textsAtOnce : ReadingPane.pagesAtOnce
        let before: HTML? =
            first > 1 ? LinkButton("Pages précédentes", .prev, to: link(piece: rank, isText: isText, page: max(1, first - step))).html : nil
        let after: HTML? =
            last < count ? LinkButton("Pages suivantes", .next, to: link(piece: rank, isText: isText, page: last + 1)).html : nil
        return """
            <nav class="row between apart" aria-label="Pages du document"><span>Pages \(first) à \(last) sur \(count)</span>\
            <span class="btns">\(before)\(after)</span></nav>
            """
    }
}

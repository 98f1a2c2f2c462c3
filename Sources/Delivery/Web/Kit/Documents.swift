package import Values

/// What is shown of papers: proof, pages, decision bar, dialog.

/// Anything that a third party may check. The digest can be selected and copied.
package func proof(_ id: String, title: String, digest: Digest, facts pairs: [(String, HTML)], _ acts: [HTML]) -> HTML {
    let value: HTML = "<span class=\"hash\" id=\"\(id)-empreinte\">\(French.digest(digest))</span>"
    let copy: HTML = """
        <button type="button" class="btn" data-copy="#\(id)-empreinte" data-status="#\(id)-etat">Copier l’empreinte</button>
        """
    return """
        <section class="proof flow-s" aria-labelledby="\(id)"><h2 id="\(id)">\(Icon.seal) \(title)</h2>
        \(facts([("Empreinte", value)] + pairs))\(buttons(acts + [copy]))<p role="status" class="note" id="\(id)-etat"></p></section>
        """
}

/// One page of a document as an image, with its words over it, transparent: they can be selected, searched and heard.
package struct PageFigure: Sendable {
    /// A word and where it stands, in points from the upper left corner.
    package struct Word: Sendable {
        package var text: String
        package var x: Double
        package var y: Double
        package var width: Double
        package var height: Double

        package init(_ text: String, x: Double, y: Double, width: Double, height: Double) {
            (self.text, self.x, self.y, self.width, self.height) = (text, x, y, width, height)
        }
    }

    package var number: Int
    package var count: Int
    package var image: Link
    package var width: Double
    package var height: Double
    package var words: [Word]

    package init(number: Int, of count: Int, image: Link, width: Double, height: Double, words: [Word]) {
        (self.number, self.count, self.image) = (number, count, image)
        (self.width, self.height, self.words) = (width, height, words)
    }

    package var html: HTML {
        let size = PageFigure.number(width) + " " + PageFigure.number(height)
        return """
            <figure class="sheet" id="page-\(number)"><svg viewBox="0 0 \(size)" role="group" aria-label="Page \(number)">\
            <image href="\(image)" width="\(PageFigure.number(width))" height="\(PageFigure.number(height))"/>\
            \(HTML(words.map(PageFigure.word)))</svg><figcaption>Page \(number) sur \(count)</figcaption></figure>
            """
    }

    private static func word(_ word: Word) -> HTML {
        let base = word.y + word.height * 0.8
        return """
            <text x="\(number(word.x))" y="\(number(base))" font-size="\(number(word.height * 0.9))" textLength="\(number(word.width))" \
            lengthAdjust="spacingAndGlyphs" fill="transparent">\(word.text) </text>
            """
    }

    /// Tenths are enough for a place on a page; what is not a number of a page is 0.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1_000_000 else { return "0" }
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let size = abs(tenths)
        return size % 10 == 0 ? sign + String(size / 10) : sign + String(size / 10) + "." + String(size % 10)
    }
}

package func viewer(_ figures: [HTML]) -> HTML { "<div class=\"viewer\">\(HTML(figures))</div>" }

/// The decision, always at the bottom of the screen: what is chosen, then at most three acts.
package func signBar(_ sentence: String, _ detail: String, _ acts: [HTML]) -> HTML {
    """
    <div class="signbar" role="group" aria-label="Votre décision"><p><strong>\(sentence)</strong>\
    <small>\(detail)</small></p>\(HTML(acts))</div>
    """
}

/// The same bar under a list of boxes: the script says how many are ticked, the buttons work without it.
package func bulkBar(_ acts: [HTML], feminine: Bool = false, one: String, many: String) -> HTML {
    let (none, ticked) = feminine ? ("Aucune ", "cochée") : ("Aucun ", "coché")
    return """
        <div class="signbar"><p><strong role="status" data-count data-none="\(none)\(one) \(ticked)" data-one="1 \(one) \(ticked)" \
        data-many="# \(many) \(ticked)s">Cochez ce que vous voulez traiter</strong></p>\(HTML(acts))</div>
        """
}

/// A short answer without leaving the document. Without script it shows in place, by the link that opens it.
package func dialog(_ id: String, title: String, action: Link, _ content: HTML, _ act: Button) -> HTML {
    """
    <dialog id="\(id)" aria-labelledby="\(id)-titre"><form method="post" action="\(action)" class="flow"><h2 id="\(id)-titre">\(title)</h2>
    \(content)\(buttons([act.html, "<a class=\"btn\" href=\"#contenu\" data-close>Ne rien faire</a>"], isFull: true))</form></dialog>
    """
}

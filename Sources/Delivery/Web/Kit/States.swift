/// How a thing stands, always as a word with an icon; the colour only repeats it.
package enum Tone: String, Sendable {
    case plain = ""
    case now, wait, stop, done, info, sealed

    var icon: Icon {
        switch self {
        case .plain: .ring
        case .now: .sign
        case .wait: .clock
        case .stop: .stop
        case .done: .check
        case .info: .info
        case .sealed: .seal
        }
    }
}

package func tag(_ tone: Tone, _ word: String, icon: Icon? = nil) -> HTML {
    let icon = icon ?? tone.icon
    return "<span class=\"tag \(tone.rawValue)\">\(icon) \(word)</span>"
}

/// What happened, what is safe, what to do. `isAlert` when it answers an act that was refused.
package func message(_ tone: Tone, _ sentence: String, _ details: HTML? = nil, isAlert: Bool = false) -> HTML {
    let role: HTML? = isAlert ? " role=\"alert\"" : nil
    let rest: HTML? = details.map { "<p>\($0)</p>" }
    return "<div class=\"msg \(tone.rawValue)\"\(role)>\(tone.icon)<div><p class=\"strong\">\(sentence)</p>\(rest)</div></div>"
}

/// The answer to an act that succeeded: stays on the page, says how to go back.
package func receipt(_ sentence: String, _ details: HTML) -> HTML {
    "<div class=\"receipt flow-s\" role=\"status\"><p class=\"said\">\(Icon.check) \(sentence)</p>\(details)</div>"
}

/// No line to show: why, and what next.
package func empty(_ icon: Icon, _ title: String, _ sentence: String, _ next: HTML? = nil) -> HTML {
    "<div class=\"empty\">\(icon)<h2>\(title)</h2><p>\(sentence)</p>\(next)</div>"
}

/// The head of a page: its one `h1`, which states a fact.
package func head(_ title: String, over: String? = nil, lead: String? = nil, _ acts: HTML? = nil) -> HTML {
    let above: HTML? = over.map { "<p class=\"over\">\($0)</p>" }
    let below: HTML? = lead.map { "<p class=\"lead\">\($0)</p>" }
    return "<div class=\"head\"><div>\(above)<h1>\(title)</h1>\(below)</div>\(acts)</div>"
}

/// A part of a page, named by its heading.
package func section(_ id: String, _ title: HTML, class style: String = "flow", level: Int = 2, _ content: HTML) -> HTML {
    let heading: HTML = level == 2 ? "<h2 id=\"\(id)\">\(title)</h2>" : "<h3 id=\"\(id)\">\(title)</h3>"
    return "<section class=\"\(style)\" aria-labelledby=\"\(id)\">\(heading)\(content)</section>"
}

/// Names and values, in the order of reading.
package func facts(_ pairs: [(String, HTML)]) -> HTML {
    let rows = pairs.map { name, value -> HTML in "<div><dt>\(name)</dt><dd>\(value)</dd></div>" }
    return "<dl class=\"facts\">\(HTML(rows))</dl>"
}

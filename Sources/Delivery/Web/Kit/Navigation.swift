/// Ways between pages: where one is, other views of the same thing, further lines of a list.

/// From the second level down; the last one is the page itself.
package func crumbs(_ steps: [(String, Link)], here: String) -> HTML {
    let links = steps.map { name, link -> HTML in "<li><a href=\"\(link)\">\(name)</a></li>" }
    return "<nav class=\"crumbs\" aria-label=\"Fil d’Ariane\"><ol>\(HTML(links))<li aria-current=\"page\">\(here)</li></ol></nav>"
}

package struct Tab: Sendable {
    package var name: String
    package var link: Link
    package var count: Int?
    package var isCurrent: Bool

    package init(_ name: String, _ link: Link, count: Int? = nil, isCurrent: Bool = false) {
        (self.name, self.link, self.count, self.isCurrent) = (name, link, count, isCurrent)
    }

    var html: HTML {
        let current: HTML? = isCurrent ? " aria-current=\"page\"" : nil
        let bubble: HTML? = count.map { " <span class=\"count\">\(French.grouped($0))</span>" }
        return "<li><a href=\"\(link)\"\(current)>\(name)\(bubble)</a></li>"
    }
}

/// Views that have their own address; `name` says of what.
package func tabs(_ name: String, _ tabs: [Tab]) -> HTML {
    "<nav class=\"tabs\" aria-label=\"\(name)\"><ul>\(HTML(tabs.map(\.html)))</ul></nav>"
}

/// Lists of more than fifty lines. Nothing when there is one page.
package func pages(_ current: Int, of last: Int, _ link: (Int) -> Link) -> HTML {
    guard last > 1 else { return .none }
    let near = (max(1, current - 2)...max(1, min(last, current + 2)))
    var rows: [HTML] = []
    if current > 1 { rows.append("<li><a href=\"\(link(current - 1))\">\(Icon.prev) Précédente</a></li>") }
    for number in near {
        let here: HTML? = number == current ? " aria-current=\"page\"" : nil
        rows.append("<li><a href=\"\(link(number))\"\(here)><span class=\"sr\">Page </span>\(number)</a></li>")
    }
    if current < last { rows.append("<li><a href=\"\(link(current + 1))\">Suivante \(Icon.next)</a></li>") }
    return "<nav class=\"pages\" aria-label=\"Pages\"><ul>\(HTML(rows))</ul></nav>"
}

/// The keys of one letter that this page has, printed under what they press.
package func keyLine(_ keys: [(keys: [String], act: String)]) -> HTML {
    let parts = keys.map { entry -> HTML in
        let caps = entry.keys.map { key -> HTML in "<kbd>\(key)</kbd> " }
        return "<span>\(HTML(caps))\(entry.act)</span>"
    }
    return "<p class=\"keys\">\(HTML(parts))</p>"
}

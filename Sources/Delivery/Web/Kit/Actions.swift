/// What one does (buttons, always in a form) and where one goes (links that look like buttons).

package enum Weight: String, Sendable {
    /// At most one per region of the screen.
    case main = " main-action"
    case plain = ""
    case danger = " danger"
    case bare = " bare"
}

/// A button of the form that holds it.
package struct Button: Sendable {
    package var label: String
    package var icon: Icon?
    package var weight = Weight.plain
    package var isBig = false
    /// Which button was pressed, when a form has several.
    package var value: (name: String, value: String)?
    /// Where this button sends the form, when not to the form's own address.
    package var action: Link?
    /// Said after the label to those who do not see the row: « la délibération ».
    package var object: String?
    package var key: Character?

    package init(
        _ label: String, _ icon: Icon? = nil, _ weight: Weight = .plain, isBig: Bool = false, value: (name: String, value: String)? = nil,
        action: Link? = nil, object: String? = nil, key: Character? = nil
    ) {
        (self.label, self.icon, self.weight, self.isBig) = (label, icon, weight, isBig)
        (self.value, self.action, self.object, self.key) = (value, action, object, key)
    }

    package var html: HTML {
        let big = isBig ? " big" : ""
        let sent: HTML? = value.map { " name=\"\($0.name)\" value=\"\($0.value)\"" }
        let elsewhere: HTML? = action.map { " formaction=\"\($0)\"" }
        return """
            <button class="btn\(weight.rawValue)\(big)"\(sent)\(elsewhere)\(keyed(key))>\
            \(icon)\(gap(icon))\(label)\(hidden(object))</button>
            """
    }
}

/// An act that is not possible yet, and what the reader can do about it.
package func waitingButton(_ label: String, _ icon: Icon? = nil, id: String, reason: String) -> HTML {
    """
    <button type="button" class="btn" aria-disabled="true" aria-describedby="\(id)">\(icon)\(gap(icon))\(label)</button>\
    <span class="note" id="\(id)">\(reason)</span>
    """
}

/// A place to go that deserves the look of a button.
package struct LinkButton: Sendable {
    package var label: String
    package var icon: Icon?
    package var weight = Weight.plain
    package var link: Link
    package var isBig = false
    package var object: String?
    package var key: Character?
    /// The browser keeps the file instead of showing it.
    package var isDownload = false
    /// The link opens the dialog it points at, in place when there is no script.
    package var opensDialog = false

    package init(
        _ label: String, _ icon: Icon? = nil, _ weight: Weight = .plain, to link: Link, isBig: Bool = false, object: String? = nil,
        key: Character? = nil, isDownload: Bool = false, opensDialog: Bool = false
    ) {
        (self.label, self.icon, self.weight, self.link, self.isBig) = (label, icon, weight, link, isBig)
        (self.object, self.key, self.isDownload, self.opensDialog) = (object, key, isDownload, opensDialog)
    }

    package var html: HTML {
        let big = isBig ? " big" : ""
        let kept: HTML? = isDownload ? " download" : nil
        let dialog: HTML? = opensDialog ? " data-dialog" : nil
        return """
            <a class="btn\(weight.rawValue)\(big)" href="\(link)"\(kept)\(dialog)\(keyed(key))>\
            \(icon)\(gap(icon))\(label)\(hidden(object))</a>
            """
    }
}

/// Several acts side by side; on a phone they share the width when `isFull`.
package func buttons(_ parts: [HTML], isFull: Bool = false) -> HTML {
    let full = isFull ? " full" : ""
    return "<div class=\"btns\(full)\">\(HTML(parts))</div>"
}

/// A form that only posts: the act is its button.
package func postForm(_ action: Link, _ content: HTML) -> HTML { "<form method=\"post\" action=\"\(action)\">\(content)</form>" }

private func gap(_ icon: Icon?) -> HTML? { icon == nil ? nil : " " }

private func hidden(_ object: String?) -> HTML? { object.map { "<span class=\"sr\"> \($0)</span>" } }

private func keyed(_ key: Character?) -> HTML? { key.map { " data-key=\"\(String($0))\"" } }

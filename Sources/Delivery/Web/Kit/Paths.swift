/// Who did what, and what comes next: vertical for the circuit of a dossier, horizontal for the life of an act.
package struct Stage: Sendable {
    package enum State: String, Sendable {
        case done = "is-done"
        case now = "is-now"
        case next = "is-next"
        case stopped = "is-stop"
    }

    package var state: State
    /// The word says the state: « Visé », « À signer par vous ».
    package var word: String
    package var detail: String
    package var sub: String?

    package init(_ state: State, _ word: String, _ detail: String = "", sub: String? = nil) {
        (self.state, self.word, self.detail, self.sub) = (state, word, detail, sub)
    }

    fileprivate func html(_ rank: Int) -> HTML {
        let current: HTML? = state == .now ? " aria-current=\"step\"" : nil
        let more: HTML? = sub.map { "<span class=\"sub\">\($0)</span>" }
        return "<li class=\"\(state.rawValue)\"\(current)><span class=\"dot\">\(dot(rank))</span><b>\(word)</b>\(detail)\(more)</li>\n"
    }

    private func dot(_ rank: Int) -> HTML {
        switch state {
        case .done: Icon.check.html
        case .stopped: Icon.cross.html
        case .now, .next: "<span aria-hidden=\"true\">\(rank)</span>"
        }
    }
}

package func circuit(_ stages: [Stage]) -> HTML {
    "<ol class=\"circuit\">\(HTML(stages.enumerated().map { $1.html($0 + 1) }))</ol>"
}

package func lifeLine(_ name: String, _ stages: [Stage]) -> HTML {
    "<ol class=\"life\" aria-label=\"\(name)\">\(HTML(stages.enumerated().map { $1.html($0 + 1) }))</ol>"
}

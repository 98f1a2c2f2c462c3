/// The drawings of `icons.svg`; a test compares both lists. An icon is never alone: the word beside it is the name.
package enum Icon: String, CaseIterable, Sendable {
    case home, sign, visa, act, send, file, folder, mail, menu, user, search, check, cross, ring, clock, alert, info, stop, down, up, link,
        lock,
        key, eye, note, next, prev, plus, back, seal, law, calendar, trash, globe, keys, door, more, print, chart, vault, meeting, enquiry

    package var html: HTML {
        "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"\(Assets.icons)#\(rawValue)\"/></svg>"
    }
}

extension HTML.Interpolation {
    package mutating func appendInterpolation(_ icon: Icon) { appendInterpolation(icon.html) }

    package mutating func appendInterpolation(_ icon: Icon?) {
        if let icon { appendInterpolation(icon.html) }
    }
}

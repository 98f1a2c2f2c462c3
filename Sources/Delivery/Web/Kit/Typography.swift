/// No-break spaces of French typography, put into text that people typed or that we wrote with plain spaces.
extension French {
    /// A no-break space before « : » and « » », after « « » and « n° »; a narrow one before « ; ? ! »; one before « € » and « % ».
    package static func typeset(_ text: String) -> String {
        var result: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if let before = spaceBefore(scalar), let last = result.last {
                if last == " " {
                    result[result.count - 1] = before
                } else if quotes.contains(scalar), !isSpace(last) {
                    result.append(before)
                }
            }
            if scalar == " ", let last = result.last, last == "«" || (last == "°" && endsWithNumberSign(result)) {
                result.append(noBreak)
            } else {
                result.append(scalar)
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: result)
        return String(text)
    }

    private static let noBreak: Unicode.Scalar = "\u{a0}"
    private static let quotes: Set<Unicode.Scalar> = ["»"]

    private static func spaceBefore(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case ":", "»", "€", "%": noBreak
        case ";", "?", "!": "\u{202f}"
        default: nil
        }
    }

    private static func endsWithNumberSign(_ scalars: [Unicode.Scalar]) -> Bool {
        guard let before = scalars.dropLast().last else { return false }
        return before == "n" || before == "N"
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }
}

/// Text that is already safe in a page. Interpolating a `String` escapes it; interpolating an `HTML` does not.
/// An unknown type is a build error: there is no generic interpolation. Attributes are always written in double quotes.
package struct HTML: ExpressibleByStringInterpolation, Sendable, Equatable {
    package private(set) var text: String

    package init(stringLiteral value: String) { text = value }

    package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// The parts one after the other.
    package init(_ parts: some Sequence<HTML>) {
        text = ""
        for part in parts { text += part.text }
    }

    /// Words that are not markup.
    package init(words: String) {
        var interpolation = Interpolation(literalCapacity: 0, interpolationCount: 1)
        interpolation.appendInterpolation(words)
        text = interpolation.text
    }

    package static let none: HTML = ""

    package var isEmpty: Bool { text.isEmpty }

    package static func + (left: HTML, right: HTML) -> HTML { "\(left)\(right)" }

    package struct Interpolation: StringInterpolationProtocol {
        private(set) var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity + interpolationCount * 32) }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ html: HTML) { text += html.text }

        package mutating func appendInterpolation(_ html: HTML?) {
            if let html { text += html.text }
        }

        package mutating func appendInterpolation(_ number: Int) { text += String(number) }

        package mutating func appendInterpolation(_ link: Link) { appendInterpolation(link.text) }

        package mutating func appendInterpolation(_ value: String) {
            guard value.utf8.contains(where: Self.isSpecial) else {
                text += value
                return
            }
            for scalar in value.unicodeScalars {
                switch scalar {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                case "'": text += "&#39;"
                case "\0": text += "\u{fffd}"
                default: text.unicodeScalars.append(scalar)
                }
            }
        }

        private static func isSpecial(_ byte: UInt8) -> Bool {
            switch byte {
            case 0, 0x22, 0x26, 0x27, 0x3c, 0x3e: true
            default: false
            }
        }
    }
}

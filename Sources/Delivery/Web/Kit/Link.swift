/// Where an `href` or an `action` may point: a place of ours. Made from a literal; what is interpolated into it is percent-encoded as one
/// piece of the path, so that no data can add a slash, a query or a scheme. There is no way to make one from a bare `String`.
package struct Link: ExpressibleByStringInterpolation, Sendable, Equatable {
    package let text: String

    package init(stringLiteral value: String) { text = value }

    package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    private init(text: String) { self.text = text }

    /// A target that `Target.refusal` let through: the way back after signing in.
    init(checked target: String) { text = target }

    /// The same place with a query; names and values are encoded.
    package func query(_ pairs: [(String, String)]) -> Link {
        guard !pairs.isEmpty else { return self }
        let query = pairs.map { Link.encoded($0.0) + "=" + Link.encoded($0.1) }.joined(separator: "&")
        return Link(text: text + "?" + query)
    }

    /// The element of that name in the same page.
    package static func element(_ name: String) -> Link { Link(text: "#" + encoded(name)) }

    package struct Interpolation: StringInterpolationProtocol {
        private(set) var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ piece: String) { text += Link.encoded(piece) }

        package mutating func appendInterpolation(_ number: Int) { text += String(number) }

        package mutating func appendInterpolation(_ piece: some CustomStringConvertible) { text += Link.encoded(piece.description) }
    }

    /// RFC 3986 §2.3: unreserved characters stay, every other byte is written %XX.
    package static func encoded(_ piece: String) -> String {
        var bytes: [UInt8] = []
        for byte in piece.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: bytes.append(byte)
            default: bytes += [0x25, digit(byte >> 4), digit(byte & 15)]
            }
        }
        // A piece made of dots alone would climb: its dots are encoded too, which the edge refuses to follow.
        if bytes == [0x2e] || bytes == [0x2e, 0x2e] { return String(repeating: "%2E", count: bytes.count) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }
}

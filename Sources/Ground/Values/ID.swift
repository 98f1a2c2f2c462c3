/// An identifier that cannot be given for another kind of thing: `ID<Dossier>` is not `ID<Act>`.
/// A UUID version 7 (RFC 9562 §5.7): 48 bits of UTC milliseconds, then randomness, so that rows are inserted in order.
/// Where the order would tell (ballots, links, anonymous observations) use `random`, a version 4.
package struct ID<Of>: Hashable, Sendable {
    /// Always 16.
    package let bytes: [UInt8]

    package init(at instant: Instant, from random: RandomSource) {
        let time = UInt64(clamping: instant.milliseconds)
        let moment = (0..<6).map { UInt8(truncatingIfNeeded: time >> UInt64(40 - 8 * $0)) }
        bytes = Self.marked(moment + random.bytes(10), version: 7)
    }

    package static func random(from random: RandomSource) -> Self { Self(bytes: marked(random.bytes(16), version: 4)) }

    /// The canonical text form only: lower case, hyphens at their places.
    package init?(_ text: String) {
        guard text.utf8.count == 36, let bytes = Hexadecimal.decode(text.filter { $0 != "-" }), bytes.count == 16 else { return nil }
        self.init(bytes: bytes)
        guard description == text else { return nil }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private static func marked(_ bytes: [UInt8], version: UInt8) -> [UInt8] {
        bytes.enumerated().map { place, byte in
            switch place {
            case 6: byte & 0x0f | version << 4
            case 8: byte & 0x3f | 0x80
            default: byte
            }
        }
    }
}

extension ID: CustomStringConvertible {
    package var description: String {
        let text = Hexadecimal.encode(bytes)
        var parts: [Substring] = []
        var rest = text[...]
        for length in [8, 4, 4, 4, 12] {
            parts.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return parts.joined(separator: "-")
    }
}

extension ID: Comparable {
    package static func < (left: Self, right: Self) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }
}

extension ID: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = Self(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a canonical UUID")
        }
        self = id
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// What a tenant identifier points at: one local authority (collectivité).
package enum Tenant {}
package typealias TenantID = ID<Tenant>

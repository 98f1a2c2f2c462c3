package import Values

/// Writes DER (X.690 §10, §11): each value gives its whole encoding, and they nest by concatenation.
package enum DER {
    package static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(content.count + 6)
        bytes.append(tag)
        appendLength(content.count, to: &bytes)
        bytes += content
        return bytes
    }

    package static func sequence(_ elements: [UInt8]...) -> [UInt8] { element(ASN1Tag.sequence, Array(elements.joined())) }

    /// §11.6: the encodings of a SET OF stand in ascending order.
    package static func setOf(_ elements: [[UInt8]], tag: UInt8 = ASN1Tag.set) -> [UInt8] {
        element(tag, Array(elements.sorted { $0.lexicographicallyPrecedes($1) }.joined()))
    }

    package static func oid(_ oid: OID) -> [UInt8] { element(ASN1Tag.objectIdentifier, oid.content) }

    package static func octetString(_ bytes: [UInt8]) -> [UInt8] { element(ASN1Tag.octetString, bytes) }

    /// An INTEGER from its content bytes.
    package static func integer(content: [UInt8]) -> [UInt8] { element(ASN1Tag.integer, content) }

    package static func integer(_ small: UInt8) -> [UInt8] { element(ASN1Tag.integer, small < 0x80 ? [small] : [0, small]) }

    package static let null: [UInt8] = [ASN1Tag.null, 0]

    /// RFC 5652 §11.3: UTCTime from 1950 to 2049, GeneralizedTime outside, to the second.
    package static func time(_ instant: Instant) -> [UInt8] {
        let seconds = instant.milliseconds >= 0 ? instant.milliseconds / 1000 : (instant.milliseconds - 999) / 1000
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let day = CivilDate(daysSince1970: Int(days))
        let rest = Int(seconds - days * 86_400)
        let fields = [day.year / 100, day.year % 100, day.month, day.day, rest / 3600, rest / 60 % 60, rest % 60]
        let isShort = 1950...2049 ~= day.year
        let digits = fields.dropFirst(isShort ? 1 : 0).flatMap {
            [0x30 + UInt8(truncatingIfNeeded: $0 / 10), 0x30 + UInt8(truncatingIfNeeded: $0 % 10)]
        }
        return element(isShort ? ASN1Tag.utcTime : ASN1Tag.generalizedTime, digits + [0x5a])
    }

    private static func appendLength(_ length: Int, to bytes: inout [UInt8]) {
        guard length >= 0x80 else { return bytes.append(UInt8(length)) }
        let size = (Int.bitWidth - length.leadingZeroBitCount + 7) / 8
        bytes.append(0x80 | UInt8(size))
        for place in (0..<size).reversed() { bytes.append(UInt8(truncatingIfNeeded: length >> (8 * place))) }
    }
}

package import Values

/// Universal tags, and the context tags of RFC 5652.
package enum ASN1Tag {
    package static let integer: UInt8 = 0x02
    package static let octetString: UInt8 = 0x04
    package static let null: UInt8 = 0x05
    package static let objectIdentifier: UInt8 = 0x06
    package static let utcTime: UInt8 = 0x17
    package static let generalizedTime: UInt8 = 0x18
    package static let sequence: UInt8 = 0x30
    package static let set: UInt8 = 0x31

    package static func context(_ number: UInt8) -> UInt8 { 0xa0 | (number & 0x1f) }

    package static func contextPrimitive(_ number: UInt8) -> UInt8 { 0x80 | (number & 0x1f) }
}

extension ASN1Element {
    package func oid() throws(ASN1Refusal) -> OID {
        guard tag == ASN1Tag.objectIdentifier else { throw .unexpectedTag(found: tag, expected: ASN1Tag.objectIdentifier) }
        guard let oid = OID(content: Array(content)) else { throw .malformed(.objectIdentifier) }
        return oid
    }

    /// The content bytes of an INTEGER in its one form (X.690 §8.3.2).
    package func integer() throws(ASN1Refusal) -> [UInt8] {
        guard tag == ASN1Tag.integer else { throw .unexpectedTag(found: tag, expected: ASN1Tag.integer) }
        let bytes = Array(content.prefix(2))
        guard let first = bytes.first else { throw .malformed(.integer) }
        if let second = bytes.dropFirst().first {
            guard !(first == 0 && second < 0x80), !(first == 0xff && second >= 0x80) else { throw .malformed(.integer) }
        }
        return Array(content)
    }

    /// A small INTEGER that is not negative.
    package func smallInteger() throws(ASN1Refusal) -> Int {
        let bytes = try integer()
        guard bytes.count <= 4, let first = bytes.first, first < 0x80 else { throw .malformed(.integer) }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    /// Joined when a sender cut it in pieces, which only BER allows (X.690 §8.7.3).
    package func octetString() throws(ASN1Refusal) -> [UInt8] {
        if tag == ASN1Tag.octetString { return Array(content) }
        guard tag == ASN1Tag.octetString | 0x20 else { throw .unexpectedTag(found: tag, expected: ASN1Tag.octetString) }
        guard rules == .ber else { throw .malformed(.octetString) }
        return try pieces()
    }

    /// The same under an implicit tag.
    package func implicitOctetString() throws(ASN1Refusal) -> [UInt8] { isConstructed ? try pieces() : Array(content) }

    private func pieces() throws(ASN1Refusal) -> [UInt8] {
        guard rules == .ber else { throw .malformed(.octetString) }
        return try read { reader throws(ASN1Refusal) in
            var bytes: [UInt8] = []
            while !reader.isAtEnd { bytes += try reader.next().octetString() }
            return bytes
        }
    }

    /// UTCTime or GeneralizedTime in the form of DER (X.690 §11.7, §11.8) and RFC 5652 §11.3: seconds, `Z`, no fraction.
    package func time() throws(ASN1Refusal) -> Instant {
        let yearDigits = tag == ASN1Tag.utcTime ? 2 : 4
        guard tag == ASN1Tag.utcTime || tag == ASN1Tag.generalizedTime else {
            throw .unexpectedTag(found: tag, expected: ASN1Tag.utcTime)
        }
        guard content.count == yearDigits + 11, content.last == 0x5a, content.dropLast().allSatisfy({ 0x30...0x39 ~= $0 }) else {
            throw .malformed(.time)
        }
        let digits = content.dropLast().map { Int($0) - 0x30 }
        let short = digits.prefix(yearDigits).reduce(0) { $0 * 10 + $1 }
        let pairs = stride(from: yearDigits, to: digits.count, by: 2).map { digits[$0] * 10 + digits[$0 + 1] }
        // RFC 5280 §4.1.2.5.1: two digits from 50 on are of the twentieth century.
        let year = tag == ASN1Tag.utcTime ? (short >= 50 ? 1900 : 2000) + short : short
        guard pairs.count == 5, let day = CivilDate(year: year, month: pairs[0], day: pairs[1]),
            pairs[2] < 24, pairs[3] < 60, pairs[4] < 60
        else { throw .malformed(.time) }
        let seconds = day.daysSince1970 * 86_400 + pairs[2] * 3600 + pairs[3] * 60 + pairs[4]
        return Instant(milliseconds: Int64(seconds) * 1000)
    }
}

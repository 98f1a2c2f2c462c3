import Values

/// A date of §7.9.4, as it is claimed: `D:YYYYMMDDHHmmSS+HH'mm'`. Without an offset it says no moment and is not repeated.
struct PDFDate {
    let rfc3339: String

    init?(_ bytes: [UInt8]?) {
        guard let bytes, bytes.count >= 17, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        let text = Array(String(decoding: bytes, as: UTF8.self))
        guard text.prefix(2) == ["D", ":"], text[2..<16].allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        func part(_ range: Range<Int>) -> String { String(text[range]) }
        let zone = String(text[16...].filter { $0 != "'" })
        let offset: String
        switch (zone.first, zone.count) {
        case ("Z", _): offset = "Z"
        case ("+", 3), ("-", 3): offset = zone + ":00"
        case ("+", 5), ("-", 5): offset = zone.prefix(3) + ":" + zone.suffix(2)
        default: return nil
        }
        let date = "\(part(2..<6))-\(part(6..<8))-\(part(8..<10))T\(part(10..<12)):\(part(12..<14)):\(part(14..<16))\(offset)"
        guard Instant(rfc3339: date) != nil else { return nil }
        rfc3339 = date
    }
}

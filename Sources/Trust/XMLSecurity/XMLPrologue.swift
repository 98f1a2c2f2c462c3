/// What is checked on the bytes before libxml2 sees them: size, encoding, and how many attributes a start tag holds.
struct XMLPrologue {
    let declaredEncoding: String?
    /// The name given to libxml2, so that the text cannot choose another converter.
    let encoding: String

    private static let readable = ["UTF-8", "US-ASCII", "ISO-8859-1", "ISO-8859-15", "WINDOWS-1252"]

    init(_ bytes: [UInt8], limits: XMLLimits) throws(XMLRefusal) {
        guard !bytes.isEmpty else { throw .empty }
        guard bytes.count <= limits.bytesMax else { throw .tooLarge(bytes: bytes.count, allowed: limits.bytesMax) }
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        let isMarked = bytes.starts(with: mark)
        declaredEncoding = Self.declaredEncoding(bytes.dropFirst(isMarked ? 3 : 0))
        let name = (declaredEncoding ?? "UTF-8").uppercased()
        guard Self.readable.contains(name), !isMarked || name == "UTF-8" else { throw .encoding(declared: name) }
        guard !bytes.prefix(4).contains(0), !bytes.starts(with: [0xfe, 0xff]), !bytes.starts(with: [0xff, 0xfe]) else {
            throw .encoding(declared: "UTF-16")
        }
        encoding = name
        try Self.countAttributes(bytes, allowed: limits.attributesMax)
    }

    /// The value of `encoding` in `<?xml … ?>`, which can only be the first thing of the text.
    private static func declaredEncoding(_ bytes: ArraySlice<UInt8>) -> String? {
        let head = bytes.prefix(200)
        guard head.starts(with: Array("<?xml".utf8)), let end = head.firstIndex(of: 0x3e) else { return nil }
        let declaration = String(decoding: head[..<end], as: UTF8.self)
        guard let key = declaration.firstRange(of: "encoding") else { return nil }
        let rest = declaration[key.upperBound...].drop { $0.isWhitespace }
        guard rest.first == "=" else { return nil }
        let value = rest.dropFirst().drop { $0.isWhitespace }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return String(value.dropFirst().prefix { $0 != quote })
    }

    /// `<` cannot stand inside a tag, not even in a value, so a count that starts again at each `<` misses no attribute.
    private static func countAttributes(_ bytes: [UInt8], allowed: Int) throws(XMLRefusal) {
        var count = 0
        var line = 1
        var isInTag = false
        var quote: UInt8?
        for byte in bytes {
            switch byte {
            case 0x0a: line += 1
            case 0x3c: (count, isInTag, quote) = (0, true, nil)
            case 0x3e where quote == nil: isInTag = false
            case 0x22, 0x27: quote = quote == nil ? byte : quote == byte ? nil : quote
            case 0x3d where isInTag && quote == nil:
                count += 1
                if count > allowed { throw .tooManyAttributes(line: line, allowed: allowed) }
            default: break
            }
        }
    }
}

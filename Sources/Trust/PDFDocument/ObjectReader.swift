/// Reads values of §7.3 strictly: no closing is guessed, no key occurs twice, nothing nests beyond the limit.
struct ObjectReader {
    var lexer: Lexer
    /// The object being read, for refusals; 0 for a trailer.
    let number: Int
    let nestingMax: Int
    /// Where each value of the outermost dictionary lies: the place of /Contents decides what a signature covers.
    private(set) var valueRanges: [(key: PDFName, range: Range<Int>)] = []

    init(_ lexer: Lexer, number: Int, nestingMax: Int) {
        (self.lexer, self.number, self.nestingMax) = (lexer, number, nestingMax)
    }

    var malformed: PDFRefusal { .malformedObject(number: number, at: lexer.at) }

    mutating func value(depth: Int = 0) throws(PDFRefusal) -> PDFObject {
        guard depth < nestingMax else { throw .tooDeep(allowed: nestingMax) }
        lexer.skipSpace()
        guard let first = lexer.peek else { throw malformed }
        switch first {
        case 0x2f: return .name(try name())
        case 0x28: return .string(try literal())
        case 0x5b: return .array(try array(depth: depth))
        case 0x3c: return lexer.peek(1) == 0x3c ? .dictionary(try dictionary(depth: depth)) : .string(try hexadecimal())
        case 0x2b, 0x2d, 0x2e, 0x30...0x39: return try numeric()
        default: return try keyword()
        }
    }

    private mutating func keyword() throws(PDFRefusal) -> PDFObject {
        if lexer.take("true") { return .boolean(true) }
        if lexer.take("false") { return .boolean(false) }
        if lexer.take("null") { return .null }
        throw malformed
    }

    /// An integer, a real, or two integers and `R`.
    private mutating func numeric() throws(PDFRefusal) -> PDFObject {
        let start = lexer.at
        var digits = 0
        var points = 0
        while let byte = lexer.peek, !Lexer.isSpace(byte), !Lexer.isDelimiter(byte) {
            switch byte {
            case 0x30...0x39: digits += 1
            case 0x2e where points == 0: points += 1
            case 0x2b where lexer.at == start, 0x2d where lexer.at == start: break
            default: throw malformed
            }
            lexer.at += 1
        }
        guard digits > 0 else { throw malformed }
        let text = lexer.bytes[start..<lexer.at]
        guard points == 0, let value = Int(String(decoding: text, as: UTF8.self)) else { return .real(Array(text)) }
        return reference(value, signed: lexer.at - start > digits) ?? .integer(value)
    }

    private mutating func reference(_ value: Int, signed: Bool) -> PDFObject? {
        guard !signed, value > 0 else { return nil }
        let mark = lexer.at
        lexer.skipSpace()
        if let generation = lexer.unsigned(), generation <= 65_535 {
            lexer.skipSpace()
            if lexer.take("R") { return .reference(PDFReference(value, generation)) }
        }
        lexer.at = mark
        return nil
    }

    mutating func name() throws(PDFRefusal) -> PDFName {
        lexer.at += 1
        var bytes: [UInt8] = []
        while let byte = lexer.peek, !Lexer.isSpace(byte), !Lexer.isDelimiter(byte) {
            lexer.at += 1
            if byte == 0x23, let high = lexer.peek(0).flatMap(Lexer.hexValue), let low = lexer.peek(1).flatMap(Lexer.hexValue) {
                bytes.append(high << 4 | low)
                lexer.at += 2
            } else {
                bytes.append(byte)
            }
        }
        return PDFName(bytes: bytes)
    }

    private mutating func array(depth: Int) throws(PDFRefusal) -> [PDFObject] {
        lexer.at += 1
        var items: [PDFObject] = []
        while true {
            lexer.skipSpace()
            if lexer.peek == 0x5d {
                lexer.at += 1
                return items
            }
            items.append(try value(depth: depth + 1))
        }
    }

    mutating func dictionary(depth: Int = 0) throws(PDFRefusal) -> PDFDictionary {
        guard lexer.starts(with: "<<") else { throw malformed }
        lexer.at += 2
        var entries: [(key: PDFName, value: PDFObject)] = []
        var seen = SeenKeys()
        while true {
            lexer.skipSpace()
            if lexer.starts(with: ">>") {
                lexer.at += 2
                return PDFDictionary(entries)
            }
            guard lexer.peek == 0x2f else { throw malformed }
            let key = try name()
            guard seen.insert(key, after: entries) else { throw malformed }
            lexer.skipSpace()
            let start = lexer.at
            entries.append((key, try value(depth: depth + 1)))
            if depth == 0 { valueRanges.append((key, start..<lexer.at)) }
        }
    }
}

/// Tells a key that comes twice. Most dictionaries are so small that looking through them costs less than hashing.
private struct SeenKeys {
    private static let few = 12
    private var many: Set<PDFName> = []

    mutating func insert(_ key: PDFName, after entries: [(key: PDFName, value: PDFObject)]) -> Bool {
        if entries.count < Self.few { return !entries.contains { $0.key == key } }
        if many.isEmpty { many = Set(entries.map(\.key)) }
        return many.insert(key).inserted
    }
}

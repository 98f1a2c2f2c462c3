/// Tokens of §7.2 over the bytes of the file. Cannot run past `end`; every question beyond it answers nil.
struct Lexer {
    let bytes: [UInt8]
    var at: Int
    let end: Int

    /// `at` and `end` come from offsets in the file: they are brought inside the bytes.
    init(_ bytes: [UInt8], at: Int, end: Int) {
        self.bytes = bytes
        self.end = min(max(end, 0), bytes.count)
        self.at = min(max(at, 0), self.end)
    }

    var peek: UInt8? { at < end ? bytes[at] : nil }

    func peek(_ ahead: Int) -> UInt8? { ahead < end - at ? bytes[at + ahead] : nil }

    mutating func next() -> UInt8? {
        guard at < end else { return nil }
        defer { at += 1 }
        return bytes[at]
    }

    /// White space and comments.
    mutating func skipSpace() {
        while at < end {
            if bytes[at] == 0x25 {
                while at < end, bytes[at] != 0x0a, bytes[at] != 0x0d { at += 1 }
            } else if Lexer.isSpace(bytes[at]) {
                at += 1
            } else {
                return
            }
        }
    }

    /// White space without comments: where a comment has no place.
    mutating func skipWhite() {
        while at < end, Lexer.isSpace(bytes[at]) { at += 1 }
    }

    /// True, and moved past it, when `word` stands here and ends here.
    mutating func take(_ word: StaticString) -> Bool {
        guard starts(with: word) else { return false }
        let after = peek(word.utf8CodeUnitCount)
        guard after.map({ Lexer.isSpace($0) || Lexer.isDelimiter($0) }) ?? true else { return false }
        at += word.utf8CodeUnitCount
        return true
    }

    func starts(with word: StaticString) -> Bool {
        guard word.utf8CodeUnitCount <= end - at else { return false }
        return word.withUTF8Buffer { wanted in
            for place in 0..<wanted.count where bytes[at + place] != wanted[place] { return false }
            return true
        }
    }

    /// An unsigned integer of at most 15 digits, without white space before it.
    mutating func unsigned() -> Int? {
        var value = 0
        let start = at
        while let byte = peek, 0x30...0x39 ~= byte {
            guard at - start < 15 else { return nil }
            value = value * 10 + Int(byte - 0x30)
            at += 1
        }
        return at > start ? value : nil
    }

    static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 || byte == 0x0c || byte == 0
    }

    static func isDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x28, 0x29, 0x3c, 0x3e, 0x5b, 0x5d, 0x7b, 0x7d, 0x2f, 0x25: true
        default: false
        }
    }

    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}

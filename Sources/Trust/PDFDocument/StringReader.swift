/// Strings of §7.3.4: literal with escapes and balanced parentheses, and hexadecimal.
extension ObjectReader {
    mutating func literal() throws(PDFRefusal) -> [UInt8] {
        lexer.at += 1
        var bytes: [UInt8] = []
        var open = 1
        while let byte = lexer.next() {
            switch byte {
            case 0x28:
                open += 1
                bytes.append(byte)
            case 0x29:
                open -= 1
                if open == 0 { return bytes }
                bytes.append(byte)
            case 0x5c:
                if let escaped = escape() { bytes.append(escaped) }
            case 0x0d:
                if lexer.peek == 0x0a { lexer.at += 1 }
                bytes.append(0x0a)
            default:
                bytes.append(byte)
            }
        }
        throw malformed
    }

    /// What a backslash stands for; nil where a line goes on. An unknown letter stands for itself.
    private mutating func escape() -> UInt8? {
        guard let byte = lexer.next() else { return nil }
        switch byte {
        case 0x6e: return 0x0a
        case 0x72: return 0x0d
        case 0x74: return 0x09
        case 0x62: return 0x08
        case 0x66: return 0x0c
        case 0x0a: return nil
        case 0x0d:
            if lexer.peek == 0x0a { lexer.at += 1 }
            return nil
        case 0x30...0x37:
            var value = UInt(byte - 0x30)
            for _ in 0..<2 {
                guard let digit = lexer.peek, 0x30...0x37 ~= digit else { break }
                value = value << 3 | UInt(digit - 0x30)
                lexer.at += 1
            }
            return UInt8(truncatingIfNeeded: value)
        default: return byte
        }
    }

    mutating func hexadecimal() throws(PDFRefusal) -> [UInt8] {
        lexer.at += 1
        var bytes: [UInt8] = []
        var high: UInt8?
        while let byte = lexer.next() {
            if byte == 0x3e {
                if let high { bytes.append(high << 4) }
                return bytes
            }
            if Lexer.isSpace(byte) { continue }
            guard let value = Lexer.hexValue(byte) else { throw malformed }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        throw malformed
    }
}

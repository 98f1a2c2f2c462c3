/// Separates Swift code from comments and string literals, enough for these rules: nested comments, interpolation, multi-line and raw
/// strings. Does not know regex literals.
enum Lexer {
    static func cut(_ text: [UInt8]) -> (code: [UInt8], literals: [UInt8]) {
        var scan = Scan(text: text)
        scan.run()
        return (scan.code, scan.literals)
    }

    private struct Literal {
        let hashes: Int
        let isMultiline: Bool
        /// Parentheses open in the interpolation being read; 0 while in the literal's own text.
        var depth = 0
    }

    private struct Scan {
        let text: [UInt8]
        var code: [UInt8]
        var literals: [UInt8]
        var at = 0
        var open: [Literal] = []

        init(text: [UInt8]) {
            self.text = text
            let blank = text.map { $0 == newline ? newline : UInt8(ascii: " ") }
            code = blank
            literals = blank
        }

        mutating func run() {
            while at < text.count {
                if let literal = open.last, literal.depth == 0 { readLiteral(literal) } else { readCode() }
            }
        }

        private mutating func readCode() {
            let byte = text[at]
            switch byte {
            case UInt8(ascii: "/") where next(1) == UInt8(ascii: "/"): skipLine()
            case UInt8(ascii: "/") where next(1) == UInt8(ascii: "*"): skipBlock()
            case UInt8(ascii: "\""), UInt8(ascii: "#"):
                if !openLiteral() { keep() }
            case UInt8(ascii: "("):
                deepen(by: 1)
                keep()
            case UInt8(ascii: ")"):
                deepen(by: -1)
                keep()
            default: keep()
            }
        }

        private mutating func readLiteral(_ literal: Literal) {
            if text[at] == UInt8(ascii: "\\"), matches(UInt8(ascii: "#"), literal.hashes, from: at + 1) {
                if next(1 + literal.hashes) == UInt8(ascii: "(") {
                    at += 2 + literal.hashes
                    open[open.count - 1].depth = 1
                } else {
                    at += 2 + literal.hashes
                }
                return
            }
            let quotes = literal.isMultiline ? 3 : 1
            let closes = matches(UInt8(ascii: "\""), quotes, from: at) && matches(UInt8(ascii: "#"), literal.hashes, from: at + quotes)
            if closes || (!literal.isMultiline && text[at] == newline) {
                if closes { code[at] = UInt8(ascii: "\"") }
                at += closes ? quotes + literal.hashes : 1
                open.removeLast()
                return
            }
            literals[at] = text[at]
            at += 1
        }

        /// True when a literal begins here, after any number of `#`.
        private mutating func openLiteral() -> Bool {
            var hashes = 0
            while next(hashes) == UInt8(ascii: "#") { hashes += 1 }
            guard next(hashes) == UInt8(ascii: "\"") else { return false }
            let isMultiline = matches(UInt8(ascii: "\""), 3, from: at + hashes)
            code[at] = UInt8(ascii: "\"")
            at += hashes + (isMultiline ? 3 : 1)
            open.append(Literal(hashes: hashes, isMultiline: isMultiline))
            return true
        }

        private mutating func skipLine() {
            while at < text.count, text[at] != newline { at += 1 }
        }

        private mutating func skipBlock() {
            var depth = 0
            repeat {
                if next(0) == UInt8(ascii: "/"), next(1) == UInt8(ascii: "*") {
                    depth += 1
                    at += 2
                } else if next(0) == UInt8(ascii: "*"), next(1) == UInt8(ascii: "/") {
                    depth -= 1
                    at += 2
                } else {
                    at += 1
                }
            } while depth > 0 && at < text.count
        }

        private mutating func keep() {
            guard at < text.count else { return }
            code[at] = text[at]
            at += 1
        }

        private mutating func deepen(by step: Int) {
            if !open.isEmpty { open[open.count - 1].depth += step }
        }

        private func next(_ distance: Int) -> UInt8? { at + distance < text.count ? text[at + distance] : nil }

        private func matches(_ byte: UInt8, _ count: Int, from start: Int) -> Bool {
            guard start + count <= text.count else { return false }
            for index in start..<(start + count) where text[index] != byte { return false }
            return true
        }
    }
}

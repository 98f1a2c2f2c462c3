/// What fits in the head: files, functions, lines.
extension Rule {
    static let sizes: [Rule] = [
        .each(
            "a file holds at most 400 lines",
            of: { isSwift($0) || $0.path.hasSuffix(".c") || $0.path.hasSuffix(".h") || $0.path.hasSuffix(".py") },
            offender: SourceFile("Sources/Ground/Values/Long.swift", String(repeating: "let a = 1\n", count: 401)),
            innocent: SourceFile("Sources/Ground/Values/Long.swift", String(repeating: "let a = 1\n", count: 400))
        ) { file in
            guard file.lines.count > 400 else { return [] }
            return [file.found("\(file.lines.count) lines", use: "two files of one idea each", at: file.lines[400])]
        },
        .each(
            "a function holds at most 70 lines", of: isSwift,
            offender: SourceFile(
                "Sources/Ground/Values/A.swift",
                "func f(\n    _ a: Int = { 1 }()\n) -> Int {\n\(String(repeating: "    g()\n", count: 69))}\n"),
            innocent: SourceFile(
                "Sources/Ground/Values/A.swift",
                "protocol P {\n    func f()\n    init()\n}\nfunc f() {\n\(String(repeating: "    g()\n", count: 68))}\n")
        ) { file in
            bodies(in: file).compactMap { start, end in
                let count = file.line(at: end) - file.line(at: start) + 1
                return count > 70
                    ? file.found("a function of \(count) lines", use: "70 at most: branches in the parent, pure leaves", at: start) : nil
            }
        },
        .each(
            "a line holds at most 140 columns", of: { isSwift($0) || $0.path.hasPrefix("script/") },
            offender: SourceFile("Sources/Ground/Values/A.swift", "// " + String(repeating: "é", count: 138) + "\n"),
            innocent: SourceFile("Sources/Ground/Values/A.swift", "// " + String(repeating: "é", count: 137) + "\n")
        ) { file in
            (1...file.lines.count).compactMap { number in
                let line = file.bytes(ofLine: number, in: file.text)
                guard line.count > 140 else { return nil }
                let columns = line.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
                return columns > 140 ? file.found("\(columns) columns", use: "140 at most", at: line.startIndex) : nil
            }
        },
    ]

    /// Functions and initialisers that have a body: where each begins and where its last brace is.
    private static func bodies(in file: SourceFile) -> [(start: Int, end: Int)] {
        let starts =
            file.places(of: "func ", in: file.code) + file.places(of: "init", in: file.code) + file.places(of: "deinit", in: file.code)
        return starts.compactMap { start in
            guard !(start > 0 && file.code[start - 1] == UInt8(ascii: ".")), let open = opening(after: start, in: file.code) else {
                return nil
            }
            return closing(of: open, in: file.code).map { (start, $0) }
        }
    }

    /// The brace that opens the body of a declaration, or nil when the declaration has none.
    private static func opening(after start: Int, in code: [UInt8]) -> Int? {
        var depth = 0
        var at = start
        while at < code.count {
            switch code[at] {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "{") where depth == 0: return at
            case UInt8(ascii: "}") where depth == 0: return nil
            case newline where depth == 0:
                let rest = code[(at + 1)...].drop { $0 == UInt8(ascii: " ") || $0 == newline }
                let goesOn = ["{", "->", "where ", "throws", "async", "rethrows"].contains { rest.starts(with: $0.utf8) }
                if !goesOn { return nil }
            default: break
            }
            if depth < 0 { return nil }
            at += 1
        }
        return nil
    }

    private static func closing(of open: Int, in code: [UInt8]) -> Int? {
        var depth = 0
        for at in open..<code.count {
            if code[at] == UInt8(ascii: "{") { depth += 1 }
            if code[at] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return at }
            }
        }
        return nil
    }
}

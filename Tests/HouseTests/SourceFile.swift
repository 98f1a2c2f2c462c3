/// One text file, cut once into three views of equal length, so that a place in one is the same place in the others.
struct SourceFile: Sendable {
    /// Relative to the repository, with `/`.
    let path: String
    let text: [UInt8]
    /// The text with comments and the insides of string literals blanked; lines stay where they are.
    let code: [UInt8]
    /// Only the insides of string literals; everything else is blank.
    let literals: [UInt8]
    /// Where each line starts.
    let lines: [Int]

    init(path: String, text: [UInt8]) {
        self.path = path
        self.text = text
        let isSwift = path.hasSuffix(".swift")
        let cut = isSwift ? Lexer.cut(text) : (code: text, literals: text)
        code = cut.code
        literals = cut.literals
        var starts = [0]
        for index in text.indices where text[index] == newline { starts.append(index + 1) }
        if starts.count > 1, starts.last == text.count { starts.removeLast() }
        lines = starts
    }

    init(_ path: String, _ text: String) { self.init(path: path, text: Array(text.utf8)) }

    var name: String { String(path.split(separator: "/").last ?? "") }
    var isSwift: Bool { path.hasSuffix(".swift") }

    /// "Trust" and "CMS" of `Sources/Trust/CMS/…`.
    var floor: String? { part(1) }
    var module: String? { part(2) }

    private func part(_ index: Int) -> String? {
        let parts = path.split(separator: "/")
        return parts.count > 3 && parts[0] == "Sources" ? String(parts[index]) : nil
    }

    func line(at offset: Int) -> Int {
        var low = 0
        var high = lines.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lines[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The bytes of line `number` (from 1), without its end.
    func bytes(ofLine number: Int, in view: [UInt8]) -> ArraySlice<UInt8> {
        let start = lines[number - 1]
        let next = number < lines.count ? lines[number] : text.count
        let end = next > start && text[next - 1] == newline ? next - 1 : next
        return view[start..<max(start, end)]
    }

    func found(_ problem: String, use remedy: String, at offset: Int) -> Finding {
        Finding(path: path, line: line(at: offset), problem: problem, remedy: remedy)
    }
}

let newline = UInt8(ascii: "\n")

/// What a rule says: `path:line: X; use Y`.
struct Finding: Hashable, Sendable, CustomStringConvertible {
    let path: String
    let line: Int
    let problem: String
    let remedy: String

    var description: String { "\(path):\(line): \(problem); use \(remedy)" }
}

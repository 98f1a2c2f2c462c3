/// Reads which targets Package.swift declares and what each depends on, whatever function declares them: a call whose first house name is
/// the target, and whose bracketed lists, or the named lists it adds, hold the others.
struct Manifest {
    struct Target {
        let name: String
        var dependencies: [(module: String, at: Int)] = []
    }

    let file: SourceFile
    private var lists: [String: [String]] = [:]

    init(_ file: SourceFile) {
        self.file = file
        for (word, next) in zip(file.words, file.words.dropFirst()) where word.word == "let" {
            let line = file.bytes(ofLine: file.line(at: next.at), in: file.code)
            if line.starts(with: "let \(next.word): [Target.Dependency]".utf8), let equals = line.firstIndex(of: UInt8(ascii: "=")) {
                lists[next.word] = strings(from: equals, to: line.endIndex).map(\.text)
            }
        }
    }

    var targets: [Target] {
        let callsOfOthers = ["Package", "package", "product", "executable", "library"]
        return file.code.indices.filter { file.code[$0] == UInt8(ascii: "(") && $0 > 0 && isWord(file.code[$0 - 1]) }.compactMap { open in
            let callee = String(decoding: file.code[..<open].reversed().prefix { isWord($0) }.reversed(), as: UTF8.self)
            return callsOfOthers.contains(callee) ? nil : target(openedAt: open)
        }
    }

    /// The call's first name of a room is the target; every later one, and every member of a named list, is a dependency.
    private func target(openedAt open: Int) -> Target? {
        let end = close(of: open)
        var names = strings(from: open, to: end).filter { House.byName[$0.text] != nil }
        guard let first = names.first, isDirect(first.at, in: open) else { return nil }
        names.removeFirst()
        var target = Target(name: first.text, dependencies: names.map { ($0.text, $0.at) })
        for (word, at) in file.words where at > open && at < end {
            for module in lists[word] ?? [] { target.dependencies.append((module, at)) }
        }
        return target
    }

    private func strings(from start: Int, to end: Int) -> [(text: String, at: Int)] {
        let quotes = (start..<end).filter { file.code[$0] == UInt8(ascii: "\"") }
        return stride(from: 0, to: quotes.count - 1, by: 2).map { index in
            (String(decoding: file.literals[(quotes[index] + 1)..<quotes[index + 1]], as: UTF8.self), quotes[index])
        }
    }

    /// Not within a list or another call: the first name inside a list is a dependency of something else.
    private func isDirect(_ at: Int, in open: Int) -> Bool {
        file.code[open..<at].reduce(0) { depth, byte in
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["): depth + 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth - 1
            default: depth
            }
        } == 1
    }

    private func close(of open: Int) -> Int {
        var depth = 0
        for at in open..<file.code.count {
            if file.code[at] == UInt8(ascii: "(") { depth += 1 }
            if file.code[at] == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 { return at }
        }
        return file.code.count
    }
}

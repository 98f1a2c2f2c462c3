import Glibc

extension SourceFile {
    /// Every place of `token` in a view. A token that begins or ends with a letter must be a whole word there.
    func places(of token: String, in view: [UInt8]) -> [Int] {
        let needle = Array(token.utf8)
        var haystack = view
        haystack.append(0)
        let sought = token.utf8CString
        var found: [Int] = []
        haystack.withUnsafeBytes { text in
            sought.withUnsafeBufferPointer { word in
                guard let base = text.baseAddress?.assumingMemoryBound(to: CChar.self), let wanted = word.baseAddress else { return }
                var from = base
                while let hit = strstr(from, wanted) {
                    let offset = UnsafePointer(hit) - base
                    if isWhole(needle, at: offset, in: view) { found.append(offset) }
                    from = UnsafePointer(hit) + needle.count
                }
            }
        }
        return found
    }

    private func isWhole(_ needle: [UInt8], at offset: Int, in view: [UInt8]) -> Bool {
        let end = offset + needle.count
        if let first = needle.first, isWord(first), offset > 0, isWord(view[offset - 1]) { return false }
        if let last = needle.last, isWord(last), end < view.count, isWord(view[end]) { return false }
        return true
    }

    /// Names of the modules that the file imports, each with its place.
    var imports: [(module: String, at: Int)] {
        places(of: "import ", in: code).compactMap { place in
            var at = place + 7
            var name: [UInt8] = []
            while at < code.count, isWord(code[at]) || code[at] == UInt8(ascii: "-") {
                name.append(code[at])
                at += 1
            }
            let kinds = ["struct", "class", "enum", "func", "protocol", "typealias", "let", "var"]
            if kinds.contains(String(decoding: name, as: UTF8.self)) {
                name = code[at...].dropFirst().prefix { isWord($0) }.map { $0 }
            }
            return name.isEmpty ? nil : (String(decoding: name, as: UTF8.self), place)
        }
    }

    /// The words of the code, in order.
    var words: [(word: String, at: Int)] {
        var found: [(String, Int)] = []
        var start: Int?
        for index in code.indices {
            if isWord(code[index]) {
                if start == nil { start = index }
            } else if let begin = start {
                found.append((String(decoding: code[begin..<index], as: UTF8.self), begin))
                start = nil
            }
        }
        if let begin = start { found.append((String(decoding: code[begin...], as: UTF8.self), begin)) }
        return found
    }
}

func isWord(_ byte: UInt8) -> Bool {
    (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x5F || byte >= 0x80
}

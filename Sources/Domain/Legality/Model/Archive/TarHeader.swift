/// One header block of a tar. Nil when it cannot be believed: wrong sum, unknown magic, numbers that are not octal.
struct TarHeader {
    /// With every byte that is not printable ASCII written `\xHH`.
    let shownName: String
    let size: Int
    let brokenRules: [ArchiveRule]

    init?(_ block: [UInt8]) {
        guard block.count == 512, Self.sum(block) == Self.number(block[148..<156]) else { return nil }
        let magic = block[257..<265]
        let isGNU = magic.elementsEqual("ustar  \0".utf8)
        guard isGNU || magic.elementsEqual("ustar\u{0}00".utf8) else { return nil }
        let name = Self.text(block[0..<100])
        let prefix = Self.text(block[345..<500])
        guard let size = Self.number(block[124..<136]), let name, let prefix, !isGNU || prefix.isEmpty else { return nil }
        let path = prefix.isEmpty ? Array(name) : prefix + [0x2f] + name
        guard !path.isEmpty else { return nil }
        self.size = size
        shownName = Self.shown(path)
        var rules: [ArchiveRule] = []
        if let rule = Self.rule(type: block[156]) { rules.append(rule) }
        if let rule = Self.rule(path: path) { rules.append(rule) }
        brokenRules = rules
    }

    /// The sum of the block with its own field read as blanks.
    private static func sum(_ block: [UInt8]) -> Int {
        block.reduce(0) { $0 + Int($1) } - block[148..<156].reduce(0) { $0 + Int($1) } + 8 * 0x20
    }

    /// Octal digits, blanks before, NUL or blanks after. The binary form of GNU tar is for files of more than 8 GiB.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        let body = field.drop { $0 == 0x20 }
        let digits = body.prefix { 0x30...0x37 ~= $0 }
        guard !digits.isEmpty, body.dropFirst(digits.count).allSatisfy({ $0 == 0 || $0 == 0x20 }) else { return nil }
        return digits.reduce(0) { $0 << 3 | Int($1 & 7) }
    }

    /// Up to the first NUL; nil when something is hidden after it.
    private static func text(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let text = field.prefix { $0 != 0 }
        return field.dropFirst(text.count).allSatisfy { $0 == 0 } ? text : nil
    }

    private static func shown(_ path: [UInt8]) -> String {
        path.map { byte in
            if 0x20...0x7e ~= byte { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 16)
            return "\\x" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }

    private static func rule(type: UInt8) -> ArchiveRule? {
        switch UnicodeScalar(type) {
        case "0", "\0": nil
        case "1", "2": .link
        case "3", "4", "6": .device
        case "5": .folder
        default: .entryType
        }
    }

    private static func rule(path: [UInt8]) -> ArchiveRule? {
        let parts = path.split(separator: 0x2f, omittingEmptySubsequences: false)
        if path.first == 0x2f { return .absolutePath }
        if parts.contains(where: { $0.elementsEqual("..".utf8) }) { return .pathTraversal }
        if parts.count > 1 { return .nestedPath }
        let isPlain = path.first != 0x2e && path.first != 0x20 && path.allSatisfy { 0x20...0x7e ~= $0 && $0 != 0x5c }
        return isPlain ? nil : .entryName
    }
}

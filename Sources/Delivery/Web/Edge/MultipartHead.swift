/// The head of one part: `Content-Disposition: form-data` with a name and perhaps a file name, `Content-Type` perhaps.
enum MultipartHead {
    static func parse(_ bytes: [UInt8]) throws(MultipartRefusal) -> MultipartEvent {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        var disposition: String?
        var type: String?
        // CRLF is one Character: lines are cut there and nowhere else.
        for line in text.split(separator: "\r\n") {
            guard let colon = line.firstIndex(of: ":") else { throw .head }
            let value = trimmed(line[line.index(after: colon)...])
            switch line[..<colon].lowercased() {
            case "content-disposition":
                guard disposition == nil else { throw .head }
                disposition = value
            case "content-type":
                guard type == nil else { throw .head }
                type = value
            default: continue
            }
        }
        guard let disposition else { throw .head }
        let parameters = try parameters(disposition)
        guard let name = parameters["name"] else { throw .head }
        return .begin(name: name, filename: parameters["filename"], type: type)
    }

    /// `form-data; name="…"; filename="…"`. Browsers write a double quote, CR and LF inside a value as %22, %0D, %0A (WHATWG HTML).
    private static func parameters(_ text: String) throws(MultipartRefusal) -> [String: String] {
        var rest = Array(text.utf8)[...]
        let kind = rest.prefix { $0 != 0x3b }
        guard trimmed(String(decoding: kind, as: UTF8.self)).lowercased() == "form-data" else { throw .head }
        rest = rest.dropFirst(kind.count)
        var found: [String: String] = [:]
        while rest.first == 0x3b {
            rest = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
            let name = rest.prefix { $0 != 0x3d }
            rest = rest.dropFirst(name.count + 1)
            guard rest.first == 0x22 else { throw .head }
            rest = rest.dropFirst()
            let value = rest.prefix { $0 != 0x22 }
            guard rest.count > value.count else { throw .head }
            rest = rest.dropFirst(value.count + 1).drop { $0 == 0x20 || $0 == 0x09 }
            let key = String(decoding: name, as: UTF8.self).lowercased()
            // `filename*` is forbidden in forms (RFC 7578 §4.2).
            guard found[key] == nil, key != "filename*" else { throw .head }
            found[key] = unescaped(String(decoding: value, as: UTF8.self))
        }
        guard rest.isEmpty else { throw .head }
        return found
    }

    private static func unescaped(_ value: String) -> String {
        guard value.utf8.contains(0x25) else { return value }
        var result = ""
        var rest = value[...]
        while let percent = rest.firstIndex(of: "%") {
            result += rest[..<percent]
            let code = rest[percent...].prefix(3)
            switch code {
            case "%22": result += "\""
            case "%0D": result += "\r"
            case "%0A": result += "\n"
            default:
                result += "%"
                rest = rest[percent...].dropFirst()
                continue
            }
            rest = rest[percent...].dropFirst(3)
        }
        return result + rest
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        let spaces: Set<Character> = [" ", "\t"]
        return String(text.drop { spaces.contains($0) }.reversed().drop { spaces.contains($0) }.reversed())
    }
}

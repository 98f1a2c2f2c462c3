internal import Values

/// RFC 7468 text encodings, read leniently about what stands between the blocks and strictly inside them.
package enum PEM {
    package struct Block: Equatable, Sendable {
        package let label: String
        package let der: [UInt8]
    }

    /// Blocks in their order; a block whose base 64 is wrong or that does not end is left out.
    package static func blocks(_ text: String) -> [Block] {
        var blocks: [Block] = []
        var label: String?
        var body = ""
        for line in text.utf8.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
            let line = String(decoding: line, as: UTF8.self)
            if let begun = title(line, "-----BEGIN ") {
                (label, body) = (begun, "")
            } else if let ended = title(line, "-----END ") {
                if ended == label, let der = Base64.decode(body) { blocks.append(Block(label: ended, der: der)) }
                label = nil
            } else if label != nil {
                body += line.filter { $0 != " " && $0 != "\t" }
            }
        }
        return blocks
    }

    package static func text(label: String, der: [UInt8]) -> String {
        var lines = ["-----BEGIN \(label)-----"]
        var rest = Base64.encode(der)[...]
        while !rest.isEmpty {
            lines.append(String(rest.prefix(64)))
            rest = rest.dropFirst(64)
        }
        return (lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
    }

    private static func title(_ line: String, _ start: String) -> String? {
        let trimmed = line.last == " " ? String(line.prefix { $0 != "\t" }.reversed().drop { $0 == " " }.reversed()) : line
        guard trimmed.hasPrefix(start), trimmed.hasSuffix("-----"), trimmed.utf8.count >= start.utf8.count + 5 else { return nil }
        return String(trimmed.dropFirst(start.count).dropLast(5))
    }
}

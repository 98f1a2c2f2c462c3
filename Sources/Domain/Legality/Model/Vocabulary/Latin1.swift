/// Text for messages in ISO-8859-1: what the character set lacks is first written with what it has (’ as ', œ as oe, € as EUR,
/// – as -), then as a character reference.
enum Latin1 {
    /// One line of plain text: blanks joined, marks of formatting and control dropped, substitutes in place.
    static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        for character in text {
            if character.isWhitespace {
                if line.last != " ", !line.isEmpty { line.append(" ") }
            } else if let byte = accented[character] {
                line.append(Unicode.Scalar(byte))
            } else if let substitute = substitutes[character] {
                line.append(contentsOf: substitute.unicodeScalars)
            } else {
                line.append(contentsOf: character.unicodeScalars.filter(isText))
            }
        }
        if line.last == " " { line.removeLast() }
        return String(line)
    }

    /// At most `countMax` characters, cut where a word ends when there is such a place.
    static func cut(_ line: String, countMax: Int) -> String {
        let scalars = line.unicodeScalars
        guard scalars.count > countMax else { return line }
        let head = scalars.prefix(countMax)
        let next = scalars[head.endIndex]
        let end = next == " " ? head.endIndex : head.lastIndex(of: " ") ?? head.endIndex
        let kept = head[..<end]
        return String(kept.last == " " ? kept.dropLast() : kept)
    }

    /// Content of an element or of a quoted attribute.
    static func markup(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": bytes += Array("&amp;".utf8)
            case "<": bytes += Array("&lt;".utf8)
            case ">": bytes += Array("&gt;".utf8)
            case "\"": bytes += Array("&quot;".utf8)
            default:
                if let byte = UInt8(exactly: scalar.value) { bytes.append(byte) } else { bytes += Array("&#\(scalar.value);".utf8) }
            }
        }
        return bytes
    }

    /// A letter and its accent typed apart are the same `Character` as the composed one.
    private static let accented: [Character: UInt8] = Dictionary(
        uniqueKeysWithValues: (UInt8(0xa1)...0xff).filter { $0 != 0xad }.map { (Character(Unicode.Scalar($0)), $0) })

    private static let substitutes: [Character: String] = [
        "’": "'", "‘": "'", "‚": "'", "‛": "'", "ʼ": "'", "′": "'", "“": "\"", "”": "\"", "„": "\"", "″": "\"", "‹": "'", "›": "'",
        "œ": "oe", "Œ": "OE", "€": "EUR", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "−": "-", "…": "...", "•": "-", "™": "TM",
        "ﬁ": "fi", "ﬂ": "fl", "Ÿ": "Y",
    ]

    /// XML 1.0 §2.2 [2], without controls and without what shows nothing or turns the text around.
    private static func isText(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}

/// A line that people read: a title, a name, a reason. Trimmed, never empty, without any character that hides or reorders others.
package struct PlainText: Hashable, Sendable, CustomStringConvertible {
    package static let lengthMax = 500
    package let description: String

    package init(_ text: String, lengthMax: Int = PlainText.lengthMax) throws(TextRefusal) {
        let trimmed = trim(text)
        guard !trimmed.isEmpty else { throw .empty }
        guard trimmed.unicodeScalars.count <= lengthMax else { throw .tooLong(found: trimmed.unicodeScalars.count, allowed: lengthMax) }
        try refuseHidden(in: trimmed)
        description = String(trimmed)
    }
}

/// The name of a file as its depositor gave it: data to show, never a path. 255 bytes at most, as on every file system that will save it.
package struct DocumentName: Hashable, Sendable, CustomStringConvertible {
    package static let bytesMax = 255
    package let description: String

    package init(_ text: String) throws(TextRefusal) {
        guard !text.isEmpty else { throw .empty }
        guard text.utf8.count <= DocumentName.bytesMax else { throw .tooLong(found: text.utf8.count, allowed: DocumentName.bytesMax) }
        try refuseHidden(in: text[...])
        guard !text.utf8.contains(where: { $0 == 0x2f || $0 == 0x5c }), text != ".", text != ".." else { throw .path(text) }
        description = text
    }

    /// What follows the last dot, in lower case; empty when there is none.
    package var fileExtension: String {
        guard let dot = description.lastIndex(of: ".") else { return "" }
        return description[description.index(after: dot)...].lowercased()
    }
}

/// Why a text or a name was not taken (Unicode TR 36 §2: what is shown must be what is stored).
package enum TextRefusal: Error, Equatable, Sendable {
    case empty
    case tooLong(found: Int, allowed: Int)
    /// NUL, a line feed, a control of the terminal.
    case controlCharacter(UInt32)
    /// A mark that changes the order of reading: `invoice‮fdp.exe` is shown as `invoiceexe.pdf`.
    case bidirectionalMark(UInt32)
    /// A character that is not seen, or that no one has assigned.
    case invisibleCharacter(UInt32)
    /// A folder in the name of a file.
    case path(String)
}

private func refuseHidden(in text: Substring) throws(TextRefusal) {
    for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0x061c, 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: throw .bidirectionalMark(scalar.value)
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control: throw .controlCharacter(scalar.value)
        case .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: throw .invisibleCharacter(scalar.value)
        default: break
        }
    }
}

private func trim(_ text: String) -> Substring {
    var rest = text[...]
    while let first = rest.unicodeScalars.first, first == " " || first == "\u{a0}" { rest.unicodeScalars.removeFirst() }
    while let last = rest.unicodeScalars.last, last == " " || last == "\u{a0}" { rest.unicodeScalars.removeLast() }
    return rest
}

/// Writes values of §7.3 on one line. A real is written with the digits it was read with.
struct ObjectWriter {
    private(set) var bytes: [UInt8] = []

    mutating func text(_ text: String) { bytes += text.utf8 }

    mutating func zeros(_ count: Int) { bytes.append(contentsOf: [UInt8](repeating: 0x30, count: count)) }

    mutating func raw(_ raw: some Sequence<UInt8>) { bytes += raw }

    mutating func value(_ object: PDFObject) {
        switch object {
        case .null: text("null")
        case .boolean(let value): text(value ? "true" : "false")
        case .integer(let value): text(String(value))
        case .real(let digits): raw(digits)
        case .string(let value): string(value)
        case .name(let value): name(value)
        case .array(let items):
            text("[")
            for (place, item) in items.enumerated() {
                if place > 0 { text(" ") }
                value(item)
            }
            text("]")
        case .dictionary(let value): dictionary(value)
        // A stream's bytes stay where they are in the file: only its dictionary could be written again, and nothing does.
        case .stream(let stream): dictionary(stream.dictionary)
        case .reference(let reference): text("\(reference.number) \(reference.generation) R")
        }
    }

    mutating func dictionary(_ dictionary: PDFDictionary) {
        text("<<")
        for entry in dictionary.entries {
            text(" ")
            name(entry.key)
            text(" ")
            value(entry.value)
        }
        text(" >>")
    }

    mutating func name(_ name: PDFName) {
        text("/")
        for byte in name.bytes {
            if 0x21...0x7e ~= byte, byte != 0x23, !Lexer.isDelimiter(byte) {
                bytes.append(byte)
            } else {
                text("#")
                hexadecimal(CollectionOfOne(byte))
            }
        }
    }

    private mutating func string(_ string: [UInt8]) {
        guard string.allSatisfy({ 0x20...0x7e ~= $0 }) else {
            text("<")
            hexadecimal(string)
            return text(">")
        }
        text("(")
        for byte in string {
            if byte == 0x28 || byte == 0x29 || byte == 0x5c { bytes.append(0x5c) }
            bytes.append(byte)
        }
        text(")")
    }

    mutating func hexadecimal(_ source: some Sequence<UInt8>) {
        for byte in source {
            bytes.append(ObjectWriter.digit(byte >> 4))
            bytes.append(ObjectWriter.digit(byte & 15))
        }
    }

    static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x41 + value - 10 }
}

extension PDFObject {
    /// A text string (§7.9.2.2): ASCII as it is, anything else in UTF-16 with its mark.
    package static func text(_ text: String) -> PDFObject {
        let units = Array(text.utf8)
        guard units.allSatisfy({ 0x20...0x7e ~= $0 }) else {
            return .string([0xfe, 0xff] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] })
        }
        return .string(units)
    }
}

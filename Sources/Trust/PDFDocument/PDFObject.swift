/// A name without its slash, after `#` escapes (ISO 32000-2 §7.3.5). Bytes, not text: two names are equal when their bytes are.
package struct PDFName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) { self.bytes = bytes }
    package init(stringLiteral value: StaticString) {
        bytes = value.withUTF8Buffer { [UInt8]($0) }
    }

    package var description: String { "/" + String(decoding: bytes, as: UTF8.self) }
}

package struct PDFReference: Hashable, Sendable, CustomStringConvertible {
    package let number: Int
    package let generation: Int

    package init(_ number: Int, _ generation: Int = 0) { (self.number, self.generation) = (number, generation) }

    package var description: String { "\(number) \(generation) R" }
}

/// A value of §7.3. A real keeps its digits, so that what is written again is what was read.
package enum PDFObject: Equatable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int)
    case real([UInt8])
    case string([UInt8])
    case name(PDFName)
    case array([PDFObject])
    case dictionary(PDFDictionary)
    case stream(PDFStream)
    case reference(PDFReference)
}

extension PDFObject {
    package var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    package var name: PDFName? { if case .name(let value) = self { value } else { nil } }
    package var string: [UInt8]? { if case .string(let value) = self { value } else { nil } }
    package var array: [PDFObject]? { if case .array(let value) = self { value } else { nil } }
    package var reference: PDFReference? { if case .reference(let value) = self { value } else { nil } }
    package var stream: PDFStream? { if case .stream(let value) = self { value } else { nil } }

    /// 595, 595.0 and 595.00 are one number (§7.3.3).
    func isSameNumber(as other: PDFObject) -> Bool {
        guard let mine = number, let theirs = other.number else { return false }
        return mine == theirs
    }

    private var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .real(let digits): Double(String(decoding: digits, as: UTF8.self))
        default: nil
        }
    }

    /// The entries of a dictionary or of a stream's dictionary.
    package var dictionary: PDFDictionary? {
        switch self {
        case .dictionary(let value): value
        case .stream(let value): value.dictionary
        default: nil
        }
    }
}

/// Entries in the order of the file. A key occurs once: the reader refuses a second one.
package struct PDFDictionary: Equatable, Sendable {
    package private(set) var entries: [(key: PDFName, value: PDFObject)]

    package init(_ entries: [(key: PDFName, value: PDFObject)] = []) { self.entries = entries }

    package var keys: [PDFName] { entries.map(\.key) }

    package subscript(_ key: PDFName) -> PDFObject? {
        get { entries.first { $0.key == key }?.value }
        set {
            let place = entries.firstIndex { $0.key == key }
            switch (place, newValue) {
            case (let place?, let value?): entries[place].value = value
            case (let place?, nil): entries.remove(at: place)
            case (nil, let value?): entries.append((key, value))
            case (nil, nil): break
            }
        }
    }

    package static func == (left: PDFDictionary, right: PDFDictionary) -> Bool {
        left.entries.count == right.entries.count && left.entries.allSatisfy { right[$0.key] == $0.value }
    }
}

/// A dictionary and where its bytes lie in the file (§7.3.8), as stored: still filtered.
package struct PDFStream: Equatable, Sendable {
    package let dictionary: PDFDictionary
    package let range: Range<Int>
}

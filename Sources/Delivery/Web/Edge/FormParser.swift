/// The fields of a form that was posted: names may come several times (ticked boxes), order is kept.
package struct Form: Sendable {
    package let fields: [(name: String, value: String)]

    package init(fields: [(name: String, value: String)]) { self.fields = fields }

    /// The first value of that name.
    package subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    package func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }
}

package enum FormRefusal: Error, Equatable, Sendable {
    case tooManyFields(allowed: Int)
    case encoding
    case notUTF8
    /// Neither urlencoded nor multipart.
    case type(String)
}

/// `application/x-www-form-urlencoded` (WHATWG URL §5.1), strict: percent signs must be followed by two digits, text must be UTF-8.
package enum FormParser {
    package static let fieldCountMax = 1000

    package static func parse(_ bytes: some Collection<UInt8>) throws(FormRefusal) -> Form {
        var fields: [(name: String, value: String)] = []
        for pair in bytes.split(separator: 0x26) {
            guard fields.count < fieldCountMax else { throw .tooManyFields(allowed: fieldCountMax) }
            let cut = pair.firstIndex(of: 0x3d)
            let name = cut.map { pair[..<$0] } ?? pair[...]
            let value = cut.map { pair[$0...].dropFirst() } ?? pair.suffix(0)
            fields.append((try text(name), try text(value)))
        }
        return Form(fields: fields)
    }

    private static func text(_ bytes: some Collection<UInt8>) throws(FormRefusal) -> String {
        let spaced = bytes.map { $0 == 0x2b ? UInt8(0x20) : $0 }
        guard let decoded = Target.percentDecoded(spaced) else { throw .encoding }
        guard let text = String(validating: decoded, as: UTF8.self), !text.utf8.contains(0) else { throw .notUTF8 }
        return text
    }
}

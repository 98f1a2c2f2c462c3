/// Why bytes are not a canonical object.
package enum CanonicalRefusal: Error, Equatable, Sendable {
    case tooLarge(found: Int, allowed: Int)
    case notUTF8
    case malformed(at: Int)
    /// It reads, but is not written as we would write it: a space, another order, a member twice, an escape that is not needed.
    case notCanonical
}

/// A flat JSON object in the one writing of RFC 8785: members sorted by UTF-16, no space, the shortest escapes.
/// Holds texts, whole numbers from 0 to 2⁵³ − 1, and null. No array, no object inside an object: there is no depth to limit.
package enum CanonicalObject {
    package enum Value: Hashable, Sendable {
        case text(String)
        case number(UInt64)
        case null
    }

    package static let sizeMax = 32 * 1024
    package static let numberMax: UInt64 = 1 << 53 - 1

    package static func write(_ members: [String: Value]) -> [UInt8] {
        let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
        return Array("{\(sorted.map { "\(quoted($0.key)):\(written($0.value))" }.joined(separator: ","))}".utf8)
    }

    /// Reads, writes again and compares: nothing that differs by a byte is accepted.
    package static func read(_ bytes: [UInt8]) throws(CanonicalRefusal) -> [String: Value] {
        guard bytes.count <= sizeMax else { throw .tooLarge(found: bytes.count, allowed: sizeMax) }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        var reader = CanonicalReader(rest: bytes[...])
        let members = try reader.object()
        guard write(members) == bytes else { throw .notCanonical }
        return members
    }

    private static func written(_ value: Value) -> String {
        switch value {
        case .text(let text): quoted(text)
        case .number(let number): String(number)
        case .null: "null"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{08}": quoted += "\\b"
            case "\t": quoted += "\\t"
            case "\n": quoted += "\\n"
            case "\u{0c}": quoted += "\\f"
            case "\r": quoted += "\\r"
            case "\0"..."\u{1f}":
                quoted += scalar.value < 16 ? "\\u000\(String(scalar.value, radix: 16))" : "\\u001\(String(scalar.value - 16, radix: 16))"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}

/// Takes bytes from the front and cannot index: what is missing is a refusal, never a trap.
private struct CanonicalReader {
    var rest: ArraySlice<UInt8>

    mutating func object() throws(CanonicalRefusal) -> [String: CanonicalObject.Value] {
        var members: [String: CanonicalObject.Value] = [:]
        try expect("{")
        if rest.first != UInt8(ascii: "}") {
            repeat {
                let name = try text()
                try expect(":")
                members[name] = try value()
            } while take(if: ",")
        }
        try expect("}")
        guard rest.isEmpty else { throw .malformed(at: rest.startIndex) }
        return members
    }

    private mutating func value() throws(CanonicalRefusal) -> CanonicalObject.Value {
        switch rest.first {
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "n"):
            try expect("null")
            return .null
        default:
            let start = rest.startIndex
            let digits = rest.prefix { 0x30...0x39 ~= $0 }
            rest = rest.dropFirst(digits.count)
            guard let number = Decimal.read(Substring(decoding: digits, as: UTF8.self)), number <= CanonicalObject.numberMax else {
                throw .malformed(at: start)
            }
            return .number(number)
        }
    }

    private mutating func text() throws(CanonicalRefusal) -> String {
        try expect("\"")
        var bytes: [UInt8] = []
        while let byte = rest.popFirst(), byte >= 0x20 {
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: bytes, as: UTF8.self)
            case UInt8(ascii: "\\"): bytes.append(try escaped())
            default: bytes.append(byte)
            }
        }
        throw .malformed(at: rest.startIndex)
    }

    private mutating func escaped() throws(CanonicalRefusal) -> UInt8 {
        switch rest.popFirst() {
        case UInt8(ascii: "\""): return 0x22
        case UInt8(ascii: "\\"): return 0x5c
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "n"): return 0x0a
        case UInt8(ascii: "f"): return 0x0c
        case UInt8(ascii: "r"): return 0x0d
        case UInt8(ascii: "u"):
            try expect("00")
            let digits = rest.prefix(2)
            rest = rest.dropFirst(2)
            guard digits.count == 2, let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), code < 0x20 else {
                throw .malformed(at: rest.startIndex)
            }
            return code
        default: throw .malformed(at: rest.startIndex)
        }
    }

    private mutating func expect(_ literal: StaticString) throws(CanonicalRefusal) {
        let wanted = literal.withUTF8Buffer(Array.init)
        guard rest.starts(with: wanted) else { throw .malformed(at: rest.startIndex) }
        rest = rest.dropFirst(wanted.count)
    }

    private mutating func take(if character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }
}

/// The path of a request: which ones exist at all, and the one place where a piece of it is decoded.
package enum Target {
    /// Nil for a target that may be routed: `/`, segments of RFC 3986 characters, percent-encoding that decodes to UTF-8 without control
    /// characters, slashes, backslashes or percent signs (double encoding); no dot segment, no empty one; then perhaps a query.
    package static func refusal(of target: String) -> EdgeRefusal? {
        let bytes = Array(target.utf8)
        guard bytes.count <= EdgePolicy.targetLengthMax else {
            return .targetTooLong(found: bytes.count, allowed: EdgePolicy.targetLengthMax)
        }
        guard bytes.first == 0x2f else { return .targetForm }
        let path = bytes.prefix { $0 != 0x3f }
        if let place = bytes.firstIndex(where: { !isAllowed($0) }) { return .targetCharacter(at: place) }
        if path.contains(0x3f) { return .targetSegment }
        let segments = path.dropFirst().split(separator: 0x2f, omittingEmptySubsequences: false)
        for (rank, segment) in segments.enumerated() {
            // A last empty segment is a final slash, which no address of ours has but `/`: it is not found, not refused.
            if segment.isEmpty, rank < segments.count - 1 { return .targetSegment }
            guard let decoded = decode(segment) else { return .targetSegment }
            if decoded == "." || decoded == ".." { return .targetSegment }
        }
        return isSoundQuery(bytes.dropFirst(path.count)) ? nil : .targetCharacter(at: path.count)
    }

    /// The meaning of one piece of a path, for who receives it as a parameter. Nil when it is not one.
    package static func decode(_ piece: some Collection<UInt8>) -> String? {
        guard let bytes = percentDecoded(piece), let text = String(validating: bytes, as: UTF8.self) else { return nil }
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0...0x1f, 0x7f...0x9f, 0x25, 0x2f, 0x5c: return nil
            // Marks that turn the direction of reading disguise names.
            case 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069: return nil
            default: continue
            }
        }
        return text
    }

    /// Bytes behind %XX; nil when a percent sign is not followed by two digits.
    static func percentDecoded(_ piece: some Collection<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(piece.count)
        var rest = piece.makeIterator()
        while let byte = rest.next() {
            guard byte == 0x25 else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal) else { return nil }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    private static func isSoundQuery(_ query: some Collection<UInt8>) -> Bool {
        guard let bytes = percentDecoded(query), let text = String(validating: bytes, as: UTF8.self) else { return false }
        return text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f }
    }

    /// RFC 3986 §2: unreserved, sub-delims, `:` `@` `/` `?` and `%`. No fragment, no quote but the simple one, nothing above ASCII.
    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x21, 0x24...0x2f, 0x3a, 0x3b, 0x3d, 0x3f, 0x40, 0x5f, 0x7e: true
        default: false
        }
    }
}

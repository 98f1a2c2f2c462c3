/// A SHA-256 value: the public identity of a document is the digest of its bytes.
package struct Digest: Hashable, Sendable {
    /// Always 32.
    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// 64 lower-case hexadecimal digits; nothing else is a digest.
    package init?(hex: String) {
        guard hex.utf8.count == 64, let bytes = Hexadecimal.decode(hex) else { return nil }
        self.bytes = bytes
    }

    package var hex: String { Hexadecimal.encode(bytes) }
}

extension Digest: CustomStringConvertible {
    package var description: String { hex }
}

/// Lower-case base 16, canonical: an upper-case letter is refused.
package enum Hexadecimal {
    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digit(byte >> 4))
            text.append(digit(byte & 15))
        }
        return String(decoding: text, as: UTF8.self)
    }

    package static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var high: UInt8?
        for character in text.utf8 {
            guard let value = value(of: character) else { return nil }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return high == nil ? bytes : nil
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x61 + value - 10 }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case 0x30...0x39: character - 0x30
        case 0x61...0x66: character - 0x61 + 10
        default: nil
        }
    }
}

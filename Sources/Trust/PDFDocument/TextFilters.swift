/// The small filters of §7.4.2, .3 and .5. They stop at their end mark or at the first byte that is not theirs.
enum TextFilters {
    static func hexadecimal(_ data: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var high: UInt8?
        for byte in data {
            if Lexer.isSpace(byte) { continue }
            guard let value = Lexer.hexValue(byte) else { break }
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        if let high { bytes.append(high << 4) }
        return bytes
    }

    static func base85(_ data: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var group: [UInt8] = []
        for byte in data {
            switch byte {
            case 0x7a where group.isEmpty: bytes += [0, 0, 0, 0]
            case 0x21...0x75:
                group.append(byte - 0x21)
                guard group.count == 5 else { continue }
                bytes += four(group)
                group = []
            case _ where Lexer.isSpace(byte): continue
            default: return bytes + last(group)
            }
        }
        return bytes + last(group)
    }

    private static func four(_ group: [UInt8]) -> [UInt8] {
        let value = group.reduce(UInt64(0)) { $0 * 85 + UInt64($1) }
        return [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> UInt64($0)) }
    }

    private static func last(_ group: [UInt8]) -> ArraySlice<UInt8> {
        guard group.count > 1 else { return [] }
        return four(group + [UInt8](repeating: 84, count: 5 - group.count)).prefix(group.count - 1)
    }

    /// Nil when more than `bytesMax` would come out.
    static func runLength(_ data: ArraySlice<UInt8>, bytesMax: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = data
        while let length = rest.popFirst(), length != 128 {
            if length < 128 {
                let run = rest.prefix(Int(length) + 1)
                bytes += run
                rest = rest.dropFirst(run.count)
            } else if let byte = rest.popFirst() {
                bytes += repeatElement(byte, count: 257 - Int(length))
            }
            guard bytes.count <= bytesMax else { return nil }
        }
        return bytes
    }
}

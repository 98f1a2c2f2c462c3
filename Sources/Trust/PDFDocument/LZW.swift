/// LZW of §7.4.4 with early change, as files have it. Stops at the first code that cannot be.
enum LZW {
    /// Nil when more than `bytesMax` would come out.
    static func decode(_ data: ArraySlice<UInt8>, bytesMax: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        // A code above 257 is a run that already came out: where it starts and how long it is.
        var runs: [Range<Int>] = []
        var previous: Range<Int>?
        var width = 9
        var held: UInt32 = 0
        var bits = 0
        for byte in data {
            held = held << 8 | UInt32(byte)
            bits += 8
            guard bits >= width else { continue }
            bits -= width
            let code = Int(held >> UInt32(bits)) & (1 << width - 1)
            held &= 1 << UInt32(bits) - 1
            if code == 257 { break }
            if code == 256 {
                (runs, previous, width) = ([], nil, 9)
                continue
            }
            let start = bytes.count
            if code < 256 {
                bytes.append(UInt8(code))
            } else if code - 258 < runs.count {
                bytes += bytes[runs[code - 258]]
            } else if let previous, code - 258 == runs.count {
                bytes += bytes[previous]
                bytes.append(bytes[previous.lowerBound])
            } else {
                break
            }
            if let previous, runs.count < 4096 - 258 { runs.append(previous.lowerBound..<(previous.upperBound + 1)) }
            previous = start..<bytes.count
            let known = runs.count + 258 + 1
            width = known >= 2048 ? 12 : known >= 1024 ? 11 : known >= 512 ? 10 : 9
            guard bytes.count <= bytesMax else { return nil }
        }
        return bytes
    }
}

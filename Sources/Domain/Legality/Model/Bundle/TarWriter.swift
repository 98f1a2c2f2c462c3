import Compression
import Values

/// A reproducible .tar.gz: USTAR (POSIX.1-1988), flat, owner 0, mode 0644, one time for all entries, gzip without name and time.
/// Only one file at a time is in memory beside what is already compressed.
struct TarWriter: ~Copyable {
    private let seconds: Int
    private var deflater: Deflater
    private var output: [UInt8] = []
    private var written = 0

    private static let block = 512
    /// tar reads and writes by records of twenty blocks.
    private static let record = 20 * block

    init(time day: CivilDate) throws(CompressionRefusal) {
        seconds = day.daysSince1970 * 86_400
        deflater = try Deflater(.gzip, level: 6)
    }

    /// `name` is ASCII, at most 100 characters.
    mutating func add(_ name: String, _ bytes: [UInt8]) throws(CompressionRefusal) {
        try write(header(name, size: bytes.count)[...])
        try write(bytes[...])
        try write([UInt8](repeating: 0, count: (Self.block - bytes.count % Self.block) % Self.block)[...])
    }

    consuming func finish() throws(CompressionRefusal) -> [UInt8] {
        let end = written + 2 * Self.block
        let padding = (Self.record - end % Self.record) % Self.record
        try write([UInt8](repeating: 0, count: 2 * Self.block + padding)[...])
        var output = output
        try deflater.finish(into: &output)
        return output
    }

    private mutating func write(_ bytes: ArraySlice<UInt8>) throws(CompressionRefusal) {
        written += bytes.count
        try deflater.feed(bytes, into: &output)
    }

    private func header(_ name: String, size: Int) -> [UInt8] {
        let head =
            Self.field(name, 100) + Self.octal(0o644, 8) + Self.octal(0, 8) + Self.octal(0, 8) + Self.octal(size, 12)
            + Self.octal(seconds, 12)
        let tail = Self.field("0", 1) + Self.field("", 100) + Self.field("ustar", 6) + Self.field("00", 2) + Self.field("", 247)
        let sum = (head + tail).reduce(8 * 0x20) { $0 + Int($1) }
        return head + Self.octal(sum, 7) + [0x20] + tail
    }

    private static func field(_ text: String, _ length: Int) -> [UInt8] {
        let bytes = Array(text.utf8.prefix(length))
        return bytes + [UInt8](repeating: 0, count: length - bytes.count)
    }

    private static func octal(_ value: Int, _ length: Int) -> [UInt8] {
        let digits = String(max(0, value), radix: 8)
        return field(String(repeating: "0", count: max(0, length - 1 - digits.count)) + digits, length)
    }
}

#if canImport(Glibc)
    import Glibc
#endif

/// One step of a `multipart/form-data` body (RFC 7578).
package enum MultipartEvent: Equatable, Sendable {
    /// `filename` is data, never a path; nil for a field that is not a file.
    case begin(name: String, filename: String?, type: String?)
    case bytes([UInt8])
    case end
}

package enum MultipartRefusal: Error, Equatable, Sendable {
    /// RFC 2046 §5.1.1: 1 to 70 characters of a short list.
    case boundary
    case preambleTooLong(allowed: Int)
    case headTooLong(allowed: Int)
    case head
    case tooManyParts(allowed: Int)
    /// After a boundary comes `--` or a line end.
    case delimiter
    /// The body ended before its last boundary.
    case truncated
    case notUTF8
}

/// Reads a multipart body as it comes, in constant memory: `feed` any cut of the bytes, then `finish`. Same events whatever the cut.
///
///     preamble ──delimiter──▶ after ──CRLF──▶ head ──blank line──▶ body ──delimiter──▶ after ──"--"──▶ done
package struct MultipartParser: Sendable {
    package static let headMax = 8192
    package static let partsMax = 100
    package static let preambleMax = 4096

    private enum Mode { case preamble, after, head, body, done }

    /// CRLF, two hyphens, the boundary. The buffer begins with a CRLF of ours so that the first boundary needs no special case.
    private let delimiter: [UInt8]
    private var mode = Mode.preamble
    private var held: [UInt8] = [0x0d, 0x0a]
    private var parts = 0

    package init(boundary: String) throws(MultipartRefusal) {
        let bytes = Array(boundary.utf8)
        guard 1...70 ~= bytes.count, bytes.allSatisfy(MultipartParser.isBoundary), bytes.last != 0x20 else { throw .boundary }
        delimiter = [0x0d, 0x0a, 0x2d, 0x2d] + bytes
    }

    package mutating func feed(_ bytes: some Collection<UInt8>) throws(MultipartRefusal) -> [MultipartEvent] {
        held += bytes
        var events: [MultipartEvent] = []
        while try step(&events) {}
        return events
    }

    package mutating func finish() throws(MultipartRefusal) {
        guard case .done = mode else { throw .truncated }
    }

    /// False when more bytes are needed.
    private mutating func step(_ events: inout [MultipartEvent]) throws(MultipartRefusal) -> Bool {
        switch mode {
        case .preamble:
            guard let place = find(delimiter, in: held) else {
                guard held.count <= MultipartParser.preambleMax else { throw .preambleTooLong(allowed: MultipartParser.preambleMax) }
                return false
            }
            held.removeFirst(place + delimiter.count)
            mode = .after
            return true
        case .after: return try afterDelimiter()
        case .head: return try readHead(&events)
        case .body: return readBody(&events)
        case .done:
            // The epilogue is ignored (RFC 2046 §5.1.1).
            held.removeAll()
            return false
        }
    }

    private mutating func afterDelimiter() throws(MultipartRefusal) -> Bool {
        guard held.count >= 2 else { return false }
        let pair = Array(held.prefix(2))
        held.removeFirst(2)
        switch pair {
        case [0x2d, 0x2d]: mode = .done
        case [0x0d, 0x0a]:
            parts += 1
            guard parts <= MultipartParser.partsMax else { throw .tooManyParts(allowed: MultipartParser.partsMax) }
            mode = .head
        default: throw .delimiter
        }
        return true
    }

    private mutating func readHead(_ events: inout [MultipartEvent]) throws(MultipartRefusal) -> Bool {
        guard let place = find([0x0d, 0x0a, 0x0d, 0x0a], in: held) else {
            guard held.count <= MultipartParser.headMax else { throw .headTooLong(allowed: MultipartParser.headMax) }
            return false
        }
        guard place <= MultipartParser.headMax else { throw .headTooLong(allowed: MultipartParser.headMax) }
        events.append(try MultipartHead.parse(Array(held.prefix(place))))
        // The line end before the body stays: an empty body is followed at once by the delimiter, which begins with one.
        held.removeFirst(place + 2)
        mode = .body
        return true
    }

    /// The first two held bytes are the blank line's end; content begins after them.
    private mutating func readBody(_ events: inout [MultipartEvent]) -> Bool {
        if let place = find(delimiter, in: held) {
            emit(place, &events)
            held.removeFirst(place + delimiter.count)
            events.append(.end)
            bodyStarted = false
            mode = .after
            return true
        }
        let safe = held.count - (delimiter.count - 1)
        if safe > 2 {
            emit(safe, &events)
            held.removeFirst(safe)
        }
        return false
    }

    private var bodyStarted = false

    private mutating func emit(_ count: Int, _ events: inout [MultipartEvent]) {
        let skipped = bodyStarted ? 0 : 2
        bodyStarted = true
        if count > skipped { events.append(.bytes(Array(held[skipped..<count]))) }
    }

    private static func isBoundary(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x20, 0x27, 0x28, 0x29, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x3a, 0x3d, 0x3f, 0x5f: true
        default: false
        }
    }
}

/// Where `needle` first begins in `bytes`: `memchr` to each of its first byte, then a comparison.
private func find(_ needle: [UInt8], in bytes: [UInt8]) -> Int? {
    guard let first = needle.first, bytes.count >= needle.count else { return nil }
    return bytes.withUnsafeBytes { haystack in
        needle.withUnsafeBytes { wanted in
            guard let base = haystack.baseAddress, let pattern = wanted.baseAddress else { return nil }
            var start = 0
            let last = haystack.count - wanted.count
            while start <= last, let hit = memchr(base + start, Int32(first), last - start + 1) {
                let place = UnsafeRawPointer(hit) - base
                if memcmp(base + place, pattern, wanted.count) == 0 { return place }
                start = place + 1
            }
            return nil
        }
    }
}

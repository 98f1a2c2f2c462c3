import CZlib

/// Inflates piece by piece in constant memory: what comes out is lent to a closure, at most `pieceBytes` at a time.
package struct Inflater: ~Copyable {
    package static let pieceBytes = 1 << 16

    private let engine: Engine
    private let limit: ExpansionLimit
    private var piece = [UInt8](repeating: 0, count: Inflater.pieceBytes)
    package private(set) var bytesIn = 0
    package private(set) var bytesOut = 0
    /// The stream said where it ends; what is fed later is not read.
    package private(set) var isAtEnd = false

    package init(_ format: CompressionFormat, limit: ExpansionLimit) throws(CompressionRefusal) {
        engine = try Engine(inflating: format)
        self.limit = limit
    }

    /// Reads `input` and lends what comes out. Gives back how many bytes were read: fewer than given only at the end of the stream.
    @discardableResult
    package mutating func feed(
        _ input: ArraySlice<UInt8>, _ receive: (ArraySlice<UInt8>) throws(CompressionRefusal) -> Void
    ) throws(CompressionRefusal) -> Int {
        var rest = input
        while !isAtEnd {
            let (read, written, code) = step(rest)
            rest = rest.dropFirst(read)
            bytesIn += read
            bytesOut += written
            guard !limit.refuses(out: bytesOut, in: bytesIn) else { throw .overExpansion(allowed: limit) }
            if written > 0 { try receive(piece[..<written]) }
            switch code {
            case Z_STREAM_END: isAtEnd = true
            case Z_OK where read > 0 || written > 0: continue
            case Z_OK, Z_BUF_ERROR: return input.count - rest.count
            default: throw .damaged
            }
        }
        return input.count - rest.count
    }

    private mutating func step(_ input: ArraySlice<UInt8>) -> (read: Int, written: Int, code: CInt) {
        let stream = engine.stream
        return input.withUnsafeBufferPointer { source in
            piece.withUnsafeMutableBufferPointer { target in
                let given = UInt32(clamping: source.count)
                stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.pointee.avail_in = given
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(clamping: target.count)
                let code = inflate(stream, Z_NO_FLUSH)
                let read = Int(given) - Int(stream.pointee.avail_in)
                let written = target.count - Int(stream.pointee.avail_out)
                stream.pointee.next_in = nil
                stream.pointee.next_out = nil
                return (read, written, code)
            }
        }
    }
}

package enum Inflate {
    /// Whole result in memory, and how much of `input` it took. Bytes after the stream are the caller's affair.
    package static func prefix(
        of input: ArraySlice<UInt8>, _ format: CompressionFormat, limit: ExpansionLimit
    ) throws(CompressionRefusal) -> (bytes: [UInt8], read: Int) {
        var inflater = try Inflater(format, limit: limit)
        var bytes: [UInt8] = []
        let read = try inflater.feed(input) { (piece) throws(CompressionRefusal) in bytes.append(contentsOf: piece) }
        guard inflater.isAtEnd else { throw .truncated }
        return (bytes, read)
    }

    /// Whole result in memory; refuses bytes after the end of the stream.
    package static func bytes(
        _ input: ArraySlice<UInt8>, _ format: CompressionFormat, limit: ExpansionLimit
    ) throws(CompressionRefusal) -> [UInt8] {
        let (bytes, read) = try prefix(of: input, format, limit: limit)
        guard read == input.count else { throw .trailingBytes(count: input.count - read) }
        return bytes
    }

    /// How many bytes would come out: reads to the end and holds nothing.
    package static func size(
        of input: ArraySlice<UInt8>, _ format: CompressionFormat, limit: ExpansionLimit
    ) throws(CompressionRefusal) -> Int {
        var inflater = try Inflater(format, limit: limit)
        try inflater.feed(input) { (_) throws(CompressionRefusal) in }
        guard inflater.isAtEnd else { throw .truncated }
        return inflater.bytesOut
    }
}

import CZlib

/// Deflates piece by piece. The same bytes and level give the same output: a gzip header carries no name and no time.
package struct Deflater: ~Copyable {
    private let engine: Engine
    private var piece = [UInt8](repeating: 0, count: Inflater.pieceBytes)

    package init(_ format: CompressionFormat, level: Int) throws(CompressionRefusal) {
        engine = try Engine(deflating: format, level: level)
    }

    package mutating func feed(_ input: ArraySlice<UInt8>, into output: inout [UInt8]) throws(CompressionRefusal) {
        try run(input, Z_NO_FLUSH, into: &output)
    }

    package consuming func finish(into output: inout [UInt8]) throws(CompressionRefusal) {
        try run([], Z_FINISH, into: &output)
    }

    private mutating func run(_ input: ArraySlice<UInt8>, _ flush: CInt, into output: inout [UInt8]) throws(CompressionRefusal) {
        var rest = input
        while true {
            let (read, written, code) = step(rest, flush)
            rest = rest.dropFirst(read)
            output.append(contentsOf: piece[..<written])
            switch code {
            case Z_STREAM_END: return
            case Z_OK where !rest.isEmpty || written == piece.count || flush == Z_FINISH: continue
            case Z_OK, Z_BUF_ERROR: return
            default: throw .unavailable(code: Int(code))
            }
        }
    }

    private mutating func step(_ input: ArraySlice<UInt8>, _ flush: CInt) -> (read: Int, written: Int, code: CInt) {
        let stream = engine.stream
        return input.withUnsafeBufferPointer { source in
            piece.withUnsafeMutableBufferPointer { target in
                let given = UInt32(clamping: source.count)
                stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
                stream.pointee.avail_in = given
                stream.pointee.next_out = target.baseAddress
                stream.pointee.avail_out = UInt32(clamping: target.count)
                let code = deflate(stream, flush)
                let read = Int(given) - Int(stream.pointee.avail_in)
                let written = target.count - Int(stream.pointee.avail_out)
                stream.pointee.next_in = nil
                stream.pointee.next_out = nil
                return (read, written, code)
            }
        }
    }
}

package enum Deflate {
    package static func bytes(_ input: ArraySlice<UInt8>, _ format: CompressionFormat, level: Int) throws(CompressionRefusal) -> [UInt8] {
        var deflater = try Deflater(format, level: level)
        var output: [UInt8] = []
        try deflater.feed(input, into: &output)
        try deflater.finish(into: &output)
        return output
    }
}

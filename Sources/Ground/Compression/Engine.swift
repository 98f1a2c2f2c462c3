import CZlib

/// The one owner of a `z_stream`. It has a fixed address: zlib keeps a pointer back to it and refuses a moved one.
/// Internal and not private: a private owner inside a package type does not link in release builds.
struct Engine: ~Copyable {
    enum Direction { case inflate, deflate }

    let stream: UnsafeMutablePointer<z_stream>
    private let direction: Direction

    init(inflating format: CompressionFormat) throws(CompressionRefusal) {
        let stream = Engine.blank()
        let code = tab_inflate_init(stream, format.windowBits)
        guard code == Z_OK else { throw Engine.refusal(stream, code) }
        (self.stream, direction) = (stream, .inflate)
    }

    init(deflating format: CompressionFormat, level: Int) throws(CompressionRefusal) {
        let stream = Engine.blank()
        let code = tab_deflate_init(stream, CInt(clamping: level), format.windowBits)
        guard code == Z_OK else { throw Engine.refusal(stream, code) }
        (self.stream, direction) = (stream, .deflate)
    }

    deinit {
        switch direction {
        case .inflate: inflateEnd(stream)
        case .deflate: deflateEnd(stream)
        }
        stream.deallocate()
    }

    private static func blank() -> UnsafeMutablePointer<z_stream> {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        return stream
    }

    private static func refusal(_ stream: UnsafeMutablePointer<z_stream>, _ code: CInt) -> CompressionRefusal {
        stream.deallocate()
        return .unavailable(code: Int(code))
    }
}

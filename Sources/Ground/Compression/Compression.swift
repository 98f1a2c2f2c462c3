/// Deflate (RFC 1951) bare, in zlib (RFC 1950) and in gzip (RFC 1952): the only importer of CZlib.
/// Refuses to give back more than the caller allowed, damaged or cut data, and bytes after the end where the caller wants none.
package enum CompressionFormat: Sendable {
    case raw, zlib, gzip

    /// zlib chooses the wrapper by the sign and the size of the window (zlib.h, inflateInit2).
    var windowBits: CInt {
        switch self {
        case .raw: -15
        case .zlib: 15
        case .gzip: 31
        }
    }
}

/// How much may come out. Both bounds hold at every moment, so that memory stays bounded while deciding.
package struct ExpansionLimit: Equatable, Sendable {
    package let bytes: Int
    /// Bytes out for one byte in; deflate itself cannot exceed 1032. Counted only above `ratioFloor` bytes out.
    package let ratio: Int
    /// Small inputs may be very repetitive (a blank page): the ratio says nothing below this size.
    package static let ratioFloor = 1 << 20

    package init(bytes: Int, ratio: Int = 1100) { (self.bytes, self.ratio) = (bytes, ratio) }

    func refuses(out: Int, in consumed: Int) -> Bool {
        out > bytes || (out > Self.ratioFloor && out / max(ratio, 1) > consumed)
    }
}

package enum CompressionRefusal: Error, Equatable, Sendable {
    /// Not a deflate stream of this format, or a check value does not match (RFC 1950 §2.2, RFC 1952 §2.3.1).
    case damaged
    /// The data end before the stream does.
    case truncated
    /// More would come out than allowed.
    case overExpansion(allowed: ExpansionLimit)
    /// Bytes follow the end of the stream.
    case trailingBytes(count: Int)
    /// The library could not start: no memory.
    case unavailable(code: Int)
}

/// One gzip member (RFC 1952) that holds a whole file. A second member or any byte after the trailer is refused:
/// a reader that stops earlier than another sees another archive.
package enum Gzip {
    package static func write(_ bytes: ArraySlice<UInt8>) throws(CompressionRefusal) -> [UInt8] {
        try Deflate.bytes(bytes, .gzip, level: 6)
    }

    package static func read(_ bytes: ArraySlice<UInt8>, limit: ExpansionLimit) throws(CompressionRefusal) -> [UInt8] {
        try Inflate.bytes(bytes, .gzip, limit: limit)
    }
}

import Compression
import Testing

@Suite struct CompressionTests {
    static let limit = ExpansionLimit(bytes: 1 << 22)
    static let formats: [CompressionFormat] = [.raw, .zlib, .gzip]
    static let samples: [[UInt8]] = [
        [], [0], Array("délibération".utf8), (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) },
        [UInt8](repeating: 32, count: 1 << 20),
    ]

    @Test(arguments: formats, samples.indices) func comesBack(format: CompressionFormat, index: Int) throws {
        let sample = Self.samples[index]
        let packed = try Deflate.bytes(sample[...], format, level: 6)
        #expect(try Inflate.bytes(packed[...], format, limit: Self.limit) == sample)
        #expect(try Inflate.size(of: packed[...], format, limit: Self.limit) == sample.count)
    }

    @Test(arguments: formats, [1, 2, 7, 64, 9999]) func sizeOfFeedsDoesNotMatter(format: CompressionFormat, size: Int) throws {
        let sample = Self.samples[3]
        var deflater = try Deflater(format, level: 6)
        var packed: [UInt8] = []
        for start in stride(from: 0, to: sample.count, by: size * 100) {
            try deflater.feed(sample[start..<min(start + size * 100, sample.count)], into: &packed)
        }
        try deflater.finish(into: &packed)
        #expect(try packed == Deflate.bytes(sample[...], format, level: 6))
        var inflater = try Inflater(format, limit: Self.limit)
        var found: [UInt8] = []
        for start in stride(from: 0, to: packed.count, by: size) {
            try inflater.feed(packed[start..<min(start + size, packed.count)]) { (piece) throws(CompressionRefusal) in found += piece }
        }
        let ended = inflater.isAtEnd
        #expect(ended)
        #expect(found == sample)
    }

    /// RFC 1951 by hand: a stored block, so that the reader is not judged by the writer alone.
    @Test func knownBytes() throws {
        let stored: [UInt8] = [1, 3, 0, 0xfc, 0xff] + Array("abc".utf8)
        #expect(try Inflate.bytes(stored[...], .raw, limit: Self.limit) == Array("abc".utf8))
        let zlib: [UInt8] = [0x78, 0x01] + stored + [0x02, 0x4d, 0x01, 0x27]
        #expect(try Inflate.bytes(zlib[...], .zlib, limit: Self.limit) == Array("abc".utf8))
        let gzip: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + stored + [0xc2, 0x41, 0x24, 0x35, 3, 0, 0, 0]
        #expect(try Gzip.read(gzip[...], limit: Self.limit) == Array("abc".utf8))
    }

    @Test func gzipHeaderHasNeitherNameNorTime() throws {
        let packed = try Gzip.write(Self.samples[2][...])
        #expect(Array(packed[0..<8]) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
    }

    @Test(arguments: formats) func cutIsRefusedAtEveryLength(format: CompressionFormat) throws {
        let packed = try Deflate.bytes(Self.samples[2][...], format, level: 6)
        for length in 0..<packed.count {
            #expect(throws: CompressionRefusal.truncated) { try Inflate.bytes(packed[..<length], format, limit: Self.limit) }
        }
    }

    @Test(arguments: formats) func trailingBytesAreRefusedAndCounted(format: CompressionFormat) throws {
        let packed = try Deflate.bytes(Self.samples[2][...], format, level: 6)
        let twice = packed + packed
        #expect(throws: CompressionRefusal.trailingBytes(count: packed.count)) { try Inflate.bytes(twice[...], format, limit: Self.limit) }
        #expect(try Inflate.prefix(of: twice[...], format, limit: Self.limit).read == packed.count)
    }

    /// Header fields without a check and padding bits may change; the content never does.
    @Test func noFlippedBitGivesAnotherContent() throws {
        let sample = Array("Le conseil municipal, après en avoir délibéré, adopte.".utf8)
        let packed = try Gzip.write(sample[...])
        var refused = 0
        for place in packed.indices {
            for bit in 0..<8 {
                var bad = packed
                bad[place] ^= 1 << UInt8(bit)
                if let found = try? Gzip.read(bad[...], limit: Self.limit) {
                    #expect(found == sample, "byte \(place) bit \(bit)")
                } else {
                    refused += 1
                }
            }
        }
        #expect(refused > (packed.count - 8) * 8)
    }

    @Test func expansionStopsAtTheLimitByBytesAndByRatio() throws {
        let packed = try Deflate.bytes([UInt8](repeating: 0, count: 8 << 20)[...], .zlib, level: 9)
        let bytes = ExpansionLimit(bytes: 3 << 20)
        #expect(throws: CompressionRefusal.overExpansion(allowed: bytes)) { try Inflate.size(of: packed[...], .zlib, limit: bytes) }
        let ratio = ExpansionLimit(bytes: 64 << 20, ratio: 200)
        #expect(throws: CompressionRefusal.overExpansion(allowed: ratio)) { try Inflate.size(of: packed[...], .zlib, limit: ratio) }
        #expect(try Inflate.size(of: packed[...], .zlib, limit: ExpansionLimit(bytes: 8 << 20)) == 8 << 20)
    }

    @Test func noiseNeverTraps() throws {
        var state: UInt64 = 4
        for _ in 0..<4000 {
            var noise: [UInt8] = []
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                noise.append(UInt8(truncatingIfNeeded: state >> 33))
            }
            for format in Self.formats { _ = try? Inflate.size(of: noise[...], format, limit: Self.limit) }
        }
    }
}

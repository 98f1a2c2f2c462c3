import Cryptography
import Testing
import Values

private func hex(_ text: String) -> [UInt8] { Hexadecimal.decode(text) ?? [] }

@Suite struct AESGCMTests {
    /// McGrew and Viega, "The Galois/Counter Mode of Operation", cases 13, 14 and 16.
    @Test(arguments: [
        (String(repeating: "00", count: 32), String(repeating: "00", count: 12), "", "", "", "530f8afbc74536b9a963b4f1c4cb738b"),
        (
            String(repeating: "00", count: 32), String(repeating: "00", count: 12), String(repeating: "00", count: 16), "",
            "cea7403d4d606b6e074ec5d3baf39d18", "d0d1c8a799996bf0265b98b5d48ab919"
        ),
        (
            "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
            "76fc6ece0f4e1768cddf8853bb2d551b"
        ),
    ])
    func published(key: String, nonce: String, plain: String, associated: String, cipher: String, tag: String) throws {
        let sealed = try AESGCM.seal(hex(plain), key: hex(key), nonce: hex(nonce), associated: hex(associated))
        #expect(sealed == hex(cipher) + hex(tag))
        #expect(try AESGCM.open(sealed, key: hex(key), nonce: hex(nonce), associated: hex(associated)) == hex(plain))
    }

    @Test func anyChangedBitIsRefused() throws {
        let key = [UInt8](repeating: 7, count: 32)
        let nonce = [UInt8](repeating: 9, count: 12)
        let sealed = try AESGCM.seal(Array("délibération".utf8), key: key, nonce: nonce, associated: [1])
        for bit in 0..<sealed.count * 8 {
            var wrong = sealed
            wrong[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: CryptographyError.notAuthentic) { try AESGCM.open(wrong, key: key, nonce: nonce, associated: [1]) }
        }
        #expect(throws: CryptographyError.notAuthentic) { try AESGCM.open(sealed, key: key, nonce: nonce, associated: [2]) }
        #expect(throws: CryptographyError.notAuthentic) { try AESGCM.open(sealed, key: key, nonce: nonce, associated: []) }
    }

    @Test func wrongLengthsAreRefused() {
        let key = [UInt8](repeating: 7, count: 32)
        let nonce = [UInt8](repeating: 9, count: 12)
        #expect(throws: CryptographyError.wrongLength(of: "key", found: 16, expected: 32)) {
            try AESGCM.seal([], key: Array(key.prefix(16)), nonce: nonce)
        }
        #expect(throws: CryptographyError.wrongLength(of: "nonce", found: 0, expected: 12)) { try AESGCM.seal([], key: key, nonce: []) }
        #expect(throws: CryptographyError.wrongLength(of: "sealed message", found: 15, expected: 16)) {
            try AESGCM.open([UInt8](repeating: 0, count: 15), key: key, nonce: nonce)
        }
    }

    /// Chunks under one key, as the content store writes them, in place and appended.
    @Test func manyMessagesUnderOneKey() throws {
        let key = [UInt8](repeating: 3, count: 32)
        let sealer = try AESGCMSealer(key: key)
        let opener = try AESGCMOpener(key: key)
        var packed: [UInt8] = []
        var opened: [UInt8] = []
        for count in [0, 1, 15, 16, 17, 16_384] {
            let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let nonce = [UInt8](repeating: UInt8(truncatingIfNeeded: count % 251), count: 12)
            let alone = try AESGCM.seal(plain, key: key, nonce: nonce, associated: [4])
            let start = packed.count
            try sealer.seal(plain[...], nonce: nonce, associated: [4], appendingTo: &packed)
            #expect(Array(packed[start...]) == alone)
            let openedStart = opened.count
            try opener.open(packed[start...], nonce: nonce, associated: [4], appendingTo: &opened)
            #expect(Array(opened[openedStart...]) == plain)

            var buffer = plain + [UInt8](repeating: 0, count: AESGCM.tagCount)
            try buffer.withUnsafeMutableBytes { bytes in
                try sealer.seal(UnsafeRawBufferPointer(rebasing: bytes[..<count]), nonce: nonce, associated: [4], into: bytes)
            }
            #expect(buffer == alone)
            try buffer.withUnsafeMutableBytes { bytes in
                let target = UnsafeMutableRawBufferPointer(rebasing: bytes[..<count])
                try opener.open(UnsafeRawBufferPointer(bytes), nonce: nonce, associated: [4], into: target)
            }
            #expect(Array(buffer.prefix(count)) == plain)

            packed[start] ^= 1
            let before = opened
            #expect(throws: CryptographyError.notAuthentic) {
                try opener.open(packed[start...], nonce: nonce, associated: [4], appendingTo: &opened)
            }
            #expect(opened == before)
            packed[start] ^= 1
        }
    }
}

import Cryptography
import Testing
import Values

private func hex(_ text: String) -> [UInt8] { Hexadecimal.decode(text) ?? [] }
private func ascii(_ text: String) -> [UInt8] { Array(text.utf8) }

/// Answers printed in the standards themselves.
@Suite struct KnownAnswerTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func sha256(message: String, expected: String) {
        let bytes = ascii(message)
        #expect(SHA256.digest(bytes).hex == expected)
        #expect(SHA256.digest([bytes[...], [], bytes[..<0]]).hex == expected)
        for cut in 0...bytes.count {
            var stream = SHA256Stream()
            stream.update(bytes[..<cut])
            stream.update(Array(bytes[cut...]))
            #expect(stream.finish().hex == expected, "cut at \(cut)")
        }
    }

    @Test func otherDigests() {
        let abc = ascii("abc")
        let sha512 =
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"
        #expect(SHA512.digest(abc) == hex(sha512))
        #expect(SHA512.digest([abc[..<1], abc[1...]]) == hex(sha512))
        #expect(DigestAlgorithm.sha1.digest(abc) == hex("a9993e364706816aba3e25717850c26c9cd0d89d"))
        #expect(DigestAlgorithm.sha224.digest(abc) == hex("23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"))
        #expect(
            DigestAlgorithm.sha384.digest(abc)
                == hex("cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"))
    }

    /// RFC 4231, cases 1, 2 and 6.
    @Test(arguments: [
        (String(repeating: "0b", count: 20), "Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        ("4a656665", "what do ya want for nothing?", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        (
            String(repeating: "aa", count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func hmac(key: String, message: String, expected: String) {
        #expect(HMAC.sha256(key: hex(key), ascii(message)) == hex(expected))
    }

    /// RFC 5869 A.1 (SHA-256), and one answer of `openssl kdf -keylen 42 -kdfopt digest:SHA512 -kdfopt mode:EXPAND_ONLY` for SHA-512.
    @Test func hkdf() throws {
        let info = hex("f0f1f2f3f4f5f6f7f8f9")
        let key = HKDF.extractSHA256(salt: hex("000102030405060708090a0b0c"), key: [UInt8](repeating: 0x0b, count: 22))
        #expect(key == hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"))
        #expect(
            try HKDF.expandSHA256(key: key, info: info, count: 42)
                == hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"))
        #expect(
            try HKDF.expandSHA512(key: key, info: info, count: 42)
                == hex("947ceb3f2b190673b15732e7897c9adf2066fb337b7943a24ca9c6e88b309046fe8ec51fe87913a4c1fa"))
        #expect(throws: CryptographyError.self) { try HKDF.expandSHA256(key: key, info: info, count: 255 * 32 + 1) }
        #expect(throws: CryptographyError.self) { try HKDF.expandSHA256(key: key, info: info, count: -1) }
    }

    /// RFC 7914 §12.
    @Test(arguments: [
        (
            "", "", UInt64(16), UInt64(1), UInt64(1),
            "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"
        ),
        (
            "password", "NaCl", 1024, 8, 16,
            "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"
        ),
    ])
    func scrypt(password: String, salt: String, n: UInt64, r: UInt64, p: UInt64, expected: String) throws {
        #expect(try Scrypt.derive(password: ascii(password), salt: ascii(salt), n: n, r: r, p: p, count: 64) == hex(expected))
    }

    @Test func scryptRefusesToExhaustTheMachine() {
        #expect(throws: CryptographyError.self) {
            try Scrypt.derive(password: [1], salt: [2], n: 1 << 24, r: 8, p: 1, count: 32)
        }
    }

    /// RFC 8032 §7.1, tests 1 and 2.
    @Test(arguments: [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ])
    func ed25519(seed: String, publicKey: String, message: String, signature: String) throws {
        let key = try Ed25519PrivateKey(seed: hex(seed))
        #expect(key.publicKey.bytes == hex(publicKey))
        #expect(try key.sign(hex(message)) == hex(signature))
        #expect(key.publicKey.isValid(signature: hex(signature), of: hex(message)))
        for place in 0..<64 {
            var wrong = hex(signature)
            wrong[place] ^= 1
            #expect(!key.publicKey.isValid(signature: wrong, of: hex(message)))
        }
        #expect(!key.publicKey.isValid(signature: hex(signature), of: hex(message) + [0]))
        #expect(!key.publicKey.isValid(signature: [], of: hex(message)))
        #expect(throws: CryptographyError.wrongLength(of: "seed", found: 31, expected: 32)) {
            try Ed25519PrivateKey(seed: Array(hex(seed).dropLast()))
        }
    }

    @Test func constantTime() {
        #expect(ConstantTime.equal([], []))
        #expect(ConstantTime.equal([1, 2], [1, 2]))
        #expect(!ConstantTime.equal([1, 2], [1, 3]))
        #expect(!ConstantTime.equal([1, 2], [1, 2, 3]))
    }
}

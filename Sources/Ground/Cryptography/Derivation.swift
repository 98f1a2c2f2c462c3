internal import COpenSSL

/// RFC 2104.
package enum HMAC {
    package static func sha256(key: [UInt8], _ message: [UInt8]) -> [UInt8] { code(.sha256, key, message) }

    package static func sha512(key: [UInt8], _ message: [UInt8]) -> [UInt8] { code(.sha512, key, message) }

    static func code(_ digest: DigestAlgorithm, _ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Int(EVP_MAX_MD_SIZE)) { buffer, written in
            // A null key asks OpenSSL to reuse the one before; an empty key must be a real, empty one.
            let made = COpenSSL.HMAC(
                digest.algorithm.pointer, key.isEmpty ? [0] : key, CInt(clamping: key.count), message, message.count, buffer.baseAddress,
                nil)
            precondition(made != nil, "no memory for a message code")
            written = digest.byteCount
        }
    }
}

/// RFC 5869.
package enum HKDF {
    package static func extractSHA256(salt: [UInt8], key: [UInt8]) -> [UInt8] { HMAC.code(.sha256, salt, key) }

    package static func extractSHA512(salt: [UInt8], key: [UInt8]) -> [UInt8] { HMAC.code(.sha512, salt, key) }

    package static func expandSHA256(key: [UInt8], info: [UInt8], count: Int) throws(CryptographyError) -> [UInt8] {
        try expand(.sha256, key, info, count)
    }

    package static func expandSHA512(key: [UInt8], info: [UInt8], count: Int) throws(CryptographyError) -> [UInt8] {
        try expand(.sha512, key, info, count)
    }

    /// §2.3: T(n) = HMAC(key, T(n-1) ‖ info ‖ n), at most 255 of them.
    private static func expand(
        _ digest: DigestAlgorithm, _ key: [UInt8], _ info: [UInt8], _ count: Int
    ) throws(CryptographyError) -> [UInt8] {
        let countMax = 255 * digest.byteCount
        guard 0...countMax ~= count else { throw .wrongLength(of: "HKDF output", found: count, expected: countMax) }
        var output: [UInt8] = []
        var block: [UInt8] = []
        var number: UInt8 = 0
        while output.count < count {
            number += 1
            block = HMAC.code(digest, key, block + info + [number])
            output += block
        }
        return Array(output.prefix(count))
    }
}

/// RFC 7914.
package enum Scrypt {
    /// Memory taken is 128 × n × r bytes; more than 256 MiB is refused, so that a stored parameter cannot exhaust the machine.
    package static func derive(
        password: [UInt8], salt: [UInt8], n: UInt64, r: UInt64, p: UInt64, count: Int
    ) throws(CryptographyError) -> [UInt8] {
        guard 1...1024 ~= count else { throw .wrongLength(of: "scrypt output", found: count, expected: 1024) }
        var key = [UInt8](repeating: 0, count: count)
        let made = password.withUnsafeBytes { secret in
            EVP_PBE_scrypt(secret.bindMemory(to: CChar.self).baseAddress, secret.count, salt, salt.count, n, r, p, 257 << 20, &key, count)
        }
        try check("EVP_PBE_scrypt", made)
        return key
    }
}

package enum ConstantTime {
    /// Takes the same time wherever the bytes differ; only a difference of length shows.
    package static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
    }
}

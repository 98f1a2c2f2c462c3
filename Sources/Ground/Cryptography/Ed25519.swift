internal import COpenSSL

/// RFC 8032, pure Ed25519: the journal's signatures.
package struct Ed25519PrivateKey: Sendable {
    package let publicKey: Ed25519PublicKey
    private let key: KeyHandle

    package init(seed: [UInt8]) throws(CryptographyError) {
        guard seed.count == 32 else { throw .wrongLength(of: "seed", found: seed.count, expected: 32) }
        key = try KeyHandle(EVP_PKEY_new_raw_private_key_ex(nil, "ED25519", nil, seed, seed.count), "EVP_PKEY_new_raw_private_key_ex")
        var bytes = [UInt8](repeating: 0, count: 32)
        var count = bytes.count
        try check("EVP_PKEY_get_raw_public_key", EVP_PKEY_get_raw_public_key(key.pointer, &bytes, &count))
        guard let publicKey = Ed25519PublicKey(bytes: bytes) else { throw .wrongLength(of: "public key", found: count, expected: 32) }
        self.publicKey = publicKey
    }

    package func sign(_ message: [UInt8]) throws(CryptographyError) -> [UInt8] {
        guard let context = EVP_MD_CTX_new() else { throw .now("EVP_MD_CTX_new") }
        defer { EVP_MD_CTX_free(context) }
        try check("EVP_DigestSignInit_ex", EVP_DigestSignInit_ex(context, nil, nil, nil, nil, key.pointer, nil))
        var signature = [UInt8](repeating: 0, count: 64)
        var count = signature.count
        try check("EVP_DigestSign", EVP_DigestSign(context, &signature, &count, message, message.count))
        return signature
    }
}

package struct Ed25519PublicKey: Hashable, Sendable {
    /// Always 32.
    package let bytes: [UInt8]

    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    package func isValid(signature: [UInt8], of message: [UInt8]) -> Bool {
        defer { ERR_clear_error() }
        guard signature.count == 64, let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        guard let key = EVP_PKEY_new_raw_public_key_ex(nil, "ED25519", nil, bytes, bytes.count) else { return false }
        defer { EVP_PKEY_free(key) }
        return EVP_DigestVerifyInit_ex(context, nil, nil, nil, nil, key, nil) == 1
            && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }
}

internal import COpenSSL

package enum KeyAlgorithm: Hashable, Sendable {
    case rsa(bits: Int)
    case p256
    case p384
    /// OpenSSL's name of it.
    case other(String)

    /// Keys that may sign: RSA of 2048 to 4096 bits, P-256, P-384.
    package var canSign: Bool {
        switch self {
        case .rsa(let bits): 2048...4096 ~= bits
        case .p256, .p384: true
        case .other: false
        }
    }
}

/// How a signature value was made from a message.
package enum SignatureScheme: Hashable, Sendable {
    /// RSASSA-PKCS1-v1_5 (RFC 8017 §8.2).
    case rsa(DigestAlgorithm)
    /// RSASSA-PSS (RFC 8017 §8.1).
    case rsaPSS(DigestAlgorithm, mask: DigestAlgorithm, saltCount: Int)
    /// ECDSA, value written as DER SEQUENCE { r, s } (RFC 5758 §3.2).
    case ecdsa(DigestAlgorithm)

    package var digest: DigestAlgorithm {
        switch self {
        case .rsa(let digest), .ecdsa(let digest): digest
        case .rsaPSS(let digest, _, _): digest
        }
    }
}

/// A private key in memory, wiped when the last reference goes.
package final class PrivateKey: Sendable {
    package let algorithm: KeyAlgorithm
    let handle: KeyHandle

    init(handle: KeyHandle) {
        self.handle = handle
        algorithm = handle.algorithm
    }

    package static func generateRSA(bits: Int) throws(CryptographyError) -> PrivateKey {
        guard 2048...4096 ~= bits else { throw .unsuitableKey(.rsa(bits: bits)) }
        return PrivateKey(handle: try KeyHandle(tab_generate_rsa(CUnsignedInt(bits)), "EVP_PKEY_Q_keygen"))
    }

    package static func generateP256() throws(CryptographyError) -> PrivateKey {
        PrivateKey(handle: try KeyHandle(tab_generate_ec("P-256"), "EVP_PKEY_Q_keygen"))
    }

    package static func generateP384() throws(CryptographyError) -> PrivateKey {
        PrivateKey(handle: try KeyHandle(tab_generate_ec("P-384"), "EVP_PKEY_Q_keygen"))
    }

    /// Whether the certificate speaks of this key.
    package func belongs(to certificate: Certificate) -> Bool {
        defer { ERR_clear_error() }
        guard let theirs = X509_get0_pubkey(certificate.handle.pointer) else { return false }
        return EVP_PKEY_eq(handle.pointer, theirs) == 1
    }

    /// PKCS#1 v1.5 with an RSA key, DER ECDSA with an elliptic one.
    package func sign(_ message: [UInt8], digest: DigestAlgorithm) throws(CryptographyError) -> [UInt8] {
        guard algorithm.canSign else { throw .unsuitableKey(algorithm) }
        guard digest.isAcceptable else { throw .weakDigest(digest) }
        guard let context = EVP_PKEY_CTX_new_from_pkey(nil, handle.pointer, nil) else { throw .now("EVP_PKEY_CTX_new_from_pkey") }
        defer { EVP_PKEY_CTX_free(context) }
        try check("EVP_PKEY_sign_init", EVP_PKEY_sign_init(context))
        if case .rsa = algorithm {
            try check("EVP_PKEY_CTX_set_rsa_padding", EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING))
        }
        try check("EVP_PKEY_CTX_set_signature_md", EVP_PKEY_CTX_set_signature_md(context, digest.algorithm.pointer))
        let hashed = digest.digest(message)
        var count = Int(EVP_PKEY_get_size(handle.pointer))
        var signature = [UInt8](repeating: 0, count: count)
        try check("EVP_PKEY_sign", EVP_PKEY_sign(context, &signature, &count, hashed, hashed.count))
        return Array(signature.prefix(count))
    }
}

/// The one owner of an EVP_PKEY. Sendable because a key never changes once made, and OpenSSL locks what it caches in it.
final class KeyHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes over the reference.
    init(_ pointer: OpaquePointer?, _ operation: StaticString) throws(CryptographyError) {
        guard let pointer else { throw .now(operation) }
        self.pointer = pointer
    }

    deinit { EVP_PKEY_free(pointer) }

    var algorithm: KeyAlgorithm { keyAlgorithm(of: pointer) }
}

func keyAlgorithm(of pointer: OpaquePointer) -> KeyAlgorithm {
    // id-RSASSA-PSS restricts what a key may do; the signatures we make are PKCS#1 v1.5, so that it is "other".
    if EVP_PKEY_is_a(pointer, "RSA") == 1 { return .rsa(bits: Int(EVP_PKEY_get_bits(pointer))) }
    if EVP_PKEY_is_a(pointer, "EC") == 1 {
        var name = [CChar](repeating: 0, count: 64)
        guard EVP_PKEY_get_group_name(pointer, &name, name.count, nil) == 1 else {
            ERR_clear_error()
            return .other("EC")
        }
        switch text(name) {
        case "prime256v1": return .p256
        case "secp384r1": return .p384
        case let curve: return .other(curve)
        }
    }
    return .other(EVP_PKEY_get0_type_name(pointer).map { String(cString: $0) } ?? "unknown")
}

func text(_ characters: [CChar]) -> String {
    String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

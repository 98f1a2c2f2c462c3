internal import COpenSSL

/// The only door to libcrypto: digests, authenticated encryption, key derivation, keys, X.509, PKCS#12.
/// Refuses to let a C pointer out: every one lives in a type of this folder that frees it. Decides nothing about trust: what a valid
/// chain or a good signature is worth is said on the Trust floor.

/// What libcrypto or its caller did wrong. An invalid signature is not an error: it is the answer `false`.
package enum CryptographyError: Error, Equatable, Sendable {
    /// OpenSSL refused; `reason` is its own text, for logs, never for a page.
    case library(operation: String, reason: String)
    /// A key, nonce, tag or buffer of another size than the algorithm's.
    case wrongLength(of: String, found: Int, expected: Int)
    /// The tag does not match: the cipher text, its nonce or its associated bytes were changed (NIST SP 800-38D §7.2).
    case notAuthentic
    /// Not one X.509 certificate, or a certificate followed by other bytes.
    case malformedCertificate
    case malformedRevocationList
    /// Neither RSA of 2048 to 4096 bits nor P-256 nor P-384, where a signature is asked.
    case unsuitableKey(KeyAlgorithm)
    /// A digest that signs nothing any more (ETSI TS 119 312).
    case weakDigest(DigestAlgorithm)
}

extension CryptographyError {
    /// Empties OpenSSL's per-thread queue and keeps its first reason. Called in the same function as the failure, before any `await`.
    static func now(_ operation: StaticString) -> CryptographyError {
        let code = ERR_peek_error()
        var text = [CChar](repeating: 0, count: 256)
        ERR_error_string_n(code, &text, text.count)
        ERR_clear_error()
        let reason = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return .library(operation: "\(operation)", reason: code == 0 ? "no reason given" : reason)
    }
}

/// OpenSSL answers 1 for success and leaves the reason in a per-thread queue that must be emptied.
func check(_ operation: StaticString, _ result: CInt) throws(CryptographyError) {
    guard result == 1 else { throw CryptographyError.now(operation) }
}

/// A fetched algorithm. OpenSSL looks one up by name at every use otherwise, which costs more than hashing a Merkle leaf.
/// Sendable because a fetched EVP_MD or EVP_CIPHER never changes; it lives as long as the process.
struct Algorithm: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Without its algorithms libcrypto is not the library we were linked with: nothing can be hashed, hence nothing promised.
    private init(_ pointer: OpaquePointer?, _ name: StaticString) {
        guard let pointer else { preconditionFailure("libcrypto does not offer \(name)") }
        self.pointer = pointer
    }

    static let sha1 = Algorithm(EVP_MD_fetch(nil, "SHA1", nil), "SHA1")
    static let sha224 = Algorithm(EVP_MD_fetch(nil, "SHA2-224", nil), "SHA2-224")
    static let sha256 = Algorithm(EVP_MD_fetch(nil, "SHA2-256", nil), "SHA2-256")
    static let sha384 = Algorithm(EVP_MD_fetch(nil, "SHA2-384", nil), "SHA2-384")
    static let sha512 = Algorithm(EVP_MD_fetch(nil, "SHA2-512", nil), "SHA2-512")
    static let aes256GCM = Algorithm(EVP_CIPHER_fetch(nil, "AES-256-GCM", nil), "AES-256-GCM")
}

internal import COpenSSL

package enum PKCS12Refusal: Error, Equatable, Sendable {
    /// The message code does not answer to this PIN (RFC 7292 §5.1); with another PIN it may.
    case wrongPIN
    /// Not a PKCS#12 file, a cut one, or one without message code, whose PIN could not be told right from wrong.
    case malformed
    /// No private key in it, or no certificate of that key.
    case noKey
    /// A key that cannot sign acts.
    case unsuitableKey(KeyAlgorithm)
    /// Larger than any honest file: a limit, not a verdict.
    case tooLarge(found: Int, allowed: Int)
    /// Iterations that would hold a processor for minutes.
    case tooManyIterations(found: Int, allowed: Int)
    /// Encrypted with something OpenSSL 3 no longer offers (RC2 with 40 bits in old files).
    case unsupportedEncryption
}

/// Reads the file in which a person's key and certificates travel.
package enum PKCS12 {
    package static let bytesMax = 1 << 20
    package static let iterationsMax = 2_000_000

    package static func open(
        _ bytes: [UInt8], pin: String
    ) throws(PKCS12Refusal) -> (key: PrivateKey, certificate: Certificate, chain: [Certificate]) {
        defer { ERR_clear_error() }
        guard bytes.count <= bytesMax else { throw .tooLarge(found: bytes.count, allowed: bytesMax) }
        let file = try PKCS12File(bytes)
        try file.checkPIN(pin)
        return try file.contents(pin)
    }
}

/// The one owner of a PKCS12; internal, because a private one does not link in release.
struct PKCS12File: ~Copyable {
    private let pointer: OpaquePointer

    init(_ bytes: [UInt8]) throws(PKCS12Refusal) {
        let made = bytes.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var cursor = buffer.baseAddress
            return d2i_PKCS12(nil, &cursor, buffer.count)
        }
        guard let made else { throw .malformed }
        pointer = made
    }

    deinit { PKCS12_free(pointer) }

    func checkPIN(_ pin: String) throws(PKCS12Refusal) {
        guard PKCS12_mac_present(pointer) == 1 else { throw .malformed }
        var iterations: UnsafePointer<ASN1_INTEGER>?
        PKCS12_get0_mac(nil, nil, nil, &iterations, pointer)
        // An absent count is 1 (RFC 7292 appendix A).
        let count = iterations.map { ASN1_INTEGER_get($0) } ?? 1
        guard 1...PKCS12.iterationsMax ~= count else { throw .tooManyIterations(found: count, allowed: PKCS12.iterationsMax) }
        // A PIN with a NUL would be cut there by C.
        guard !pin.utf8.contains(0), PKCS12_verify_mac(pointer, pin, -1) == 1 else {
            throw ERR_GET_REASON(ERR_peek_last_error()) == PKCS12_R_MAC_GENERATION_ERROR ? .unsupportedEncryption : .wrongPIN
        }
    }

    func contents(_ pin: String) throws(PKCS12Refusal) -> (key: PrivateKey, certificate: Certificate, chain: [Certificate]) {
        var keyPointer: OpaquePointer?
        var certificatePointer: OpaquePointer?
        var others: OpaquePointer?
        let parsed = PKCS12_parse(pointer, pin, &keyPointer, &certificatePointer, &others)
        defer { tab_sk_X509_pop_free(others) }
        let certificateHandle = certificatePointer.map { CertificateHandle($0) }
        guard parsed == 1 else {
            // The PIN is right, since the message code is: what fails is an algorithm or the bags.
            throw ERR_GET_LIB(ERR_peek_error()) == ERR_LIB_EVP || hasUnsupported() ? .unsupportedEncryption : .malformed
        }
        guard let handle = try? KeyHandle(keyPointer, "PKCS12_parse"), let certificateHandle,
            let certificate = Certificate(handle: certificateHandle)
        else { throw .noKey }
        let key = PrivateKey(handle: handle)
        guard key.algorithm.canSign else { throw .unsuitableKey(key.algorithm) }
        var chain: [Certificate] = []
        for place in 0..<tab_sk_X509_num(others) {
            guard let item = tab_sk_X509_value(others, place), X509_up_ref(item) == 1 else { continue }
            guard let other = Certificate(handle: CertificateHandle(item)) else { throw .malformed }
            chain.append(other)
        }
        return (key, certificate, chain)
    }

    private func hasUnsupported() -> Bool {
        var code = ERR_get_error()
        while code != 0 {
            let reason = ERR_GET_REASON(code)
            if reason == ERR_R_UNSUPPORTED || reason == EVP_R_UNSUPPORTED_ALGORITHM { return true }
            code = ERR_get_error()
        }
        return false
    }
}

extension Certificate {
    /// Of a pointer OpenSSL made itself: written out and read back, so that `der` is what `handle` says.
    init?(handle: CertificateHandle) {
        guard let certificate = try? Certificate(der: encoded { i2d_X509(handle.pointer, $0) }) else { return nil }
        self = certificate
    }
}

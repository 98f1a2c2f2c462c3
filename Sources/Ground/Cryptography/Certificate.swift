internal import COpenSSL
package import Values

/// An X.509 certificate (RFC 5280) as it was received: two certificates are equal when their bytes are.
/// Reading one says nothing of whether anybody should trust it.
package struct Certificate: Sendable {
    package let der: [UInt8]
    /// SHA-256 of the DER.
    package let fingerprint: Digest
    package let notBefore: Instant
    package let notAfter: Instant
    package let publicKeyAlgorithm: KeyAlgorithm
    let handle: CertificateHandle

    /// Exactly one certificate: trailing bytes are refused.
    package init(der: [UInt8]) throws(CryptographyError) {
        defer { ERR_clear_error() }
        var consumed = 0
        let pointer = der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var cursor = buffer.baseAddress
            let made = d2i_X509(nil, &cursor, buffer.count)
            if let start = buffer.baseAddress, let end = cursor { consumed = end - start }
            return made
        }
        guard let pointer else { throw .malformedCertificate }
        handle = CertificateHandle(pointer)
        guard consumed == der.count,
            let notBefore = instant(X509_get0_notBefore(pointer)), let notAfter = instant(X509_get0_notAfter(pointer))
        else { throw .malformedCertificate }
        self.der = der
        self.notBefore = notBefore
        self.notAfter = notAfter
        fingerprint = SHA256.digest(der)
        publicKeyAlgorithm = X509_get0_pubkey(pointer).map(keyAlgorithm) ?? .other("unreadable")
    }

    /// The first CERTIFICATE block of a PEM text (RFC 7468).
    package init(pem: String) throws(CryptographyError) {
        guard let block = PEM.blocks(pem).first(where: { $0.label == "CERTIFICATE" }) else { throw .malformedCertificate }
        try self.init(der: block.der)
    }
}

extension Certificate: Hashable {
    package static func == (left: Certificate, right: Certificate) -> Bool { left.der == right.der }

    package func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }
}

extension Certificate: CustomStringConvertible {
    package var description: String { subject }
}

extension Certificate {
    /// RFC 2253 text (last component first), accents as themselves.
    package var subject: String { nameText(X509_get_subject_name(handle.pointer)) }

    package var issuer: String { nameText(X509_get_issuer_name(handle.pointer)) }

    /// The last common name, the most specific one.
    package var subjectCommonName: String? { commonName(X509_get_subject_name(handle.pointer)) }

    package var issuerCommonName: String? { commonName(X509_get_issuer_name(handle.pointer)) }

    /// The whole Name, tag and length included, as in the certificate.
    package var subjectDER: [UInt8] { encoded { i2d_X509_NAME(X509_get_subject_name(handle.pointer), $0) } }

    package var issuerDER: [UInt8] { encoded { i2d_X509_NAME(X509_get_issuer_name(handle.pointer), $0) } }

    /// The content bytes of the INTEGER, as in the certificate.
    package var serial: [UInt8] {
        let whole = encoded { i2d_ASN1_INTEGER(X509_get0_serialNumber(handle.pointer), $0) }
        // Tag, then a length of one byte: a serial number has at most 20 bytes (§4.1.2.2); a longer one keeps its long length.
        guard whole.count >= 2 else { return [] }
        return Array(whole.dropFirst(whole[1] < 0x80 ? 2 : 2 + Int(whole[1] & 0x7f)))
    }

    package var subjectKeyIdentifier: [UInt8]? { octets(X509_get0_subject_key_id(handle.pointer)) }

    package var isCA: Bool {
        defer { ERR_clear_error() }
        return X509_check_ca(handle.pointer) == 1
    }

    /// Issued under its own name and verified by its own key.
    package var isSelfSigned: Bool {
        defer { ERR_clear_error() }
        return X509_self_signed(handle.pointer, 1) == 1
    }

    /// Names and key identifiers are its own, whether or not its signature holds: what is left out of a message as its root.
    package var isSelfIssued: Bool {
        defer { ERR_clear_error() }
        return X509_self_signed(handle.pointer, 0) == 1
    }

    /// Nil when the extension is absent: then nothing is restricted (§4.2.1.3).
    package var keyUsage: KeyUsage? {
        let bits = X509_get_key_usage(handle.pointer)
        ERR_clear_error()
        return bits == UInt32.max ? nil : KeyUsage(rawValue: bits)
    }

    /// Dotted object identifiers; empty when the extension is absent.
    package var extendedKeyUsage: [String] {
        defer { ERR_clear_error() }
        let found = X509_get_ext_d2i(handle.pointer, NID_ext_key_usage, nil, nil)
        guard let stack = found.map({ OpaquePointer($0) }) else { return [] }
        defer { tab_sk_OBJECT_pop_free(stack) }
        return (0..<tab_sk_OBJECT_num(stack)).compactMap { tab_sk_OBJECT_value(stack, $0).map(dotted) }
    }

    package var publicKeyBits: Int { X509_get0_pubkey(handle.pointer).map { Int(EVP_PKEY_get_bits($0)) } ?? 0 }

    /// The digest its issuer signed it with; nil for one we do not know.
    package var signatureDigest: DigestAlgorithm? {
        var digest: CInt = 0
        guard X509_get_signature_info(handle.pointer, &digest, nil, nil, nil) == 1 else {
            ERR_clear_error()
            return nil
        }
        switch digest {
        case NID_sha1: return .sha1
        case NID_sha224: return .sha224
        case NID_sha256: return .sha256
        case NID_sha384: return .sha384
        case NID_sha512: return .sha512
        default: return nil
        }
    }

    package func isValid(at instant: Instant) -> Bool { notBefore <= instant && instant <= notAfter }

    package var pem: String { PEM.text(label: "CERTIFICATE", der: der) }
}

/// RFC 5280 §4.2.1.3, in OpenSSL's bit order.
package struct KeyUsage: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let digitalSignature = KeyUsage(rawValue: 0x80)
    /// Also called contentCommitment.
    package static let nonRepudiation = KeyUsage(rawValue: 0x40)
    package static let keyEncipherment = KeyUsage(rawValue: 0x20)
    package static let dataEncipherment = KeyUsage(rawValue: 0x10)
    package static let keyAgreement = KeyUsage(rawValue: 0x08)
    package static let keyCertSign = KeyUsage(rawValue: 0x04)
    package static let cRLSign = KeyUsage(rawValue: 0x02)
}

/// The one owner of an X509. Sendable because a certificate never changes, and OpenSSL locks what it computes from it.
final class CertificateHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes over the reference.
    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { X509_free(pointer) }
}

private func commonName(_ name: OpaquePointer?) -> String? {
    var place: CInt = -1
    var last: CInt = -1
    repeat {
        last = place
        place = X509_NAME_get_index_by_NID(name, NID_commonName, last)
    } while place >= 0
    guard last >= 0, let value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, last)) else { return nil }
    var utf8: UnsafeMutablePointer<UInt8>?
    let count = ASN1_STRING_to_UTF8(&utf8, value)
    defer { tab_free(utf8) }
    ERR_clear_error()
    guard count >= 0, let utf8 else { return nil }
    return String(decoding: UnsafeBufferPointer(start: utf8, count: Int(count)), as: UTF8.self)
}

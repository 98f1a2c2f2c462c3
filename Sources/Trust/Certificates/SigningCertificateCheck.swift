package import Cryptography
package import Values

/// Why a certificate does not sign an act today.
package enum SigningCertificateRefusal: Error, Hashable, Sendable {
    case expired(notAfter: Instant, at: Instant)
    case notYetValid(notBefore: Instant, at: Instant)
    /// RFC 5280 §4.2.1.3: signing what one answers for needs nonRepudiation (contentCommitment). `found` is nil when nothing is declared.
    case lacksNonRepudiation(found: KeyUsage?)
    /// A certification authority signs certificates, never acts.
    case certificationAuthority
    case unsuitableKey(KeyAlgorithm)
    /// The private key given is not the one the certificate speaks of.
    case anotherKey
}

/// Asked before anything is signed. digitalSignature is never demanded: elected officials' certificates carry nonRepudiation alone.
package enum SigningCertificateCheck {
    package static func check(_ certificate: Certificate, at instant: Instant) throws(SigningCertificateRefusal) {
        guard instant <= certificate.notAfter else { throw .expired(notAfter: certificate.notAfter, at: instant) }
        guard certificate.notBefore <= instant else { throw .notYetValid(notBefore: certificate.notBefore, at: instant) }
        let usage = certificate.keyUsage
        guard let usage, usage.contains(.nonRepudiation) else { throw .lacksNonRepudiation(found: usage) }
        guard !certificate.isCA else { throw .certificationAuthority }
        guard certificate.publicKeyAlgorithm.canSign else { throw .unsuitableKey(certificate.publicKeyAlgorithm) }
    }

    package static func check(_ certificate: Certificate, key: PrivateKey, at instant: Instant) throws(SigningCertificateRefusal) {
        try check(certificate, at: instant)
        guard key.belongs(to: certificate) else { throw .anotherKey }
    }
}

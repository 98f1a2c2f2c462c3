package import Cryptography
package import Values

/// Builds the signer's side of CAdES and PAdES level B (EN 319 122-1 §5, EN 319 142-1 §6). libcrypto's own builder always adds a
/// signing time, which PAdES forbids: hence ours.
package enum CMSBuilder {
    /// Content-type, message-digest, signing-certificate-v2; the signing time only when given: CAdES demands it, PAdES forbids it.
    package static func attributes(messageDigest: Digest, certificate: Certificate, signingTime: Instant?) -> SignedAttributes {
        var attributes = [
            attribute(.contentType, DER.oid(.data)),
            attribute(.messageDigest, DER.octetString(messageDigest.bytes)),
            // RFC 5035 §3: hashAlgorithm is DEFAULT SHA-256, which DER leaves out; the fingerprint is SHA-256 of the certificate.
            attribute(.signingCertificateV2, DER.sequence(DER.sequence(DER.sequence(DER.octetString(certificate.fingerprint.bytes))))),
        ]
        if let signingTime { attributes.append(attribute(.signingTime, DER.time(signingTime))) }
        return SignedAttributes(written: DER.setOf(attributes))
    }

    /// A detached SignedData of one signer. `chain` goes in without its root (EN 319 122-1 §6.3: the root need not be there).
    package static func signedData(
        attributes: SignedAttributes, signature: [UInt8], certificate: Certificate, chain: [Certificate],
        digest: DigestAlgorithm = .sha256
    ) throws(CMSBuilderRefusal) -> [UInt8] {
        // RFC 5754 §2: absent parameters for SHA-2; §3.2: NULL for RSA.
        let digestIdentifier = DER.sequence(DER.oid(digest.oid))
        let signerInfo = DER.sequence(
            DER.integer(1),
            DER.sequence(certificate.issuerDER, DER.integer(content: certificate.serial)),
            digestIdentifier,
            [ASN1Tag.context(0)] + attributes.der.dropFirst(),
            try signatureIdentifier(certificate.publicKeyAlgorithm, digest),
            DER.octetString(signature))
        var certificates = [certificate]
        for link in chain where !link.isSelfIssued && !certificates.contains(link) { certificates.append(link) }
        return DER.sequence(
            DER.oid(.signedData),
            DER.element(
                ASN1Tag.context(0),
                DER.sequence(
                    DER.integer(1),
                    DER.setOf([digestIdentifier]),
                    DER.sequence(DER.oid(.data)),
                    DER.setOf(certificates.map(\.der), tag: ASN1Tag.context(0)),
                    DER.setOf([signerInfo]))))
    }

    private static func attribute(_ type: OID, _ value: [UInt8]) -> [UInt8] { DER.sequence(DER.oid(type), DER.setOf([value])) }

    private static func signatureIdentifier(
        _ key: KeyAlgorithm, _ digest: DigestAlgorithm
    ) throws(CMSBuilderRefusal) -> [UInt8] {
        switch (key, digest) {
        case (.rsa, .sha256): DER.sequence(DER.oid(.sha256WithRSA), DER.null)
        case (.rsa, .sha384): DER.sequence(DER.oid(.sha384WithRSA), DER.null)
        case (.rsa, .sha512): DER.sequence(DER.oid(.sha512WithRSA), DER.null)
        case (.p256, .sha256), (.p384, .sha256): DER.sequence(DER.oid(.ecdsaWithSHA256))
        case (.p256, .sha384), (.p384, .sha384): DER.sequence(DER.oid(.ecdsaWithSHA384))
        case (.p256, .sha512), (.p384, .sha512): DER.sequence(DER.oid(.ecdsaWithSHA512))
        case (.other, _): throw .unsuitableKey(key)
        case (_, .sha1), (_, .sha224): throw .weakDigest(digest)
        }
    }
}

package enum CMSBuilderRefusal: Error, Hashable, Sendable {
    case unsuitableKey(KeyAlgorithm)
    case weakDigest(DigestAlgorithm)
}

extension SignedAttributes {
    /// Of bytes the writer has just made: read back by the reader, so that both agree on every attribute.
    init(written der: [UInt8]) {
        self.der = der
        attributes = (try? SignedAttributes(der: der))?.attributes ?? []
    }
}

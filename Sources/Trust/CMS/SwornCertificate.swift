internal import Cryptography

/// ESSCertID and ESSCertIDv2 (RFC 2634 §5.4, RFC 5035 §4).
private struct SwornIdentifier {
    let digestOID: OID
    let hash: [UInt8]
    /// GeneralNames of the issuer, and the serial; optional.
    let issuerSerial: ASN1Element?

    /// The first identifier is the signer's; the others speak of its path and are not read.
    init(first value: ASN1Element, version2: Bool) throws(ASN1Refusal) {
        guard value.tag == ASN1Tag.sequence else { throw .unexpectedTag(found: value.tag, expected: ASN1Tag.sequence) }
        self = try value.read { reader throws(ASN1Refusal) in
            let identifiers = try reader.next(ASN1Tag.sequence).children(max: 64)
            _ = try reader.optional(ASN1Tag.sequence)
            guard let first = identifiers.first, first.tag == ASN1Tag.sequence else { throw .missing(expected: ASN1Tag.sequence) }
            return try first.read { inner throws(ASN1Refusal) in try SwornIdentifier(&inner, version2: version2) }
        }
    }

    private init(_ reader: inout ASN1Reader, version2: Bool) throws(ASN1Refusal) {
        var algorithm = version2 ? OID.sha256 : OID.sha1
        var field = try reader.next()
        if version2, field.tag == ASN1Tag.sequence {
            algorithm = try AlgorithmIdentifier(field).oid
            field = try reader.next()
        }
        digestOID = algorithm
        hash = try field.octetString()
        issuerSerial = try reader.optional(ASN1Tag.sequence)
    }

    func names(_ certificate: Certificate, with digest: DigestAlgorithm) -> Bool {
        guard ConstantTime.equal(hash, digest.digest(certificate.der)) else { return false }
        guard let issuerSerial else { return true }
        let parts = try? issuerSerial.read { reader throws(ASN1Refusal) in
            let names = try reader.next(ASN1Tag.sequence).children(max: 16)
            return (names, try reader.next(ASN1Tag.integer).integer())
        }
        guard let (names, serial) = parts, serial == certificate.serial else { return false }
        // directoryName is [4] EXPLICIT, since Name is a CHOICE.
        return names.contains { $0.tag == ASN1Tag.context(4) && $0.content.elementsEqual(certificate.issuerDER) }
    }
}

extension SignerFacts {
    /// Version 2 counts when both are there (EN 319 122-1 §5.2.2.1). Each may stand once, with one value.
    static func swornCertificate(_ attributes: SignedAttributes?, _ certificate: Certificate?) -> SwornCertificate {
        guard let attributes else { return .absent }
        let found = attributes.attributes.filter { $0.type == .signingCertificateV2 || $0.type == .signingCertificate }
        guard !found.isEmpty else { return .absent }
        var answers: [SwornCertificate] = []
        for attribute in found {
            guard let value = attribute.value,
                let sworn = try? SwornIdentifier(first: value, version2: attribute.type == .signingCertificateV2)
            else { return .unreadable }
            guard let digest = DigestAlgorithm(oid: sworn.digestOID) else { return .unknownDigest(sworn.digestOID) }
            answers.append(certificate.map { sworn.names($0, with: digest) } == true ? .same : .another)
        }
        return answers.allSatisfy { $0 == .same } ? .same : .another
    }
}

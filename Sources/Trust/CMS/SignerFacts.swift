package import Cryptography
package import Values

/// What a signature is said to cover.
package enum SignedContent: Sendable {
    /// The content inside the message.
    case attached
    /// The parts of a file, one after the other: the ranges of a PDF, or a whole file.
    case detached([ArraySlice<UInt8>])
    /// Digests computed elsewhere, of a content too large to hold.
    case digests([DigestAlgorithm: [UInt8]])
}

/// What was found in one SignerInfo, without judging it.
package struct SignerFacts: Sendable {
    package enum MessageDigest: Hashable, Sendable {
        case equal
        case different(declared: [UInt8], computed: [UInt8])
        /// Attribute absent, unreadable or of several values.
        case undeclared
        /// There is no content to compare with, or no digest of it in that algorithm.
        case noContent
        /// No signed attributes: the signature value covers the content itself.
        case notUsed
    }

    package enum ContentType: Hashable, Sendable {
        case equal
        case different(declared: OID, encapsulated: OID)
        case undeclared
        case notUsed
    }

    /// RFC 5035: which certificate the signer swore to have used.
    package enum SwornCertificate: Hashable, Sendable {
        case same
        case another
        case absent
        case unreadable
        /// A digest we do not know: nothing can be compared.
        case unknownDigest(OID)
    }

    package enum AlgorithmProtection: Hashable, Sendable {
        case absent
        case agrees
        case disagrees
        case unreadable
    }

    package enum SignatureValue: Hashable, Sendable {
        case holds
        case broken
        /// Without certificate or scheme nothing can be computed.
        case unchecked
    }

    /// The certificate that the SignerInfo names, among those in the message and those given beside it.
    package let certificate: Certificate?
    package let digest: DigestAlgorithm?
    package let digestOID: OID
    package let scheme: SignatureScheme?
    package let schemeOID: OID
    package let hasSignedAttributes: Bool
    package let repeatedAttributes: [OID]
    package let messageDigest: MessageDigest
    package let contentType: ContentType
    package let swornCertificate: SwornCertificate
    package let algorithmProtection: AlgorithmProtection
    package let signatureValue: SignatureValue
    /// What the signer claims; nothing proves it.
    package let signingTime: Instant?
    package let unsignedAttributes: [Attribute]
}

extension SignerFacts {
    package init(_ signer: SignerInfo, in message: SignedData, content: SignedContent, others: [Certificate] = []) {
        let digest = signer.digestAlgorithm.digest
        let scheme = digest.flatMap { signer.signatureAlgorithm.scheme(digest: $0) }
        let computed = digest.flatMap { Self.digest(of: content, in: message, $0) }
        let certificate = Self.certificate(named: signer, in: message.certificates + others)
        let attributes = signer.signedAttributes
        self.certificate = certificate
        self.digest = digest
        digestOID = signer.digestAlgorithm.oid
        self.scheme = scheme
        schemeOID = signer.signatureAlgorithm.oid
        hasSignedAttributes = attributes != nil
        repeatedAttributes = attributes?.repeated ?? []
        messageDigest = Self.messageDigest(attributes, computed)
        contentType = Self.contentType(attributes, message.contentType)
        swornCertificate = Self.swornCertificate(attributes, certificate)
        algorithmProtection = Self.algorithmProtection(attributes, signer)
        signingTime = attributes?.only(.signingTime)?.value.flatMap { try? $0.time() }
        unsignedAttributes = signer.unsignedAttributes
        guard let certificate, let scheme else {
            signatureValue = .unchecked
            return
        }
        let signed: [UInt8]?
        if let attributes {
            signed = scheme.digest.digest(attributes.der)
        } else {
            signed = Self.digest(of: content, in: message, scheme.digest)
        }
        guard let signed else {
            signatureValue = .unchecked
            return
        }
        signatureValue = certificate.isValid(signature: signer.signature, ofDigest: signed, scheme: scheme) ? .holds : .broken
    }

    /// Of two certificates of one name and serial, or one key identifier, the one the signer swore to.
    private static func certificate(named signer: SignerInfo, in certificates: [Certificate]) -> Certificate? {
        let named = certificates.filter { signer.names($0) }
        return named.first { swornCertificate(signer.signedAttributes, $0) == .same } ?? named.first
    }

    private static func digest(of content: SignedContent, in message: SignedData, _ algorithm: DigestAlgorithm) -> [UInt8]? {
        switch content {
        case .attached: message.content.map { algorithm.digest($0) }
        case .detached(let parts): algorithm.digest(parts)
        case .digests(let known): known[algorithm]
        }
    }

    private static func messageDigest(_ attributes: SignedAttributes?, _ computed: [UInt8]?) -> MessageDigest {
        guard let attributes else { return .notUsed }
        guard let value = attributes.only(.messageDigest)?.value, let declared = try? value.octetString() else { return .undeclared }
        guard let computed else { return .noContent }
        return ConstantTime.equal(declared, computed) ? .equal : .different(declared: declared, computed: computed)
    }

    private static func contentType(_ attributes: SignedAttributes?, _ encapsulated: OID) -> ContentType {
        guard let attributes else { return .notUsed }
        guard let value = attributes.only(.contentType)?.value, let declared = try? value.oid() else { return .undeclared }
        return declared == encapsulated ? .equal : .different(declared: declared, encapsulated: encapsulated)
    }

    /// RFC 6211.
    private static func algorithmProtection(_ attributes: SignedAttributes?, _ signer: SignerInfo) -> AlgorithmProtection {
        guard let attribute = attributes?.attributes.first(where: { $0.type == .algorithmProtection }) else { return .absent }
        guard let value = attribute.value, value.tag == ASN1Tag.sequence,
            let (digest, signature) = try? value.read({ reader throws(ASN1Refusal) in
                let digest = try AlgorithmIdentifier(reader.next())
                // signatureAlgorithm [1] IMPLICIT; a message code [2] would not be a signature.
                return (digest, try AlgorithmIdentifier(implicit: reader.next(ASN1Tag.context(1))))
            })
        else { return .unreadable }
        return digest.isSame(as: signer.digestAlgorithm) && signature.isSame(as: signer.signatureAlgorithm) ? .agrees : .disagrees
    }
}

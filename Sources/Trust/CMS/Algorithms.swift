package import Cryptography

extension DigestAlgorithm {
    package init?(oid: OID) {
        switch oid {
        case .sha1: self = .sha1
        case .sha224: self = .sha224
        case .sha256: self = .sha256
        case .sha384: self = .sha384
        case .sha512: self = .sha512
        default: return nil
        }
    }

    package var oid: OID {
        switch self {
        case .sha1: .sha1
        case .sha224: .sha224
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }
}

/// AlgorithmIdentifier (RFC 5280 §4.1.1.2), kept as received.
package struct AlgorithmIdentifier: Hashable, Sendable {
    package let oid: OID
    /// Nil when absent, which is not the same as NULL.
    package let parameters: ASN1Element?

    init(_ element: ASN1Element) throws(ASN1Refusal) {
        guard element.tag == ASN1Tag.sequence else { throw .unexpectedTag(found: element.tag, expected: ASN1Tag.sequence) }
        try self.init(implicit: element)
    }

    /// Under another tag than a SEQUENCE's own.
    init(implicit element: ASN1Element) throws(ASN1Refusal) {
        (oid, parameters) = try element.read { reader throws(ASN1Refusal) in
            let oid = try reader.next(ASN1Tag.objectIdentifier).oid()
            return (oid, reader.isAtEnd ? nil : try reader.next())
        }
    }

    var digest: DigestAlgorithm? { DigestAlgorithm(oid: oid) }

    /// Same algorithm; absent parameters and NULL are the same thing here (RFC 5754 §2).
    func isSame(as other: AlgorithmIdentifier) -> Bool {
        oid == other.oid
            && (parameters?.encoding.elementsEqual(other.parameters?.encoding ?? []) ?? (other.parameters == nil)
                || Self.isEmpty(parameters) && Self.isEmpty(other.parameters))
    }

    private static func isEmpty(_ parameters: ASN1Element?) -> Bool {
        guard let parameters else { return true }
        return parameters.tag == ASN1Tag.null && parameters.content.isEmpty
    }

    /// The scheme a signature algorithm names; `digest` is the signer's own, for the identifiers that name none (RFC 3370 §3.2).
    func scheme(digest: DigestAlgorithm) -> SignatureScheme? {
        switch oid {
        case .rsaEncryption: .rsa(digest)
        case .sha1WithRSA: .rsa(.sha1)
        case .sha224WithRSA: .rsa(.sha224)
        case .sha256WithRSA: .rsa(.sha256)
        case .sha384WithRSA: .rsa(.sha384)
        case .sha512WithRSA: .rsa(.sha512)
        case .ecPublicKey: .ecdsa(digest)
        case .ecdsaWithSHA1: .ecdsa(.sha1)
        case .ecdsaWithSHA224: .ecdsa(.sha224)
        case .ecdsaWithSHA256: .ecdsa(.sha256)
        case .ecdsaWithSHA384: .ecdsa(.sha384)
        case .ecdsaWithSHA512: .ecdsa(.sha512)
        case .rsaPSS: try? Self.pss(parameters)
        default: nil
        }
    }

    /// RFC 4055 §3.1: each field has a default, SHA-1 among them.
    private static func pss(_ parameters: ASN1Element?) throws(ASN1Refusal) -> SignatureScheme {
        guard let parameters, parameters.tag == ASN1Tag.sequence else { throw .missing(expected: ASN1Tag.sequence) }
        return try parameters.read { reader throws(ASN1Refusal) in
            let digest = try digest(reader.optional(ASN1Tag.context(0)))
            let mask = try mask(reader.optional(ASN1Tag.context(1)))
            let salt = try number(reader.optional(ASN1Tag.context(2)), default: 20)
            guard try number(reader.optional(ASN1Tag.context(3)), default: 1) == 1 else { throw .malformed(.integer) }
            return .rsaPSS(digest, mask: mask, saltCount: salt)
        }
    }

    private static func digest(_ field: ASN1Element?) throws(ASN1Refusal) -> DigestAlgorithm {
        guard let field else { return .sha1 }
        let identifier = try field.read { reader throws(ASN1Refusal) in try AlgorithmIdentifier(reader.next()) }
        guard let digest = identifier.digest else { throw .malformed(.objectIdentifier) }
        return digest
    }

    private static func mask(_ field: ASN1Element?) throws(ASN1Refusal) -> DigestAlgorithm {
        guard let field else { return .sha1 }
        let identifier = try field.read { reader throws(ASN1Refusal) in try AlgorithmIdentifier(reader.next()) }
        guard identifier.oid == .mgf1, let inner = identifier.parameters, let digest = try AlgorithmIdentifier(inner).digest else {
            throw .malformed(.objectIdentifier)
        }
        return digest
    }

    private static func number(_ field: ASN1Element?, default value: Int) throws(ASN1Refusal) -> Int {
        guard let field else { return value }
        return try field.read { reader throws(ASN1Refusal) in try reader.next().smallInteger() }
    }
}

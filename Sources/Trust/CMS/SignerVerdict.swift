package import Certificates
package import Cryptography
package import Values

/// What speaks against a signature: each check's negative answer, with both sides where there are two.
package enum SignerFinding: Hashable, Sendable {
    // EN 319 102-1 §5.2.2, format.
    case messageDigestUndeclared
    case contentTypeUndeclared
    /// RFC 5652 §11.1.
    case contentTypeDifferent(declared: OID, encapsulated: OID)
    /// RFC 5652 §5.3: an attribute stands once.
    case attributeRepeated(OID)
    /// RFC 6211 §2.
    case algorithmsDisagree
    // §5.2.7, cryptographic verification.
    case contentAltered(declared: [UInt8], computed: [UInt8])
    case signatureBroken
    case contentNotFound
    // §5.2.3, identification of the signing certificate.
    case certificateNotFound
    case anotherCertificateSworn
    // §5.2.6, the certificate's path.
    case path(PathRefusal)
    // §5.2.8, acceptance.
    case noSignedAttributes
    case noSwornCertificate
    case unknownAlgorithm(OID)
    case weakDigest(DigestAlgorithm)
    case weakKey(KeyAlgorithm, bits: Int)
    /// The digest of the content and the one of the signature are not the same.
    case digestsDisagree(content: DigestAlgorithm, signature: DigestAlgorithm)

    package var subIndication: SubIndication {
        switch self {
        case .messageDigestUndeclared, .contentTypeUndeclared, .contentTypeDifferent, .attributeRepeated, .algorithmsDisagree:
            .formatFailure
        case .contentAltered: .hashFailure
        case .signatureBroken: .signatureCryptoFailure
        case .contentNotFound: .signedDataNotFound
        case .certificateNotFound, .anotherCertificateSworn: .noSigningCertificateFound
        case .path(let refusal): refusal.subIndication
        case .noSignedAttributes, .noSwornCertificate, .digestsDisagree: .signatureConstraintsFailure
        case .unknownAlgorithm, .weakDigest, .weakKey: .cryptoConstraintsFailure
        }
    }
}

/// One signature judged at level B: no proof that it existed before the moment of control.
package struct SignerVerdict: Sendable {
    package let facts: SignerFacts
    /// In the order of EN 319 102-1; empty means TOTAL-PASSED.
    package let findings: [SignerFinding]
    /// Nil when no certificate was found or its path is refused.
    package let path: ValidPath?

    package var indication: Indication { subIndication?.indication ?? .totalPassed }

    /// The first finding that makes it fail wholly, else the first one: a broken value stays broken whoever signed.
    package var subIndication: SubIndication? {
        let all = findings.map(\.subIndication)
        return all.first { $0.indication == .totalFailed } ?? all.first
    }
}

/// Judges the signers of a message for given anchors at a given moment (EN 319 102-1 §5.3).
package struct CMSVerifier: Sendable {
    package let trust: TrustAnchors
    package let instant: Instant

    package init(trust: TrustAnchors, at instant: Instant) {
        self.trust = trust
        self.instant = instant
    }

    /// One verdict for each signer, in their order; none for a message without signer, which proves nothing.
    package func verdicts(of message: SignedData, content: SignedContent, others: [Certificate] = []) -> [SignerVerdict] {
        message.signers.map { signer in
            verdict(SignerFacts(signer, in: message, content: content, others: others), message: message, others: others)
        }
    }

    private func verdict(_ facts: SignerFacts, message: SignedData, others: [Certificate]) -> SignerVerdict {
        var path: ValidPath?
        var pathFinding: SignerFinding?
        if let certificate = facts.certificate {
            do throws(PathRefusal) {
                path = try trust.path(
                    of: certificate, others: message.certificates + others, moreLists: message.revocationLists, at: instant)
            } catch {
                pathFinding = .path(error)
            }
        }
        let findings =
            Self.format(facts) + Self.cryptography(facts) + Self.identification(facts) + [pathFinding].compactMap { $0 }
            + Self.acceptance(facts)
        return SignerVerdict(facts: facts, findings: findings, path: path)
    }

    private static func format(_ facts: SignerFacts) -> [SignerFinding] {
        var findings = facts.repeatedAttributes.map { SignerFinding.attributeRepeated($0) }
        if facts.messageDigest == .undeclared { findings.append(.messageDigestUndeclared) }
        switch facts.contentType {
        case .undeclared: findings.append(.contentTypeUndeclared)
        case .different(let declared, let encapsulated):
            findings.append(.contentTypeDifferent(declared: declared, encapsulated: encapsulated))
        case .equal, .notUsed: break
        }
        switch facts.algorithmProtection {
        case .disagrees, .unreadable: findings.append(.algorithmsDisagree)
        case .absent, .agrees: break
        }
        return findings
    }

    private static func cryptography(_ facts: SignerFacts) -> [SignerFinding] {
        var findings: [SignerFinding] = []
        switch facts.messageDigest {
        case .different(let declared, let computed): findings.append(.contentAltered(declared: declared, computed: computed))
        case .noContent where facts.digest != nil: findings.append(.contentNotFound)
        case .noContent, .equal, .undeclared, .notUsed: break
        }
        switch facts.signatureValue {
        case .broken: findings.append(.signatureBroken)
        // Known certificate and scheme, and still nothing to compute: the content is missing.
        case .unchecked where facts.certificate != nil && facts.scheme != nil: findings.append(.contentNotFound)
        case .unchecked, .holds: break
        }
        return findings
    }

    private static func identification(_ facts: SignerFacts) -> [SignerFinding] {
        guard facts.certificate != nil else { return [.certificateNotFound] }
        switch facts.swornCertificate {
        case .another, .unreadable, .unknownDigest: return [.anotherCertificateSworn]
        case .same, .absent: return []
        }
    }

    private static func acceptance(_ facts: SignerFacts) -> [SignerFinding] {
        var findings: [SignerFinding] = []
        if !facts.hasSignedAttributes {
            findings.append(.noSignedAttributes)
        } else if facts.swornCertificate == .absent {
            findings.append(.noSwornCertificate)
        }
        guard let digest = facts.digest else { return findings + [.unknownAlgorithm(facts.digestOID)] }
        guard let scheme = facts.scheme else { return findings + [.unknownAlgorithm(facts.schemeOID)] }
        let weak = Set([digest, scheme.digest]).filter { !$0.isAcceptable }.sorted { $0.rawValue < $1.rawValue }
        findings += weak.map { .weakDigest($0) }
        if digest != scheme.digest { findings.append(.digestsDisagree(content: digest, signature: scheme.digest)) }
        if let certificate = facts.certificate {
            let algorithm = certificate.publicKeyAlgorithm
            let bits = certificate.publicKeyBits
            // ETSI TS 119 312: RSA from 1900 bits, elliptic keys from 256.
            let bitsMin = if case .ecdsa = scheme { 256 } else { 1900 }
            if bits < bitsMin { findings.append(.weakKey(algorithm, bits: bits)) }
        }
        return findings
    }
}

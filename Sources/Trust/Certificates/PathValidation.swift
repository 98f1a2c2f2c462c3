package import Cryptography
package import Values

/// Why a certificate is not believed at a moment. Each case carries both sides of its comparison.
package enum PathRefusal: Error, Hashable, Sendable {
    /// RFC 5280 §6.1: no issuer among the anchors for the last certificate that could be reached.
    case noChain(lastReached: String)
    /// §6.1.3 (a)(2).
    case expired(subject: String, notAfter: Instant, at: Instant)
    case notYetValid(subject: String, notBefore: Instant, at: Instant)
    /// §6.1.3 (a)(3).
    case revoked(subject: String, since: Instant?, isAuthority: Bool)
    case noRevocationList(subject: String, issuer: String)
    case staleRevocationList(subject: String, issuer: String, at: Instant)
    /// §6.1.3 (a)(1).
    case badSignature(subject: String)
    /// ETSI TS 119 312: a certificate of the path was signed with a digest that proves nothing any more.
    case weakSignature(subject: String, digest: DigestAlgorithm)
    /// Any other rule of §6.1 (constraints, policies, critical extensions), in the validator's words.
    case rule(subject: String, rule: String)

    /// EN 319 102-1 §5.2.6, without proof that the signature existed earlier than the moment of control.
    package var subIndication: SubIndication {
        switch self {
        case .noChain: .noCertificateChainFound
        case .expired, .notYetValid: .outOfBoundsNoProof
        case .revoked(_, _, isAuthority: false): .revokedNoProof
        case .revoked(_, _, isAuthority: true): .revokedAuthorityNoProof
        case .noRevocationList, .staleRevocationList: .tryLater
        case .badSignature: .certificateChainGeneralFailure
        case .weakSignature: .cryptoConstraintsFailure
        case .rule: .chainConstraintsFailure
        }
    }
}

package enum RevocationState: Hashable, Sendable {
    /// The operator gave no revocation material at all: nothing is known, and the report must say so.
    case notChecked
    /// Every certificate but the anchor is covered by a fresh list and named by none.
    case notRevoked
}

/// A path that was found good: from the certificate asked about to the anchor.
package struct ValidPath: Hashable, Sendable {
    package let chain: [Certificate]
    package let revocation: RevocationState
}

extension TrustAnchors {
    /// RFC 5280 §6 at a moment. `others` and `moreLists` come with the signature: they help to build the path and to know what is revoked,
    /// but whether revocation is asked for is the operator's choice alone: he gave lists, or none.
    /// What is wrong with the path itself is said before what is unknown of its revocation.
    package func path(
        of certificate: Certificate, others: [Certificate] = [], moreLists: [RevocationList] = [], at instant: Instant
    ) throws(PathRefusal) -> ValidPath {
        let chain = try answer(certificate, others, moreLists, instant, revocation: false)
        for link in chain.dropLast() {
            let digest = link.signatureDigest ?? .sha256
            guard digest.isAcceptable else { throw .weakSignature(subject: link.subject, digest: digest) }
        }
        guard !revocationLists.isEmpty else { return ValidPath(chain: chain, revocation: .notChecked) }
        _ = try answer(certificate, others, moreLists, instant, revocation: true)
        return ValidPath(chain: chain, revocation: .notRevoked)
    }

    private func answer(
        _ certificate: Certificate, _ others: [Certificate], _ lists: [RevocationList], _ instant: Instant, revocation: Bool
    ) throws(PathRefusal) -> [Certificate] {
        let answer: PathAnswer
        do throws(CryptographyError) {
            answer = try store.path(
                of: certificate, intermediates: others + intermediates, at: instant, revocation: revocation, moreLists: lists)
        } catch {
            throw .rule(subject: certificate.subject, rule: "\(error)")
        }
        switch answer {
        case .valid(let chain): return chain
        case .refused(let problem, let culprit, let depth):
            throw Self.refusal(problem, culprit ?? certificate, isAuthority: depth > 0, at: instant)
        }
    }

    private static func refusal(_ problem: PathProblem, _ culprit: Certificate, isAuthority: Bool, at instant: Instant) -> PathRefusal {
        let subject = culprit.subject
        switch problem {
        case .noIssuer: return .noChain(lastReached: subject)
        case .expired: return .expired(subject: subject, notAfter: culprit.notAfter, at: instant)
        case .notYetValid: return .notYetValid(subject: subject, notBefore: culprit.notBefore, at: instant)
        case .badSignature: return .badSignature(subject: subject)
        case .revoked(let since): return .revoked(subject: subject, since: since, isAuthority: isAuthority)
        case .noRevocationList: return .noRevocationList(subject: subject, issuer: culprit.issuer)
        case .staleRevocationList: return .staleRevocationList(subject: subject, issuer: culprit.issuer, at: instant)
        case .rule(let rule): return .rule(subject: subject, rule: rule)
        }
    }
}

import CMS
import Certificates
import Cryptography
import Values

/// The stable key of each negative answer, with what it compares. Sentences are made of these on the Delivery floor.
enum FindingReason {
    static func text(_ finding: SignerFinding) -> String {
        switch finding {
        case .messageDigestUndeclared: "message-digest-undeclared"
        case .contentTypeUndeclared: "content-type-undeclared"
        case .contentTypeDifferent(let declared, let encapsulated): "content-type-different \(declared) \(encapsulated)"
        case .attributeRepeated(let type): "attribute-repeated \(type)"
        case .algorithmsDisagree: "algorithms-disagree"
        case .contentAltered: "content-altered"
        case .signatureBroken: "signature-broken"
        case .contentNotFound: "content-not-found"
        case .certificateNotFound: "certificate-not-found"
        case .anotherCertificateSworn: "another-certificate-sworn"
        case .path(let refusal): text(refusal)
        case .noSignedAttributes: "no-signed-attributes"
        case .noSwornCertificate: "no-sworn-certificate"
        case .unknownAlgorithm(let algorithm): "algorithm-unknown \(algorithm)"
        case .weakDigest(let digest): "digest-weak \(digest.rawValue)"
        case .weakKey(_, let bits): "key-weak \(bits)"
        case .digestsDisagree(let content, let signature): "digests-disagree \(content.rawValue) \(signature.rawValue)"
        }
    }

    private static func text(_ refusal: PathRefusal) -> String {
        switch refusal {
        case .noChain(let last): "no-chain \(last)"
        case .expired(let subject, let end, _): "certificate-expired \(end.rfc3339(in: .paris)) \(subject)"
        case .notYetValid(let subject, let start, _): "certificate-not-yet-valid \(start.rfc3339(in: .paris)) \(subject)"
        case .revoked(let subject, let since, _): "certificate-revoked \(since?.rfc3339(in: .paris) ?? "unknown-date") \(subject)"
        case .noRevocationList(let subject, _): "revocation-list-missing \(subject)"
        case .staleRevocationList(let subject, _, _): "revocation-list-stale \(subject)"
        case .badSignature(let subject): "certificate-signature-broken \(subject)"
        case .weakSignature(let subject, let digest): "certificate-digest-weak \(digest.rawValue) \(subject)"
        case .rule(let subject, let rule): "path-rule \(rule) \(subject)"
        }
    }
}

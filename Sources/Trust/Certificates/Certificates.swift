/// Whom we believe: anchors given by the operator, paths to them at a moment, revocation, and whether a certificate may sign an act.
/// Refuses every anchor that was not given, the network, and the system's clock: the moment of control is a parameter.

/// The words of EN 319 102-1 §5.1.3 for the whole of a signature, worst last.
package enum Indication: String, Sendable, Comparable, CaseIterable {
    case totalPassed = "TOTAL-PASSED"
    case indeterminate = "INDETERMINATE"
    case totalFailed = "TOTAL-FAILED"

    package static func < (left: Indication, right: Indication) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .totalPassed: 0
        case .indeterminate: 1
        case .totalFailed: 2
        }
    }
}

/// EN 319 102-1 tables 5 and 6. `indication` says on which side each one stands.
package enum SubIndication: String, Sendable, CaseIterable {
    case formatFailure = "FORMAT_FAILURE"
    case hashFailure = "HASH_FAILURE"
    case signatureCryptoFailure = "SIG_CRYPTO_FAILURE"
    case revoked = "REVOKED"
    case expired = "EXPIRED"
    case notYetValid = "NOT_YET_VALID"
    case signatureConstraintsFailure = "SIG_CONSTRAINTS_FAILURE"
    case chainConstraintsFailure = "CHAIN_CONSTRAINTS_FAILURE"
    case certificateChainGeneralFailure = "CERTIFICATE_CHAIN_GENERAL_FAILURE"
    case cryptoConstraintsFailure = "CRYPTO_CONSTRAINTS_FAILURE"
    case noSigningCertificateFound = "NO_SIGNING_CERTIFICATE_FOUND"
    case noCertificateChainFound = "NO_CERTIFICATE_CHAIN_FOUND"
    case revokedNoProof = "REVOKED_NO_POE"
    case revokedAuthorityNoProof = "REVOKED_CA_NO_POE"
    case outOfBoundsNoProof = "OUT_OF_BOUNDS_NO_POE"
    case tryLater = "TRY_LATER"
    case signedDataNotFound = "SIGNED_DATA_NOT_FOUND"

    package var indication: Indication {
        switch self {
        case .formatFailure, .hashFailure, .signatureCryptoFailure, .revoked, .expired, .notYetValid: .totalFailed
        default: .indeterminate
        }
    }
}

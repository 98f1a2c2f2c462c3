package import Certificates

/// What a file was found to be worth, with the keys of the command's JSON. Reasons are stable keys and names of objects, not sentences.
package struct VerificationReport: Equatable, Sendable, Encodable {
    package var file: String
    package let format: String
    package let verdict: Verdict
    package let signatures: [SignatureReport]

    package enum Verdict: String, Sendable, Encodable {
        case totalPassed = "TOTAL-PASSED"
        case indeterminate = "INDETERMINATE"
        case totalFailed = "TOTAL-FAILED"
        case noSignature = "NO-SIGNATURE"
    }

    /// The worst of all indications; without signature, none.
    package init(file: String, format: String, signatures: [SignatureReport]) {
        (self.file, self.format, self.signatures) = (file, format, signatures)
        verdict =
            switch signatures.map(\.indication).max() {
            case nil: .noSignature
            case .totalPassed: .totalPassed
            case .indeterminate: .indeterminate
            case .totalFailed: .totalFailed
            }
    }
}

/// What later revisions did to what was signed, the worst of it.
package enum Modifications: String, Sendable, Comparable, Encodable, CaseIterable {
    case none, allowed, suspicious, forbidden

    package static func < (left: Modifications, right: Modifications) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}

package struct SignatureReport: Equatable, Sendable {
    package enum Scope: String, Sendable { case wholeFile = "whole-file", revision, unknown }

    package var level: String
    package var indication: Indication
    package var subIndication: SubIndication?
    package var signer: String?
    package var issuer: String?
    /// RFC 3339, as claimed.
    package var claimedTime: String?
    /// RFC 3339; nil where nothing proves that the signature existed earlier than the control.
    package var bestTime: String?
    package var scope: Scope
    package var modifications: Modifications
    package var reasons: [String]

    /// Lowers the indication, never raises it; the first cause of the worst one names it.
    mutating func lower(to cause: SubIndication, _ reason: String) {
        reasons.append(reason)
        guard cause.indication > indication else { return }
        indication = cause.indication
        subIndication = cause
    }
}

extension SignatureReport: Encodable {
    private enum Key: String, CodingKey {
        case level, indication, subIndication, signer, issuer, claimedTime, bestTime, scope, modifications, reasons
    }

    /// Every key is there, null where nothing is known.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(level, forKey: .level)
        try container.encode(indication.rawValue, forKey: .indication)
        try container.encode(subIndication?.rawValue, forKey: .subIndication)
        try container.encode(signer, forKey: .signer)
        try container.encode(issuer, forKey: .issuer)
        try container.encode(claimedTime, forKey: .claimedTime)
        try container.encode(bestTime, forKey: .bestTime)
        try container.encode(scope.rawValue, forKey: .scope)
        try container.encode(modifications, forKey: .modifications)
        try container.encode(reasons, forKey: .reasons)
    }
}

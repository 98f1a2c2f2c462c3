import CMS
import Certificates
import Cryptography
import PDFDocument

/// A document time-stamp (EN 319 142-1 §5.4): its imprint must be that of the bytes it covers, its message must hold (RFC 3161 §2.4.2).
struct TimeStampJudge {
    let message: SignedData
    let revision: SignedRevision
    let messages: CMSVerifier

    func judge(_ report: inout SignatureReport) {
        guard let content = message.content, let imprint = try? imprint(content) else {
            return report.lower(to: .formatFailure, "time-stamp-unreadable")
        }
        guard let algorithm = DigestAlgorithm(oid: imprint.algorithm) else {
            return report.lower(to: .cryptoConstraintsFailure, "algorithm-unknown \(imprint.algorithm)")
        }
        guard ConstantTime.equal(algorithm.digest(revision.covered), imprint.bytes) else {
            return report.lower(to: .hashFailure, "content-altered")
        }
        guard message.signers.count == 1, let verdict = messages.verdicts(of: message, content: .attached).first else {
            return report.lower(to: .formatFailure, "signers \(message.signers.count)")
        }
        report.signer = verdict.facts.certificate?.subject
        report.issuer = verdict.facts.certificate?.issuer
        for finding in verdict.findings { report.lower(to: finding.subIndication, FindingReason.text(finding)) }
    }

    /// TSTInfo: version, policy, messageImprint.
    private func imprint(_ content: [UInt8]) throws(ASN1Refusal) -> (algorithm: OID, bytes: [UInt8]) {
        var reader = ASN1Reader(content[...], rules: .ber)
        let info = try reader.next(ASN1Tag.sequence)
        let fields = try info.children(max: 16)
        guard fields.count > 2 else { throw .missing(expected: ASN1Tag.sequence) }
        return try fields[2].read { imprint throws(ASN1Refusal) in
            let algorithm = try imprint.next(ASN1Tag.sequence).children(max: 2)
            guard let first = algorithm.first else { throw .missing(expected: ASN1Tag.objectIdentifier) }
            return (try first.oid(), try imprint.next().octetString())
        }
    }
}

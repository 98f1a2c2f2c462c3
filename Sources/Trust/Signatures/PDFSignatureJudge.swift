import CMS
import Certificates
import Cryptography
import PDFDocument
import Values

/// One signature of a PDF: its place, its message, its certificate, then what later revisions did to it.
struct PDFSignatureJudge {
    let signature: PDFSignature
    let document: PDFDocument
    let messages: CMSVerifier

    /// Everything but what came later.
    func reportAlone() -> SignatureReport {
        var report = SignatureReport(
            level: level, indication: .totalPassed, claimedTime: PDFDate(signature.dictionary["M"]?.string)?.rfc3339, scope: .unknown,
            modifications: .none, reasons: [])
        guard !isOfUnknownFormat else {
            report.lower(to: .signatureConstraintsFailure, "sub-filter-unknown \(signature.subFilter?.description ?? "absent")")
            return report
        }
        switch signature.coverage {
        case .fault(let fault): report.lower(to: .formatFailure, fault.rawValue)
        case .covered(let revision): judge(revision, &report)
        }
        return report
    }

    private func judge(_ revision: SignedRevision, _ report: inout SignatureReport) {
        report.scope = document.remainder(after: revision.end) == .nothing ? .wholeFile : .revision
        let message: SignedData
        do throws(CMSRefusal) {
            message = try SignedData(revision.contents, padding: .zeros)
        } catch {
            return report.lower(to: .formatFailure, "message-unreadable")
        }
        guard !signature.isTimeStamp else { return TimeStampJudge(message: message, revision: revision, messages: messages).judge(&report) }
        // EN 319 142-1 §6.2: detached, and one signer.
        guard message.content == nil else { return report.lower(to: .formatFailure, "content-inside-message") }
        guard message.signers.count == 1, let verdict = messages.verdicts(of: message, content: .detached(revision.covered)).first else {
            return report.lower(to: .formatFailure, "signers \(message.signers.count)")
        }
        report.signer = verdict.facts.certificate?.subject
        report.issuer = verdict.facts.certificate?.issuer
        if verdict.path?.revocation == .notChecked { report.reasons.append("revocation-not-checked") }
        if isPAdES, verdict.facts.signingTime != nil { report.reasons.append("signing-time-attribute") }
        for finding in verdict.findings { report.lower(to: finding.subIndication, FindingReason.text(finding)) }
    }

    func report(_ alone: SignatureReport, trustedFields: Set<PDFReference>) -> SignatureReport {
        var report = alone
        guard case .covered(let revision) = signature.coverage else { return report }
        if signature.wasReplaced {
            report.modifications = .suspicious
            report.lower(to: .signatureConstraintsFailure, "signature-dictionary-replaced")
        }
        switch document.remainder(after: revision.end) {
        case .nothing: return report
        case .unknownBytes(let count):
            report.modifications = max(report.modifications, .suspicious)
            report.lower(to: .signatureConstraintsFailure, "bytes-after-end \(count)")
            if document.end == revision.end { return report }
        case .revisions: break
        }
        ModificationJudge(from: revision.document, to: document, trustedFields: trustedFields).judge(&report)
        return report
    }

    private var isPAdES: Bool { signature.subFilter == "ETSI.CAdES.detached" }

    private var isOfUnknownFormat: Bool { !isPAdES && !signature.isTimeStamp && signature.subFilter != "adbe.pkcs7.detached" }

    private var level: String { signature.isTimeStamp ? "TIMESTAMP" : isPAdES ? "PAdES-B-B" : "PKCS7" }
}

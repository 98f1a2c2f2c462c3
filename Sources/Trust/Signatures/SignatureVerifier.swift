import CMS
package import Certificates
package import PDFDocument
package import Values

/// Judges files for given anchors at a given moment (EN 319 102-1). Never throws: a file is always answered by a report.
package struct SignatureVerifier: Sendable {
    private let messages: CMSVerifier
    private let limits: PDFLimits

    package init(trust: TrustAnchors, at instant: Instant, limits: PDFLimits = PDFLimits()) {
        messages = CMSVerifier(trust: trust, at: instant)
        self.limits = limits
    }

    package func verify(_ bytes: [UInt8], file: String = "") -> VerificationReport {
        do throws(PDFRefusal) {
            let document = try PDFDocument(bytes, limits: limits)
            let signatures = try document.signatures()
            return VerificationReport(file: file, format: "PDF", signatures: reports(signatures, in: document))
        } catch {
            let unreadable = SignatureReport(
                level: "NONE", indication: .totalFailed, subIndication: .formatFailure, scope: .unknown, modifications: .none,
                reasons: ["document-\(error.code)"])
            return VerificationReport(file: file, format: "PDF", signatures: [unreadable])
        }
    }

    private func reports(_ signatures: [PDFSignature], in document: PDFDocument) -> [SignatureReport] {
        let judges = signatures.map { PDFSignatureJudge(signature: $0, document: document, messages: messages) }
        let alone = judges.map { $0.reportAlone() }
        // A later signature that is seen on the page is only as good as its signer.
        let trusted = Set(zip(signatures, alone).filter { $1.indication == .totalPassed }.map(\.0.field.reference))
        return zip(judges, alone).map { judge, report in judge.report(report, trustedFields: trusted) }
    }
}

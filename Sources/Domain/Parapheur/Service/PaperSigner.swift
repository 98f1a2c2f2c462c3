import Certificates
import Cryptography
import Database
import PDFDocument
import Signatures
import Values

/// The one place that knows how a PDF is signed: everything else here speaks of bytes to be signed and of a value.
struct PaperSigner: Sendable {
    let trust: TrustAnchors

    /// What was prepared: the same document, certificate and moment always give the same bytes to be signed.
    struct Prepared: Sendable {
        let document: [UInt8]
        let certificate: Certificate
        fileprivate let signature: PreparedPAdES

        var toBeSigned: [UInt8] { signature.toBeSigned }
        var documentDigest: Digest { signature.documentDigest }
    }

    func prepare(
        _ document: [UInt8], certificate: Certificate, chain: [Certificate], at instant: Instant, zone: Zone
    ) async throws -> Prepared {
        try await BlockingExecutor.shared.run {
            let signature = try PAdES.prepare(
                try PDFDocument(document), certificate: certificate, chain: chain, at: instant, zone: zone)
            return Prepared(document: document, certificate: certificate, signature: signature)
        }
    }

    /// The signed file: the document, byte for byte, then the update. Verified as anybody would before it is handed over.
    func finish(_ prepared: Prepared, value: [UInt8], at instant: Instant) async throws -> [UInt8] {
        let verifier = SignatureVerifier(trust: trust, at: instant)
        return try await BlockingExecutor.shared.run {
            guard prepared.certificate.isValid(signature: value, of: prepared.toBeSigned, digest: .sha256) else {
                throw DossierRefusal.signatureValueInvalid
            }
            let signed = prepared.document + (try prepared.signature.finish(signature: value))
            guard let report = verifier.verify(signed).signatures.last, report.indication != .totalFailed else {
                throw DossierRefusal.signatureValueInvalid
            }
            return signed
        }
    }
}

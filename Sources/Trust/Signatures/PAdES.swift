import CMS
import Certificates
package import Cryptography
package import PDFDocument
package import Values

/// PAdES baseline B (EN 319 142-1 §6): claimed time in the dictionary and never among the signed attributes.
package enum PAdES {
    /// What the signature says of itself beside the certificate.
    package struct Statement: Sendable {
        package var name: String?
        package var reason: String?
        package var location: String?

        package init(name: String? = nil, reason: String? = nil, location: String? = nil) {
            (self.name, self.reason, self.location) = (name, reason, location)
        }
    }

    /// Hashes the file once; reads nothing of it but what leads to the place of the signature.
    package static func prepare(
        _ document: PDFDocument, certificate: Certificate, chain: [Certificate], at instant: Instant, zone: Zone,
        statement: Statement = Statement()
    ) throws(SigningRefusal) -> PreparedPAdES {
        do throws(SigningCertificateRefusal) {
            try SigningCertificateCheck.check(certificate, at: instant)
        } catch { throw .certificate(error) }
        // A root under its own name proves nothing by being carried along, and telling that it is one would cost a verification.
        let chain = chain.filter { $0.subjectDER != $0.issuerDER }
        let update: PDFSignatureUpdate
        do throws(PDFRefusal) {
            update = try document.signatureUpdate(
                PDFSignatureOptions(
                    claimedTime: instant, zone: zone, name: statement.name, reason: statement.reason, location: statement.location,
                    contentsBytes: room(for: [certificate] + chain),
                    identifier: identifier(document, certificate, instant)))
        } catch { throw .document(error) }
        let (before, after) = update.covered
        let digest = SHA256.digest([document.bytes[...], before, after])
        let attributes = CMSBuilder.attributes(messageDigest: digest, certificate: certificate, signingTime: nil)
        return PreparedPAdES(document: document, update: update, attributes: attributes, certificate: certificate, chain: chain)
    }

    /// A signature of 4096 bits, its attributes and its encoding take less than 2 KiB beside the certificates.
    private static func room(for certificates: [Certificate]) -> Int {
        max(8192, certificates.reduce(2048) { $0 + $1.der.count })
    }

    /// §14.4 asks for a value that no other version of the file has: here of this signer at this moment over this file's own identifier.
    private static func identifier(_ document: PDFDocument, _ certificate: Certificate, _ instant: Instant) -> [UInt8] {
        let moment = (0..<8).map { UInt8(truncatingIfNeeded: instant.milliseconds >> (8 * $0)) }
        let size = (0..<8).map { UInt8(truncatingIfNeeded: document.bytes.count >> (8 * $0)) }
        let parts = [certificate.fingerprint.bytes[...], moment[...], size[...], document.bytes.suffix(1024)]
        return Array(SHA256.digest(parts).bytes.prefix(16))
    }
}

/// A document that waits for the value of its signature. Holds the file, and nothing that ages.
package struct PreparedPAdES: Sendable {
    private let document: PDFDocument
    private let update: PDFSignatureUpdate
    private let attributes: SignedAttributes
    private let certificate: Certificate
    private let chain: [Certificate]

    init(
        document: PDFDocument, update: PDFSignatureUpdate, attributes: SignedAttributes, certificate: Certificate, chain: [Certificate]
    ) {
        (self.document, self.update, self.attributes) = (document, update, attributes)
        (self.certificate, self.chain) = (certificate, chain)
    }

    /// DER of the signed attributes: sign this with SHA-256.
    package var toBeSigned: [UInt8] { attributes.der }

    /// Of the file before it is signed. Hashes it again: ask only where it is not already known.
    package var documentDigest: Digest { SHA256.digest(document.bytes) }

    package var fieldName: String { String(decoding: update.fieldName, as: UTF8.self) }

    /// The bytes to append: the signed file is the document's bytes and then these.
    package func finish(signature: [UInt8]) throws(SigningRefusal) -> [UInt8] {
        guard certificate.isValid(signature: signature, of: toBeSigned, digest: .sha256) else { throw .signatureDoesNotVerify }
        let message: [UInt8]
        do throws(CMSBuilderRefusal) {
            message = try CMSBuilder.signedData(
                attributes: attributes, signature: signature, certificate: certificate, chain: chain, digest: .sha256)
        } catch { throw .message(error) }
        do throws(PDFRefusal) {
            return try update.filled(with: message)
        } catch { throw .document(error) }
    }
}

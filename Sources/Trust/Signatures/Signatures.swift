/// The door to signing and verifying documents: PAdES level B, prepared then finished, and the judgement of what a file claims.
/// Refuses to sign what it could not show whole, with a certificate that may not sign, or to embed a value that does not verify.
/// A verdict is never an exception: what cannot be read is TOTAL-FAILED / FORMAT_FAILURE.

package import CMS
package import Certificates
package import PDFDocument

/// Why nothing was signed. Nothing was written.
package enum SigningRefusal: Error, Equatable, Sendable {
    case document(PDFRefusal)
    case certificate(SigningCertificateRefusal)
    case message(CMSBuilderRefusal)
    /// The value given is not one that this certificate's key makes of the bytes that were prepared.
    case signatureDoesNotVerify
}

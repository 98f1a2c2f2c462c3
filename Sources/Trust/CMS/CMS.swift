/// Cryptographic messages (RFC 5652) as CAdES and PAdES use them (EN 319 122-1): our own DER reader and writer, the signer's builder,
/// and the checks of a received signature, facts first and then what they are worth.
/// Refuses what it cannot read to the last byte, and never asks OpenSSL for a verdict on a message. Received bytes are kept, never
/// encoded again. Says nothing of the document: only of its digest.

/// Why bytes are not a SignedData that can be judged. Offsets are not kept: a signature that cannot be read is FORMAT_FAILURE whole.
package enum CMSRefusal: Error, Hashable, Sendable {
    case encoding(ASN1Refusal)
    /// RFC 5652 §3: the content is of another type.
    case notSignedData(found: OID)
    /// Bytes after the message that are not the zero padding PDF allows.
    case trailingBytes(count: Int)
    /// More than any honest message: a limit, not a verdict.
    case tooMany(String, found: Int, allowed: Int)
}

internal import COpenSSL
package import Values

/// A certificate revocation list (RFC 5280 §5) as it was received. Its signature is checked when a path uses it, not here.
package struct RevocationList: Sendable {
    package let der: [UInt8]
    package let thisUpdate: Instant
    /// Nil when the issuer promises no next one: such a list never says it is stale.
    package let nextUpdate: Instant?
    let handle: RevocationListHandle

    package init(der: [UInt8]) throws(CryptographyError) {
        defer { ERR_clear_error() }
        var consumed = 0
        let pointer = der.withUnsafeBufferPointer { buffer -> OpaquePointer? in
            var cursor = buffer.baseAddress
            let made = d2i_X509_CRL(nil, &cursor, buffer.count)
            if let start = buffer.baseAddress, let end = cursor { consumed = end - start }
            return made
        }
        guard let pointer else { throw .malformedRevocationList }
        handle = RevocationListHandle(pointer)
        guard consumed == der.count, let thisUpdate = instant(X509_CRL_get0_lastUpdate(pointer)) else { throw .malformedRevocationList }
        self.der = der
        self.thisUpdate = thisUpdate
        nextUpdate = instant(X509_CRL_get0_nextUpdate(pointer))
    }

    package var issuer: String { nameText(X509_CRL_get_issuer(handle.pointer)) }

    /// When the list says that certificate was revoked; nil when it does not name it.
    func revocation(of certificate: OpaquePointer) -> Instant? {
        defer { ERR_clear_error() }
        var entry: OpaquePointer?
        guard X509_CRL_get0_by_cert(handle.pointer, &entry, certificate) == 1, let entry else { return nil }
        return instant(X509_REVOKED_get0_revocationDate(entry))
    }
}

extension RevocationList: Equatable {
    package static func == (left: RevocationList, right: RevocationList) -> Bool { left.der == right.der }
}

/// The one owner of an X509_CRL. Sendable for the reason of `CertificateHandle`.
final class RevocationListHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    init(_ pointer: OpaquePointer) { self.pointer = pointer }

    deinit { X509_CRL_free(pointer) }
}

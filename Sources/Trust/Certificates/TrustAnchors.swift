package import Cryptography

/// What an operator gave: self-signed certificates are anchors, other certificates only help to build paths, lists tell what is revoked.
package struct TrustAnchors: Sendable {
    package let anchors: [Certificate]
    package let intermediates: [Certificate]
    package let revocationLists: [RevocationList]
    let store: CertificateStore

    package init(anchors: [Certificate], intermediates: [Certificate], revocationLists: [RevocationList]) throws(CryptographyError) {
        self.anchors = anchors
        self.intermediates = intermediates
        self.revocationLists = revocationLists
        store = try CertificateStore(anchors: anchors, revocationLists: revocationLists)
    }

    /// Sorts what files hold, each PEM or DER. What is neither a certificate nor a list (a README) is passed over.
    package init(files: [[UInt8]]) throws(CryptographyError) {
        var certificates: [Certificate] = []
        var lists: [RevocationList] = []
        for file in files {
            for der in Self.encodings(in: file) {
                if let certificate = try? Certificate(der: der) {
                    if !certificates.contains(certificate) { certificates.append(certificate) }
                } else if let list = try? RevocationList(der: der), !lists.contains(list) {
                    lists.append(list)
                }
            }
        }
        try self.init(
            anchors: certificates.filter(\.isSelfSigned), intermediates: certificates.filter { !$0.isSelfSigned }, revocationLists: lists)
    }

    /// No anchor at all: every chain is unknown.
    package static func none() throws(CryptographyError) -> TrustAnchors {
        try TrustAnchors(anchors: [], intermediates: [], revocationLists: [])
    }

    private static func encodings(in file: [UInt8]) -> [[UInt8]] {
        // DER of both kinds begins with a SEQUENCE; a PEM text never does.
        if file.first == 0x30 { return [file] }
        let labels: Set = ["CERTIFICATE", "X509 CERTIFICATE", "X509 CRL"]
        return PEM.blocks(String(decoding: file, as: UTF8.self)).filter { labels.contains($0.label) }.map(\.der)
    }
}

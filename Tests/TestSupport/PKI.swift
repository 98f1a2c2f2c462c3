package import Certificates
package import Cryptography
import Foundation
package import Values

/// The test authorities, signers and foreign messages of Tests/Vectors/pki, made by its generate.sh.
package enum PKI {
    package static let pin = "1234"
    /// Inside the validity of what is meant to be valid.
    package static let moment = Instant(milliseconds: 1_780_272_000_000)  // 2026-06-01

    package static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Vectors/pki").path

    package static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: directory + "/" + name)))
    }

    package static func certificate(_ name: String) throws -> Certificate {
        try Certificate(pem: String(decoding: bytes(name + ".pem"), as: UTF8.self))
    }

    package static func signer(_ name: String) throws -> (key: PrivateKey, certificate: Certificate, chain: [Certificate]) {
        try PKCS12.open(bytes(name + ".p12"), pin: pin)
    }

    /// Root and intermediate, with those lists.
    package static func trust(_ lists: String...) throws -> TrustAnchors {
        try TrustAnchors(files: (["root.pem", "sub.pem"] + lists).map { try bytes($0) })
    }
}

package import Cryptography
import Values

/// The name of a key or of a log (C2SP signed-note): not empty, no space, no plus, no control character. Two names are the same when
/// their bytes are: Swift's own equality would take two writings of é for one.
package struct KeyName: Hashable, Sendable, CustomStringConvertible {
    package let utf8: [UInt8]

    package init?(_ text: some StringProtocol) {
        let allowed = text.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && scalar.value != 0x7f && scalar != "+" && !scalar.properties.isWhitespace
        }
        guard !text.isEmpty, allowed else { return nil }
        utf8 = Array(text.utf8)
    }

    package var description: String { String(decoding: utf8, as: UTF8.self) }
}

/// A key that is trusted to sign notes, and its text form (vkey):
///
///     example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k
///
/// Ed25519 only (signature type 0x01). The identifier is recomputed, never believed.
package struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
    package let name: KeyName
    package let key: Ed25519PublicKey
    /// The first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ key).
    package let id: [UInt8]

    package init(name: KeyName, key: Ed25519PublicKey) {
        self.name = name
        self.key = key
        id = Array(SHA256.digest(name.utf8 + [0x0a, VerifierKey.ed25519] + key.bytes).bytes.prefix(4))
    }

    package init?(_ text: some StringProtocol) {
        // Three parts at most: base 64 may itself hold a plus.
        let parts = text.utf8.split(separator: 0x2b, maxSplits: 2, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard parts.count == 3, let name = KeyName(parts[0]), let material = Base64.decode(parts[2]),
            material.first == VerifierKey.ed25519, let key = Ed25519PublicKey(bytes: Array(material.dropFirst()))
        else { return nil }
        self.init(name: name, key: key)
        guard parts[1].utf8.elementsEqual(Hexadecimal.encode(id).utf8) else { return nil }
    }

    package var description: String {
        "\(name)+\(Hexadecimal.encode(id))+\(Base64.encode([VerifierKey.ed25519] + key.bytes))"
    }

    private static let ed25519: UInt8 = 0x01
}

/// The log's own key. It signs checkpoints and nothing else.
package struct SignerKey: Sendable {
    package let verifier: VerifierKey
    private let key: Ed25519PrivateKey

    package init(name: KeyName, key: Ed25519PrivateKey) {
        verifier = VerifierKey(name: name, key: key.publicKey)
        self.key = key
    }

    func signature(of text: [UInt8]) throws -> NoteSignature {
        NoteSignature(name: verifier.name, keyID: verifier.id, signature: try key.sign(text))
    }
}

import Cryptography
import Values

/// One line under a note: `— name base64(key identifier ‖ signature)`.
package struct NoteSignature: Hashable, Sendable {
    package let name: KeyName
    /// Always 4.
    package let keyID: [UInt8]
    package let signature: [UInt8]

    var line: String { "— \(name) \(Base64.encode(keyID + signature))\n" }
}

/// Why a note is not believed. Nothing of its text may be used.
package enum NoteRefusal: Error, Equatable, Sendable {
    case tooLarge(found: Int, allowed: Int)
    case notUTF8
    /// Only the newline is allowed below U+0020.
    case controlCharacter(UInt8)
    /// No blank line followed by signature lines, or no newline at the end.
    case unsigned
    /// Counted from 1, after the blank line.
    case malformedSignature(line: Int)
    case tooManySignatures(found: Int, allowed: Int)
    /// No signature names a key that is trusted, by name and identifier together.
    case unknownKeys([String])
    /// A trusted key is named and its signature is wrong: the whole note is refused.
    case wrongSignature(name: String)
}

/// A text and who signed it (C2SP signed-note).
///
///     example.com/behind-the-sofa
///     20852163
///     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
///
///     — example.com/behind-the-sofa Az3grlgtzPICa5OS…
package struct SignedNote: Hashable, Sendable {
    package static let sizeMax = 128 * 1024
    package static let signaturesMax = 16

    /// Ends with a newline, which is signed too.
    package let text: String
    package let signatures: [NoteSignature]

    package init(signing text: String, with key: SignerKey) throws {
        self.text = text
        signatures = [try key.signature(of: Array(text.utf8))]
    }

    /// The last blank line parts the text from the signatures.
    package init(_ bytes: [UInt8]) throws(NoteRefusal) {
        guard bytes.count <= SignedNote.sizeMax else { throw .tooLarge(found: bytes.count, allowed: SignedNote.sizeMax) }
        guard let note = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        if let control = bytes.first(where: { $0 < 0x20 && $0 != 0x0a }) { throw .controlCharacter(control) }
        var lines = note.utf8.split(separator: 0x0a, omittingEmptySubsequences: false)[...]
        guard lines.popLast()?.isEmpty == true, let blank = lines.lastIndex(where: \.isEmpty), blank > lines.startIndex else {
            throw .unsigned
        }
        let signed = lines[(blank + 1)...]
        guard !signed.isEmpty else { throw .unsigned }
        guard signed.count <= SignedNote.signaturesMax else {
            throw .tooManySignatures(found: signed.count, allowed: SignedNote.signaturesMax)
        }
        var signatures: [NoteSignature] = []
        for line in signed {
            guard let signature = NoteSignature(line: Substring(line)) else { throw .malformedSignature(line: signatures.count + 1) }
            signatures.append(signature)
        }
        self.signatures = signatures
        text = lines[..<blank].map { String(Substring($0)) + "\n" }.joined()
    }

    package var bytes: [UInt8] { Array((text + "\n" + signatures.map(\.line).joined()).utf8) }

    /// The trusted keys that signed, at least one.
    package func signers(among keys: [VerifierKey]) throws(NoteRefusal) -> [VerifierKey] {
        var signers: [VerifierKey] = []
        for signature in signatures {
            for key in keys where key.name == signature.name && key.id == signature.keyID {
                guard key.key.isValid(signature: signature.signature, of: Array(text.utf8)) else {
                    throw .wrongSignature(name: key.name.description)
                }
                signers.append(key)
            }
        }
        guard !signers.isEmpty else { throw .unknownKeys(signatures.map { "\($0.name)+\(Hexadecimal.encode($0.keyID))" }) }
        return signers
    }
}

extension NoteSignature {
    fileprivate init?(line: Substring) {
        let parts = line.utf8.split(separator: 0x20, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 3, parts[0] == "—", let name = KeyName(parts[1]),
            let value = Base64.decode(parts[2]), value.count > 4
        else { return nil }
        self.init(name: name, keyID: Array(value.prefix(4)), signature: Array(value.dropFirst(4)))
    }
}

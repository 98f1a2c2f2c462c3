import Values

/// Why a note is not a checkpoint of ours.
package enum CheckpointRefusal: Error, Equatable, Sendable {
    case note(NoteRefusal)
    /// C2SP tlog-checkpoint allows extension lines and advises against them; our logs write none, so none is accepted.
    case lineCount(found: Int, expected: Int)
    case malformedOrigin
    case malformedSize
    case malformedRoot
    /// The key that signed is not named like the log it vouches for.
    case originMismatch(origin: String, key: String)
}

/// What a log says of itself at one size (C2SP tlog-checkpoint): origin, size, root, signed as a note. The example is in `SignedNote`.
package struct Checkpoint: Hashable, Sendable {
    package let origin: KeyName
    package let head: TreeHead
    package let note: SignedNote

    package init(signing head: TreeHead, with key: SignerKey) throws {
        origin = key.verifier.name
        self.head = head
        note = try SignedNote(signing: "\(origin)\n\(head.size)\n\(Base64.encode(head.root.bytes))\n", with: key)
    }

    /// Reads it without believing it: `signer(among:)` comes next.
    package init(_ bytes: [UInt8]) throws(CheckpointRefusal) {
        let note: SignedNote
        do { note = try SignedNote(bytes) } catch { throw .note(error) }
        try self.init(reading: note)
    }

    package init(reading note: SignedNote) throws(CheckpointRefusal) {
        let lines = note.text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast().map { Substring($0) }
        guard lines.count == 3 else { throw .lineCount(found: lines.count, expected: 3) }
        guard let origin = KeyName(lines[0]) else { throw .malformedOrigin }
        guard let size = Decimal.read(lines[1]) else { throw .malformedSize }
        guard let bytes = Base64.decode(String(lines[2])), let root = Digest(bytes: bytes) else { throw .malformedRoot }
        self.origin = origin
        head = TreeHead(size: size, root: root)
        self.note = note
    }

    package var bytes: [UInt8] { note.bytes }

    /// The trusted key that signed and bears the log's name.
    package func signer(among keys: [VerifierKey]) throws(CheckpointRefusal) -> VerifierKey {
        let signers: [VerifierKey]
        do { signers = try note.signers(among: keys) } catch { throw .note(error) }
        guard let signer = signers.first(where: { $0.name == origin }) else {
            throw .originMismatch(origin: origin.description, key: signers.map(\.name.description).joined(separator: ", "))
        }
        return signer
    }
}

/// Natural numbers as the C2SP texts write them: ASCII digits, no leading zero. Below 2⁶³, so that every store can hold them.
enum Decimal {
    static func read(_ text: some StringProtocol) -> UInt64? {
        guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = UInt64(text), number <= UInt64(Int64.max),
            String(number).utf8.count == text.utf8.count
        else { return nil }
        return number
    }
}

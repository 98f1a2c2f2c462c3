package import Values

/// Why a preimage is not a leaf of a journal.
package enum LeafRefusal: Error, Equatable, Sendable {
    case object(CanonicalRefusal)
    case members(found: [String])
    case version(found: UInt64)
    /// The member that does not hold what it should.
    case malformed(String)
}

/// What one line of the journal says, and its only writing: the leaf of the tree is the hash of these bytes.
/// Personal facts are not here: `commit` is SHA-256(nonce ‖ details), and erasing the nonce and the details leaves every proof standing.
/// `salt` keeps a stranger who holds the tree's hashes from guessing a leaf and recognising it. Format: docs/formats/journal-leaf.md.
package struct JournalLeaf: Hashable, Sendable {
    package static let version: UInt64 = 1
    package static let saltBytes = 16
    /// 9998-12-31: whatever zone it is shown in, the year has four digits.
    package static let timeMax: Int64 = 253_370_678_400_000

    package let tenant: TenantID
    /// The leaf's index in the log.
    package let sequence: UInt64
    package let time: Instant
    /// A pseudonym: the person's identifier, never a name.
    package let actor: String
    package let action: String
    package let object: String
    /// SHA-256 of the document that the act is about.
    package let content: Digest?
    package let salt: [UInt8]
    package let commit: Digest

    package init(
        tenant: TenantID, sequence: UInt64, time: Instant, actor: String, action: String, object: String, content: Digest?, salt: [UInt8],
        commit: Digest
    ) throws(LeafRefusal) {
        guard sequence <= CanonicalObject.numberMax else { throw .malformed("sequence") }
        guard 0...JournalLeaf.timeMax ~= time.milliseconds else { throw .malformed("time") }
        for (member, text, lengthMax) in [("action", action, 64), ("actor", actor, 128), ("object", object, 256)] {
            guard 1...lengthMax ~= text.utf8.count, text.unicodeScalars.allSatisfy(\.isPlain) else { throw .malformed(member) }
        }
        guard salt.count == JournalLeaf.saltBytes else { throw .malformed("salt") }
        (self.tenant, self.sequence, self.time, self.actor) = (tenant, sequence, time, actor)
        (self.action, self.object, self.content, self.salt, self.commit) = (action, object, content, salt, commit)
    }

    package var preimage: [UInt8] {
        CanonicalObject.write([
            "action": .text(action),
            "actor": .text(actor),
            "commit": .text(commit.hex),
            "content": content.map { .text($0.hex) } ?? .null,
            "object": .text(object),
            "salt": .text(Hexadecimal.encode(salt)),
            "sequence": .number(sequence),
            "tenant": .text(tenant.description),
            "time": .number(UInt64(clamping: time.milliseconds)),
            "version": .number(JournalLeaf.version),
        ])
    }

    package var hash: Digest { MerkleTree.leafHash(preimage) }
}

extension JournalLeaf {
    package init(preimage: [UInt8]) throws(LeafRefusal) {
        let members: [String: CanonicalObject.Value]
        do { members = try CanonicalObject.read(preimage) } catch { throw .object(error) }
        // The version first: another one may have other members.
        guard case .number(let version) = members["version"] else { throw .malformed("version") }
        guard version == JournalLeaf.version else { throw .version(found: version) }
        guard Set(members.keys) == JournalLeaf.members else { throw .members(found: members.keys.sorted()) }
        guard case .number(let sequence) = members["sequence"] else { throw .malformed("sequence") }
        guard case .number(let time) = members["time"] else { throw .malformed("time") }
        guard case .text(let text) = members["tenant"], let tenant = TenantID(text) else { throw .malformed("tenant") }
        guard case .text(let text) = members["salt"], let salt = Hexadecimal.decode(text) else { throw .malformed("salt") }
        guard case .text(let text) = members["commit"], let commit = Digest(hex: text) else { throw .malformed("commit") }
        guard case .text(let action) = members["action"] else { throw .malformed("action") }
        guard case .text(let actor) = members["actor"] else { throw .malformed("actor") }
        guard case .text(let object) = members["object"] else { throw .malformed("object") }
        let content: Digest?
        switch members["content"] {
        case .text(let text):
            guard let digest = Digest(hex: text) else { throw .malformed("content") }
            content = digest
        case .null: content = nil
        case .number, .none: throw .malformed("content")
        }
        try self.init(
            tenant: tenant, sequence: sequence, time: Instant(milliseconds: Int64(clamping: time)), actor: actor, action: action,
            object: object, content: content, salt: salt, commit: commit
        )
    }

    private static let members: Set<String> = [
        "action", "actor", "commit", "content", "object", "salt", "sequence", "tenant", "time", "version",
    ]
}

extension Unicode.Scalar {
    /// Neither a control character nor one that is invisible or turns the direction of writing: what a person reads is what was recorded.
    /// A list of ranges, not of categories, so that every implementation and every version of Unicode agrees.
    fileprivate var isPlain: Bool {
        switch value {
        case 0...0x1f, 0x7f...0x9f, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff, 0xfff9...0xfffb: false
        default: true
        }
    }
}

package import Values

/// Why a proof proves nothing.
package enum ProofRefusal: Error, Equatable, Sendable {
    case tooLarge(found: Int, allowed: Int)
    /// The line, counted from 1, and what stands there in a proof.
    case malformed(line: Int, expected: ProofPart)
    case leaf(LeafRefusal)
    case checkpoint(CheckpointRefusal)
    /// The log's signature alone: a signature of nobody we know could be changed without being noticed.
    case signatures(found: Int, expected: Int)
    case indexMismatch(line: UInt64, leaf: UInt64)
    /// The path does not lead from the leaf to the root that was signed (RFC 9162 §2.1.3.2).
    case notInTree(index: UInt64, size: UInt64)
}

package enum ProofPart: String, Equatable, Sendable {
    case header, extra, index, hash, blankLine
}

/// A proof that a leaf is in a log, in one text (C2SP tlog-proof v1), strict: the `extra` line is the leaf's preimage, the checkpoint bears
/// the log's signature alone, and no other writing of the same proof is read.
///
///     c2sp.org/tlog-proof@v1
///     extra eyJhY3Rpb24iOiJhY3Quc2lnbmVkIi…
///     index 73894
///     gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
///
///     tabellion.example/sainte-aubierge
///     109482
///     sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
///
///     — tabellion.example/sainte-aubierge hI2DJw…
package struct LogProof: Hashable, Sendable {
    package static let sizeMax = 64 * 1024

    package let leaf: JournalLeaf
    package let index: UInt64
    package let path: [Digest]
    package let checkpoint: Checkpoint

    package init(leaf: JournalLeaf, path: [Digest], checkpoint: Checkpoint) {
        self.leaf = leaf
        index = leaf.sequence
        self.path = path
        self.checkpoint = checkpoint
    }

    /// Reads it without believing it: `check(with:)` comes next.
    package init(_ bytes: [UInt8]) throws(ProofRefusal) {
        guard bytes.count <= LogProof.sizeMax else { throw .tooLarge(found: bytes.count, allowed: LogProof.sizeMax) }
        var lines = ProofLines(rest: bytes[...])
        guard lines.next() == LogProof.header else { throw lines.refusal(.header) }
        guard let preimage = lines.next(after: "extra ").flatMap(Base64.decode) else { throw lines.refusal(.extra) }
        do { leaf = try JournalLeaf(preimage: preimage) } catch { throw .leaf(error) }
        guard let index = lines.next(after: "index ").flatMap({ Decimal.read($0) }) else { throw lines.refusal(.index) }
        self.index = index
        var path: [Digest] = []
        while true {
            guard let line = lines.next() else { throw lines.refusal(.blankLine) }
            if line.isEmpty { break }
            guard let bytes = Base64.decode(line), let hash = Digest(bytes: bytes) else { throw lines.refusal(.hash) }
            path.append(hash)
        }
        self.path = path
        do { checkpoint = try Checkpoint(Array(lines.rest)) } catch { throw .checkpoint(error) }
        let signatures = checkpoint.note.signatures.count
        guard signatures == 1 else { throw .signatures(found: signatures, expected: 1) }
    }

    package var text: String {
        let head = "\(LogProof.header)\nextra \(Base64.encode(leaf.preimage))\nindex \(index)\n"
        let hashes = path.map { Base64.encode($0.bytes) + "\n" }.joined()
        return head + hashes + "\n" + String(decoding: checkpoint.bytes, as: UTF8.self)
    }

    /// Answers the key that vouches for the leaf. The cheap checks come first.
    package func check(with keys: [VerifierKey]) throws(ProofRefusal) -> VerifierKey {
        guard index == leaf.sequence else { throw .indexMismatch(line: index, leaf: leaf.sequence) }
        guard ProofChecks.inclusion(of: leaf.hash, at: index, in: checkpoint.head, path: path) else {
            throw .notInTree(index: index, size: checkpoint.head.size)
        }
        do { return try checkpoint.signer(among: keys) } catch { throw .checkpoint(error) }
    }

    private static let header = "c2sp.org/tlog-proof@v1"
}

/// Lines of ASCII, each ended by a newline; nil for what is not, and at the end.
private struct ProofLines {
    var rest: ArraySlice<UInt8>
    private var number = 0

    init(rest: ArraySlice<UInt8>) { self.rest = rest }

    mutating func next() -> String? {
        number += 1
        guard let end = rest.firstIndex(of: 0x0a), rest[..<end].allSatisfy({ 0x20...0x7e ~= $0 }) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return String(decoding: rest[..<end], as: UTF8.self)
    }

    mutating func next(after prefix: String) -> String? {
        guard let line = next(), line.hasPrefix(prefix) else { return nil }
        return String(line.dropFirst(prefix.count))
    }

    func refusal(_ expected: ProofPart) -> ProofRefusal { .malformed(line: number, expected: expected) }
}

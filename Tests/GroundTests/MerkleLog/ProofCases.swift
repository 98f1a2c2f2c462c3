import MerkleLog
import TestSupport
import Testing
import Values

/// One proof as it is given to both checkers, and what the product says of it.
struct ProofCase {
    let vkey: VerifierKey
    let bytes: [UInt8]
    let mutation: String

    var isProved: Bool {
        do { return try LogProof(bytes).check(with: [vkey]) == vkey } catch { return false }
    }

    var line: String { "\(vkey)\t\(Base64.encode(bytes))\n" }
}

/// Random proofs of random logs, and the ways in which a proof goes wrong.
struct ProofCases {
    private var lottery: Seeded
    private let logs: [LogOfTests]

    init(seed: UInt64) throws {
        lottery = Seeded(seed)
        logs = try (1...12).map { try LogOfTests(seed: $0, size: 5 * Int($0) + 4) }
    }

    mutating func make(_ count: Int) throws -> [ProofCase] {
        try (0..<count).map { _ in try next() }
    }

    private mutating func next() throws -> ProofCase {
        let log = logs[pick(logs.count)]
        let size = 1 + pick(log.leaves.count)
        let index = pick(size)
        let text = try log.proof(of: index, size: size).text
        let other = logs[pick(logs.count)]
        var bytes = Array(text.utf8)
        var key = log.key.verifier
        var mutation = "none"
        switch pick(10) {
        case 0, 1: break
        case 2: (mutation, key) = ("key of another log", other.key.verifier)
        case 3: (mutation, bytes) = ("lines", lines(of: text))
        case 4: (mutation, bytes) = ("leaf rewritten", try rewritten(log.leaves[index], in: text))
        case 5:
            let another = try other.proof(of: pick(other.leaves.count), size: other.leaves.count).text
            (mutation, bytes) = ("two proofs joined", joined(text, another))
        case 6: (mutation, bytes) = ("log of one strange leaf", try strange(log))
        default: (mutation, bytes) = ("bytes", changed(bytes))
        }
        return ProofCase(vkey: key, bytes: bytes, mutation: mutation)
    }

    private mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...pick(3) where !bytes.isEmpty {
            let place = pick(bytes.count)
            switch pick(5) {
            case 0: bytes[place] ^= 1 << UInt8(pick(8))
            case 1: bytes[place] = UInt8(pick(256))
            case 2: bytes.remove(at: place)
            case 3: bytes.insert([0x0a, 0x20, 0x3d, 0x41, 0x0d, 0x00, 0xc3][pick(7)], at: place)
            default: bytes.removeLast(pick(bytes.count))
            }
        }
        return bytes
    }

    private mutating func lines(of text: String) -> [UInt8] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let place = pick(lines.count)
        switch pick(4) {
        case 0: lines.remove(at: place)
        case 1: lines.insert(lines[place], at: place)
        case 2: lines.swapAt(place, pick(lines.count))
        default: lines.insert(["", "extra AAAA", "index 0", "- a AAAAAAE=", "— a AAAAAAE="][pick(5)], at: place)
        }
        return Array(lines.joined(separator: "\n").utf8)
    }

    private mutating func rewritten(_ leaf: JournalLeaf, in text: String) throws -> [UInt8] {
        let preimage = spoiled(leaf.preimage)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return Array((lines[..<1] + ["extra \(Base64.encode(preimage))"] + lines[2...]).joined(separator: "\n").utf8)
    }

    /// Signed by the log, and the path holds: only the leaf's own rules can refuse it.
    private mutating func strange(_ log: LogOfTests) throws -> [UInt8] {
        let preimage = pick(3) == 0 ? log.leaves[0].preimage : spoiled(log.leaves[0].preimage)
        let head = TreeHead(size: 1, root: MerkleTree.leafHash(preimage))
        let note = String(decoding: try Checkpoint(signing: head, with: log.key).bytes, as: UTF8.self)
        return Array("c2sp.org/tlog-proof@v1\nextra \(Base64.encode(preimage))\nindex 0\n\n\(note)".utf8)
    }

    private mutating func spoiled(_ preimage: [UInt8]) -> [UInt8] {
        let text = String(decoding: preimage, as: UTF8.self)
        let changes = [
            ("\"version\":1", "\"version\":2"), ("\"version\":1", "\"version\":true"), ("\"version\":1", "\"version\":1.0"),
            ("\"sequence\":", "\"sequence\":0"), ("\"sequence\":", "\"sequence\": "), ("\"content\":", "\"content\":null,\"contents\":"),
            ("\"action\":\"", "\"action\":\"\\u00e9"), ("\"action\":\"", "\"action\":\"é"), ("\"object\":\"", "\"object\":\"\u{202e}"),
            ("\"object\":\"", "\"object\":\"\\n"), ("\"object\":\"", "\"object\":\"\u{7f}"), ("\"object\":\"", "\"object\":\"\\ud800"),
            ("\"object\":\"", "\"object\":\"\u{1f600}\u{e000}"), ("\"time\":1", "\"time\":9"), ("\"time\":1", "\"time\":-1"),
            ("\"salt\":\"", "\"salt\":\"00"), ("}", ",\"z\":[{}]}"), ("}", "}}"), ("{", "{{"), ("\"tenant\":\"0", "\"tenant\":\"A"),
            ("\"object\":\"", "\"object\":\"" + String(repeating: "é", count: 120)), ("\"time\":1", "\"time\":9e9,\"t\":1"),
        ]
        let (old, new) = changes[pick(changes.count)]
        guard let place = text.lastRange(ofBytes: old) else { return preimage }
        return Array(preimage[..<place.lowerBound]) + Array(new.utf8) + Array(preimage[place.upperBound...])
    }

    private mutating func joined(_ first: String, _ second: String) -> [UInt8] {
        let (a, b) = (
            first.split(separator: "\n", omittingEmptySubsequences: false), second.split(separator: "\n", omittingEmptySubsequences: false)
        )
        return Array((a.prefix(pick(a.count)) + b.suffix(pick(b.count))).joined(separator: "\n").utf8)
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &lottery) }
}

extension String {
    func lastRange(ofBytes part: String) -> Range<Int>? {
        let (all, wanted) = (Array(utf8), Array(part.utf8))
        guard all.count >= wanted.count else { return nil }
        return (0...(all.count - wanted.count)).last { all[$0...].starts(with: wanted) }.map { $0..<($0 + wanted.count) }
    }
}

import MerkleLog
import TestSupport
import Testing
import Values

@Suite struct JournalLeafTests {
    private static let text =
        #"{"action":"act.signed","actor":"0191f3a0-0000-7000-8000-000000000001","commit":"\#(zeros(64))","content":null,"#
        + #""object":"2026-038","salt":"\#(zeros(32))","sequence":7,"tenant":"018bcfe5-6800-7707-8707-070707070707","#
        + #""time":1790000000000,"version":1}"#

    private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

    @Test func theOneWriting() throws {
        let leaf = try JournalLeaf(preimage: Array(Self.text.utf8))
        #expect(leaf.sequence == 7 && leaf.content == nil && leaf.object == "2026-038")
        #expect(leaf.preimage == Array(Self.text.utf8))
    }

    /// What another writer of JSON might make of the same values.
    @Test(arguments: [
        (#""sequence":7"#, #""sequence": 7"#), (#""sequence":7"#, #""sequence":7.0"#), (#""sequence":7"#, #""sequence":07"#),
        (#""sequence":7"#, #""sequence":"7""#), (#""sequence":7"#, #""sequence":9007199254740992"#), (#""sequence":7"#, #""sequence":-7"#),
        (#""version":1"#, #""version":2"#), (#""version":1"#, #""version":1,"other":1"#), (#","version":1"#, ""),
        (#""sequence":7,"#, #""sequence":7,"sequence":7,"#), (#""content":null"#, #""content":"""#), (#""content":null"#, #""content":0"#),
        ("act.signed", "act.\\u0073igned"), ("act.signed", "act\\/signed"), ("act.signed", ""), ("act.signed", "act\\nsigned"),
        ("2026-038", "2026\u{202e}038"), ("2026-038", "2026\u{200b}038"), ("2026-038", String(repeating: "x", count: 257)),
        ("018bcfe5", "018BCFE5"), (#""time":1790000000000"#, #""time":253370678400001"#), (#"{"action""#, #" {"action""#), ("}", "}\n"),
        ("}", ""),
        (#"{"action":"act.signed","actor""#, #"{"actor":"0","action":"act.signed","actor""#),
    ])
    func refusesAnotherWriting(old: String, new: String) throws {
        let place = try #require(Self.text.lastRange(ofBytes: old))
        let changed = Self.text.replacingCharacters(at: place, with: new)
        #expect(throws: LeafRefusal.self) { try JournalLeaf(preimage: Array(changed.utf8)) }
    }

    /// RFC 8785 §3.2.2.2 and §3.2.3.
    @Test func canonicalTexts() throws {
        let members: [String: CanonicalObject.Value] = [
            "\u{20ac}": .text("Euro"), "\r": .text("CR"), "\u{fb33}": .text("dalet"), "1": .number(1), "\u{1f600}": .text("face"),
            "\u{80}": .text("control"), "ö": .null,
        ]
        let written = #"{"\r":"CR","1":1,"\#u{80}":"control","ö":null,"€":"Euro","\#u{1f600}":"face","\#u{fb33}":"dalet"}"#
        #expect(CanonicalObject.write(members) == Array(written.utf8))
        #expect(try CanonicalObject.read(Array(written.utf8)) == members)
        let escapes = CanonicalObject.write(["a": .text("\u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f}\"\\/\u{7f}")])
        #expect(escapes == Array(#"{"a":"\u0000\b\t\n\u000b\f\r\u001f\"\\/\#u{7f}"}"#.utf8))
        #expect(try CanonicalObject.read(escapes) == ["a": .text("\u{0}\u{8}\t\n\u{b}\u{c}\r\u{1f}\"\\/\u{7f}")])
        #expect(try CanonicalObject.read(Array("{}".utf8)) == [:])
    }

    /// Whatever bytes come, a refusal or the same bytes back; never a trap.
    @Test(arguments: [UInt64(11), 12, 13])
    func hostileBytes(seed: UInt64) throws {
        var lottery = Seeded(seed)
        for _ in 0..<4_000 {
            var bytes = Array(Self.text.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &lottery) {
                let place = Int.random(in: 0..<bytes.count, using: &lottery)
                switch Int.random(in: 0..<3, using: &lottery) {
                case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &lottery)
                case 1: bytes.remove(at: place)
                default: bytes = Array(bytes[..<place])
                }
                if bytes.isEmpty { break }
            }
            if let leaf = try? JournalLeaf(preimage: bytes) { #expect(leaf.preimage == bytes, "seed \(seed)") }
        }
    }
}

extension String {
    fileprivate func replacingCharacters(at range: Range<Int>, with part: String) -> String {
        var bytes = Array(utf8)
        bytes.replaceSubrange(range, with: Array(part.utf8))
        return String(decoding: bytes, as: UTF8.self)
    }
}

import Cryptography
import MerkleLog
import Testing
import Values

@Suite struct NoteTests {
    private let vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    private let signatureLine =
        "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"

    /// The example of C2SP signed-note.
    @Test func publishedExample() throws {
        let key = try #require(VerifierKey(vkey))
        #expect(key.description == vkey)
        let note = try SignedNote(Array("This is an example message.\n\n\(signatureLine)".utf8))
        #expect(try note.signers(among: [key]) == [key])
        #expect(note.text == "This is an example message.\n")
        #expect(note.bytes == Array("This is an example message.\n\n\(signatureLine)".utf8))
    }

    /// Unknown keys are ignored; a known one that fails rejects the note.
    @Test func otherKeys() throws {
        let key = try #require(VerifierKey(vkey))
        let stranger = "— example.com/étranger AAAAAAECAwQ=\n"
        let both = try SignedNote(Array("This is an example message.\n\n\(stranger)\(signatureLine)".utf8))
        #expect(try both.signers(among: [key]) == [key])
        let forged = try SignedNote(Array("This is an example Message.\n\n\(signatureLine)".utf8))
        #expect(throws: NoteRefusal.wrongSignature(name: "example.com/foo")) { try forged.signers(among: [key]) }
        let unknown = try SignedNote(Array("This is an example message.\n\n\(stranger)".utf8))
        #expect(throws: NoteRefusal.unknownKeys(["example.com/étranger+00000000"])) { try unknown.signers(among: [key]) }
    }

    @Test func theLastBlankLineEndsTheText() throws {
        let note = try SignedNote(Array("a\n\nb\n\n\(signatureLine)".utf8))
        #expect(note.text == "a\n\nb\n")
    }

    @Test func sixteenSignaturesAndNoMore() throws {
        let text = "text\n\n"
        #expect(try SignedNote(Array((text + String(repeating: signatureLine, count: 16)).utf8)).signatures.count == 16)
        #expect(throws: NoteRefusal.tooManySignatures(found: 17, allowed: 16)) {
            try SignedNote(Array((text + String(repeating: signatureLine, count: 17)).utf8))
        }
        #expect(throws: NoteRefusal.tooLarge(found: SignedNote.sizeMax + 1, allowed: SignedNote.sizeMax)) {
            try SignedNote([UInt8](repeating: 0x61, count: SignedNote.sizeMax + 1))
        }
    }

    @Test(arguments: [
        ("", NoteRefusal.unsigned), ("text\n", .unsigned), ("text\n\n", .unsigned), ("\n— a AAAAAAE=\n", .unsigned),
        ("text\n\n— a AAAAAAE=", .unsigned), ("text\n\n— a AAAAAAE=\n\n", .unsigned),
        ("text\n\n- a AAAAAAE=\n", .malformedSignature(line: 1)), ("text\n\n— a AAAAAAE\n", .malformedSignature(line: 1)),
        ("text\n\n— a AAAAAAF=\n", .malformedSignature(line: 1)), ("text\n\n— a AAAAAA==\n", .malformedSignature(line: 1)),
        ("text\n\n—  AAAAAAE=\n", .malformedSignature(line: 1)), ("text\n\n— a+b AAAAAAE=\n", .malformedSignature(line: 1)),
        ("text\n\n— a  AAAAAAE=\n", .malformedSignature(line: 1)), ("text\n\n— a\u{a0} AAAAAAE=\n", .malformedSignature(line: 1)),
        ("te\txt\n\n— a AAAAAAE=\n", .controlCharacter(9)), ("text\r\n\r\n— a AAAAAAE=\r\n", .controlCharacter(13)),
        ("text\n\n— a AAAAAAE=\n— b A\n", .malformedSignature(line: 2)),
    ])
    func refusesNotes(text: String, refusal: NoteRefusal) {
        #expect(throws: refusal) { try SignedNote(Array(text.utf8)) }
    }

    @Test func refusesBytesThatAreNotText() {
        #expect(throws: NoteRefusal.notUTF8) { try SignedNote([0xc3, 0x28, 0x0a, 0x0a]) }
    }

    @Test(arguments: [
        "", "example.com/foo", "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/fop+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        "example.com/foo+530d903a+BOkyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k", "example.com/ foo+530d903a+AQ==",
    ])
    func refusesVerifierKeys(text: String) {
        #expect(VerifierKey(text) == nil)
    }

    @Test func namesAreComparedByTheirBytes() {
        #expect(KeyName("é") != KeyName("e\u{301}"))
        #expect(KeyName("é") == KeyName("é"))
    }

    @Test func checkpointsComeBack() throws {
        let key = try LogOfTests.key(1)
        let head = TreeHead(size: 20_852_163, root: MerkleTree.leafHash([1]))
        let checkpoint = try Checkpoint(signing: head, with: key)
        let read = try Checkpoint(checkpoint.bytes)
        #expect(read == checkpoint)
        #expect(try read.signer(among: [key.verifier]) == key.verifier)
        #expect(try Checkpoint(signing: .empty, with: key).head == .empty)
    }

    @Test(arguments: [
        ("log\n5\n", CheckpointRefusal.lineCount(found: 2, expected: 3)),
        ("log\n5\nROOT\nmore\n", .lineCount(found: 4, expected: 3)), ("lo g\n5\nROOT\n", .malformedOrigin),
        ("log\n05\nROOT\n", .malformedSize), ("log\n+5\nROOT\n", .malformedSize), ("log\n\nROOT\n", .malformedSize),
        ("log\n9223372036854775808\nROOT\n", .malformedSize), ("log\n5 \nROOT\n", .malformedSize), ("log\n5\nAAAA\n", .malformedRoot),
        ("log\n5\n ROOT\n", .malformedRoot),
    ])
    func refusesCheckpoints(text: String, refusal: CheckpointRefusal) throws {
        let root = Base64.encode(MerkleTree.emptyRoot.bytes)
        let parts = text.split(separator: "ROOT", omittingEmptySubsequences: false).joined(separator: root)
        let note = try SignedNote(signing: parts, with: LogOfTests.key(1))
        #expect(throws: refusal) { try Checkpoint(note.bytes) }
    }

    @Test func aKeyOfAnotherNameDoesNotVouch() throws {
        let key = try LogOfTests.key(1)
        let note = try SignedNote(signing: "another.example\n1\n\(Base64.encode(MerkleTree.emptyRoot.bytes))\n", with: key)
        let checkpoint = try Checkpoint(note.bytes)
        #expect(throws: CheckpointRefusal.originMismatch(origin: "another.example", key: key.verifier.name.description)) {
            try checkpoint.signer(among: [key.verifier])
        }
    }
}

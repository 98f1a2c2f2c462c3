import Directory
import Testing
import Values

@Suite("Texts and names")
struct TextTests {
    @Test(
        "A line that people read is trimmed and kept",
        arguments: ["  Élection de l’adjoint  ", "a", "ﬁn – 31 400 €", "👩‍🌾".first.map { _ in "x" } ?? "x"])
    func kept(text: String) throws {
        let kept = try PlainText(text).description
        #expect(!kept.hasPrefix(" ") && !kept.hasSuffix(" ") && text.contains(kept))
    }

    @Test(
        "What hides or reorders is refused, with its code",
        arguments: [
            ("", TextRefusal.empty), ("   \u{a0}", .empty), ("a\u{0}b", .controlCharacter(0)), ("a\nb", .controlCharacter(10)),
            ("a\u{7f}", .controlCharacter(0x7f)), ("facture\u{202e}fdp.exe", .bidirectionalMark(0x202e)),
            ("a\u{2067}b", .bidirectionalMark(0x2067)), ("a\u{200b}b", .invisibleCharacter(0x200b)),
            ("a\u{feff}", .invisibleCharacter(0xfeff)), ("a\u{2028}b", .invisibleCharacter(0x2028)),
            ("a\u{e000}", .invisibleCharacter(0xe000)),
        ])
    func refused(text: String, refusal: TextRefusal) {
        #expect(throws: refusal) { try PlainText(text) }
        if refusal != .empty { #expect(throws: refusal) { try DocumentName(text) } }
    }

    @Test("A line has a length")
    func length() throws {
        _ = try PlainText(String(repeating: "é", count: 500))
        #expect(throws: TextRefusal.tooLong(found: 501, allowed: 500)) { try PlainText(String(repeating: "é", count: 501)) }
        #expect(throws: TextRefusal.tooLong(found: 256, allowed: 255)) { try DocumentName(String(repeating: "a", count: 256)) }
    }

    @Test("A name of a file is never a path", arguments: ["../etc/passwd", "a/b.pdf", "C:\\a.pdf", ".", "..", "/"])
    func path(name: String) { #expect(throws: TextRefusal.path(name)) { try DocumentName(name) } }

    @Test(
        "A name of a file is data",
        arguments: zip(["Délibération n° 4.PDF", ".htaccess", "a.tar.gz", "sans"], ["pdf", "htaccess", "gz", ""]))
    func fileExtension(name: String, fileExtension: String) throws {
        let kept = try DocumentName(name)
        #expect(kept.description == name)
        #expect(kept.fileExtension == fileExtension)
    }

    @Test("A short name has one form", arguments: ["", "-a", "a-", "A", "é", "a b", "a+b", "a/b", String(repeating: "a", count: 64)])
    func slugRefused(text: String) { #expect(Slug(text) == nil) }

    @Test("A login is compared without case", arguments: ["", "a b", "é@x", String(repeating: "a", count: 255)])
    func loginRefused(text: String) {
        #expect(Login(text) == nil)
        #expect(Login("Maylis@Exemple.FR") == Login("maylis@exemple.fr"))
    }

    @Test("An authority's codes are those of @CTES", arguments: zip(["40", "0404", "2A0", "|40", "x40"], ["1", "1", "1", "1", "12"]))
    func authority(department: String, district: String) throws {
        let model = try CabinetRig.authority()
        #expect(throws: AuthorityRefusal.self) {
            try Authority(
                id: model.id, slug: model.slug, name: model.name, legalName: model.legalName, siren: model.siren, kind: .commune,
                natureCode: "31", department: department, district: district, zone: .paris, population: 1, returnAddress: "a@b.fr")
        }
    }
}

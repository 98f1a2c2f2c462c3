import Compression
import PDFDocument
import Testing

/// One file for each way of refusing, with the stable code.
@Suite struct PDFRefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let code: String
        let what: String
        let bytes: [UInt8]
        var testDescription: String { "\(code): \(what)" }
    }

    static func simple(
        catalog: String = "", page: String = "", content: [UInt8] = PDFShape.content, trailer: String = "",
        _ more: (inout PDFBuilder) -> Void = { _ in }
    ) -> [UInt8] {
        var file = PDFBuilder()
        PDFShape.write(&file, catalog: catalog, page: page, content: content)
        more(&file)
        file.table("/Root 1 0 R \(trailer)")
        return file.bytes
    }

    static let sound = PDFShape.table.bytes

    static var bomb: [UInt8] {
        let zeros = [UInt8](repeating: 0x20, count: 33 << 20)
        let packed = (try? Deflate.bytes(zeros[...], .zlib, level: 9)) ?? []
        return simple(page: "/Thumb 7 0 R") { $0.stream(7, "/Filter /FlateDecode", packed) }
    }

    static let cases: [Case] = [
        Case(code: "empty", what: "zero bytes", bytes: []),
        Case(code: "not-pdf", what: "text", bytes: Array("Bonjour\n%%EOF\n".utf8)),
        Case(code: "leading-bytes", what: "a line before the header", bytes: Array("HTTP/1.1 200\r\n".utf8) + sound),
        Case(code: "truncated", what: "cut at 80 %", bytes: Array(sound.prefix(sound.count * 8 / 10))),
        Case(code: "trailing-data", what: "text after the end", bytes: sound + Array("PK\u{3}\u{4}".utf8)),
        Case(code: "xref-broken", what: "startxref too low", bytes: sound.replacing("startxref\n", with: "startxref\n1")),
        Case(
            code: "xref-broken", what: "a line leads to another object", bytes: sound.replacing("3 0 obj", with: "9 0 obj")),
        Case(code: "xref-broken", what: "a circle of /Prev", bytes: circle),
        Case(
            code: "xref-broken", what: "a number twice",
            bytes: sound.replacing("trailer", with: "3 1\n0000000017 00000 n \ntrailer")),
        Case(code: "encrypted", what: "/Encrypt", bytes: simple(trailer: "/Encrypt << /Filter /Standard >>")),
        Case(code: "xfa", what: "/XFA", bytes: simple(catalog: "/AcroForm << /Fields [] /XFA [] >>")),
        Case(code: "bomb", what: "33 MiB of spaces", bytes: bomb),
        Case(code: "page-tree-cycle", what: "a kid is the root", bytes: sound.replacing("[3 0 R 4 0 R]", with: "[3 0 R 2 0 R]")),
        Case(code: "malformed-object", what: "endobj missing", bytes: sound.replacing("endobj\n3 0 obj", with: "ENDOBJ\n3 0 obj")),
        Case(code: "malformed-object", what: "a key twice", bytes: sound.replacing("/Type /Font", with: "/F /F /F /Fo")),
        Case(code: "malformed-object", what: "/Length too long", bytes: sound.replacing("/Length 43", with: "/Length 99")),
        Case(code: "malformed-object", what: "no page", bytes: sound.replacing("[3 0 R 4 0 R]", with: "[]           ")),
        Case(
            code: "too-deep", what: "brackets",
            bytes: simple { $0.object(7, String(repeating: "[", count: 5000)) }.replacing("/Count 2", with: "/X 7 0 R")),
    ]

    static var circle: [UInt8] {
        var file = PDFBuilder()
        PDFShape.write(&file)
        file.table("/Root 1 0 R /Prev \(file.bytes.count)")
        return file.bytes
    }

    @Test(arguments: cases) func isRefusedByItsCode(item: Case) {
        do throws(PDFRefusal) {
            _ = try PDFDocument(item.bytes).inspect()
            Issue.record("was accepted")
        } catch { #expect(error.code == item.code, "\(error)") }
    }

    @Test func theSoundFileIsNot() throws { _ = try PDFDocument(Self.sound).inspect() }

    @Test func limitsHold() {
        var limits = PDFLimits()
        limits.fileBytes = 100
        #expect(throws: PDFRefusal.tooLarge(found: Self.sound.count, allowed: 100)) { try PDFDocument(Self.sound, limits: limits) }
        limits = PDFLimits()
        limits.objects = 3
        #expect(throws: PDFRefusal.self) { try PDFDocument(Self.sound, limits: limits) }
        limits = PDFLimits()
        limits.revisions = 3
        #expect(throws: PDFRefusal.tooLarge(found: 4, allowed: 3)) { try PDFDocument(PDFShape.updates.bytes, limits: limits) }
    }

    /// A broken entry that nothing leads to offends nobody: the cross-reference leads everywhere it must.
    @Test func unreferencedEntryAtOffsetZero() throws {
        let bytes = Self.sound.replacing("trailer", with: "7 1\n0000000000 65536 n \ntrailer")
        #expect(try PDFDocument(bytes).inspect().pageCount == 2)
    }
}

import PDFDocument
import Testing

@Suite struct PDFReadingTests {
    @Test(arguments: PDFShape.allCases) func everyShapeIsSound(shape: PDFShape) throws {
        let inspection = try PDFDocument(shape.bytes).inspect()
        #expect(inspection.pageCount == shape.pageCount)
        #expect(Set(inspection.flags.map(\.rawValue)) == shape.flags)
    }

    static let values: [(String, PDFObject)] = [
        ("/A#20B#2f", .name(PDFName(bytes: Array("A B/".utf8)))), ("/", .name(PDFName(bytes: []))),
        ("(a\\(b\\)\\\\ (c) \\101\\7\\n\\\nd)", .string(Array("a(b)\\ (c) A".utf8) + [7, 10] + Array("d".utf8))),
        ("(\r\n)", .string([10])), ("<48 65 6C6c 6F7>", .string(Array("Hellop".utf8))), ("<>", .string([])),
        ("-17", .integer(-17)), ("+0", .integer(0)), ("4.", .real(Array("4.".utf8))), ("-.5", .real(Array("-.5".utf8))),
        ("99999999999999999999", .real(Array("99999999999999999999".utf8))),
        ("[1 0 R 2 4 3 R]", .array([.reference(PDFReference(1)), .integer(2), .reference(PDFReference(4, 3))])),
        ("[true false null]", .array([.boolean(true), .boolean(false), .null])),
        ("<</A 1%c\n/B<<>>>>", .dictionary(PDFDictionary([("A", .integer(1)), ("B", .dictionary(PDFDictionary()))]))),
    ]

    @Test(arguments: values.indices) func readsValue(index: Int) throws {
        let (text, expected) = Self.values[index]
        #expect(try read(text) == expected)
    }

    static let faults = [
        "(a", "<4", "<4g>", "[1", "<< /A", "<< /A >>", "<< 1 2 >>", "tru", "truex", "1..2", "--1", "+", "[0 3 R]", ">>", "]",
    ]

    @Test(arguments: faults) func refusesFault(text: String) { #expect(throws: PDFRefusal.self) { try read(text) } }

    private func read(_ text: String) throws -> PDFObject {
        var file = PDFBuilder()
        PDFShape.write(&file)
        file.object(7, text)
        file.table("/Root 1 0 R")
        return try PDFDocument(file.bytes).object(PDFReference(7))
    }

    @Test func generationAndFreeEntries() throws {
        var file = PDFBuilder()
        PDFShape.write(&file)
        file.object(7, "(vivant)")
        file.table("/Root 1 0 R", free: [8])
        let document = try PDFDocument(file.bytes)
        #expect(try document.object(PDFReference(7)) == .string(Array("vivant".utf8)))
        #expect(try document.object(PDFReference(7, 1)) == .null)
        #expect(try document.object(PDFReference(8)) == .null)
        #expect(try document.object(PDFReference(99)) == .null)
    }

    /// A hidden object is found in the stream beside the table; one the table knows is not replaced by it.
    @Test func hybridOrder() throws {
        let document = try PDFDocument(PDFShape.hybrid.bytes)
        #expect(try document.object(PDFReference(7)).dictionary?["Type"] == .name("StructTreeRoot"))
    }

    @Test(arguments: [
        ("/ASCIIHexDecode", "48656c6c6f>"), ("/ASCII85Decode", "87cURDZ~>"), ("/RunLengthDecode", "\u{4}Hello\u{80}"),
        ("[/ASCII85Decode /ASCIIHexDecode]", "2)R9M3&!H)2)^d"),
    ]) func filters(filter: String, data: String) throws {
        let bytes = data.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        var file = PDFBuilder()
        PDFShape.write(&file, page: "/X 7 0 R")
        file.stream(7, "/Filter \(filter)", bytes)
        file.table("/Root 1 0 R")
        #expect(try !PDFDocument(file.bytes).inspect().flags.contains(.damagedStream))
    }
}

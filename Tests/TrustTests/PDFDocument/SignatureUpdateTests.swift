import PDFDocument
import TestSupport
import Testing
import Values

@Suite struct SignatureUpdateTests {
    static func options(reason: String? = nil) -> PDFSignatureOptions {
        PDFSignatureOptions(
            claimedTime: PKI.moment, zone: .paris, name: "Élue", reason: reason, contentsBytes: 64,
            identifier: [UInt8](repeating: 0xab, count: 16))
    }

    @Test(arguments: PDFShape.allCases) func everyShapeTakesASignature(shape: PDFShape) throws {
        let bytes = shape.bytes
        let update = try PDFDocument(bytes).signatureUpdate(Self.options())
        let whole = bytes + update.bytes
        #expect(whole.count == update.byteRange[2] + update.byteRange[3])
        #expect(update.byteRange[1] == bytes.count + update.contents.lowerBound)
        #expect(whole[update.byteRange[1]] == 0x3c && whole[update.byteRange[2] - 1] == 0x3e)
        let signed = try PDFDocument(whole)
        _ = try signed.inspect()
        let found = try signed.signatures()
        #expect(found.count == 1)
        let signature = try #require(found.first)
        guard case .covered(let revision) = signature.coverage else { throw Unexpected.coverage("\(signature.coverage)") }
        #expect(revision.end == whole.count)
        #expect(signature.dictionary["M"] == .string(Array("D:20260601020000+02'00'".utf8)))
        #expect(try signed.resolve(signed.catalog["AcroForm"]).dictionary?["SigFlags"] == .integer(3))
        #expect(try signed.pageCount() == shape.pageCount)
        #expect(
            try changes(bytes, whole).allSatisfy {
                [.form, .fields, .field, .annotations, .annotation, .catalog, .extensions, .page].contains($0.owner) || $0.kind == .added
            })
    }

    private func changes(_ before: [UInt8], _ after: [UInt8]) throws -> [RevisionChange] {
        try RevisionComparison(from: PDFDocument(before), to: PDFDocument(after)).changes
    }

    @Test(arguments: [PDFShape.table, .hybrid, .objectStreams, .updates]) func crossReferenceIsOfTheSameKind(shape: PDFShape) throws {
        let update = try PDFDocument(shape.bytes).signatureUpdate(Self.options()).bytes
        #expect((update.first(of: "\nxref\n") == nil) == (shape == .objectStreams))
        #expect((update.first(of: "/Type /XRef") != nil) == (shape == .objectStreams))
        #expect(update.first(of: "/Prev \(shape.bytes.lastStartxref)") != nil)
    }

    @Test func identifierKeepsItsFirstPart() throws {
        let update = try PDFDocument(PDFShape.table.bytes).signatureUpdate(Self.options()).bytes
        #expect(update.first(of: "/ID [<0102030405060708090A0B0C0D0E0F10> <ABABABABABABABABABABABABABABABAB>]") != nil)
    }

    @Test func newNumbersComeAfterTheGreatest() throws {
        let update = try PDFDocument(PDFShape.hugeNumber.bytes).signatureUpdate(Self.options()).bytes
        #expect(update.first(of: "\n500001 0 obj") != nil || update.starts(with: Array("500001 0 obj".utf8)))
    }

    @Test func emptyFieldIsUsed() throws {
        let update = try PDFDocument(PDFShape.emptySignatureField.bytes).signatureUpdate(Self.options())
        #expect(update.fieldName == Array("Maire".utf8))
        #expect(update.bytes.first(of: "/Subtype /Form /BBox [0 0 200 50]") != nil)
    }

    /// A reason that the field demands and that is not ours: the field stays empty, a new one is made.
    @Test func seedValueDecides() throws {
        let document = try PDFDocument(PDFShape.requiredReason.bytes)
        #expect(try document.signatureUpdate(Self.options()).fieldName == Array("Signature1".utf8))
        #expect(try document.signatureUpdate(Self.options(reason: "Pour copie conforme")).fieldName == Array("Maire".utf8))
    }

    @Test func version2NeedsNoExtension() throws {
        #expect(try PDFDocument(PDFShape.version2.bytes).signatureUpdate(Self.options()).bytes.first(of: "/ESIC") == nil)
        #expect(try PDFDocument(PDFShape.table.bytes).signatureUpdate(Self.options()).bytes.first(of: "/ESIC") != nil)
    }

    @Test func twoSignaturesHaveTwoNames() throws {
        let once = try PDFShape.table.bytes + PDFDocument(PDFShape.table.bytes).signatureUpdate(Self.options()).bytes
        let twice = try once + PDFDocument(once).signatureUpdate(Self.options()).bytes
        #expect(try PDFDocument(twice).signatures().map(\.field.name) == [Array("Signature1".utf8), Array("Signature2".utf8)])
    }

    @Test(arguments: [(1, true), (2, false), (3, false)]) func certificationMayForbid(permission: Int, refused: Bool) throws {
        let perms = "/Perms << /DocMDP 7 0 R >>"
        let bytes = PDFRefusalTests.simple(catalog: perms) {
            $0.object(7, "<< /Type /Sig /Reference [<< /TransformMethod /DocMDP /TransformParams << /P \(permission) >> >>] >>")
        }
        let document = try PDFDocument(bytes)
        if refused {
            #expect(throws: PDFRefusal.certifiedNoChanges) { try document.signatureUpdate(Self.options()) }
        } else {
            _ = try document.signatureUpdate(Self.options())
        }
    }

    @Test func signatureLongerThanItsRoom() throws {
        let update = try PDFDocument(PDFShape.table.bytes).signatureUpdate(Self.options())
        #expect(throws: PDFRefusal.signatureTooLong(found: 65, reserved: 64)) { try update.filled(with: [UInt8](repeating: 1, count: 65)) }
        let filled = try update.filled(with: [0xde, 0xad])
        #expect(filled[(update.contents.lowerBound + 1)...].starts(with: Array("DEAD00".utf8)))
    }

    enum Unexpected: Error { case coverage(String) }
}

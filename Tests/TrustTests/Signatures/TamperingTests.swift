import Certificates
import PDFDocument
import Signatures
import TestSupport
import Testing

@Suite struct TamperingTests {
    @Test(arguments: [PDFShape.table, .objectStreams, .hybrid, .linearized, .updates, .emptySignatureField]) func noFlippedByteIsPassed(
        shape: PDFShape
    ) throws {
        let original = shape.bytes
        let signed = try SignedSamples.sign(original, as: "mayor-p256")
        let gap = try PDFDocument(signed).signatures().compactMap { signature in
            if case .covered(let revision) = signature.coverage { revision.gap } else { nil }
        }
        let hole = try #require(gap.first)
        var random = Seeded(2026)
        for _ in 0..<100 {
            var place = Int.random(in: 0..<(signed.count - hole.count), using: &random)
            if place >= hole.lowerBound { place += hole.count }
            var bad = signed
            bad[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            #expect(try SignedSamples.verify(bad).verdict != .totalPassed, "byte \(place)")
        }
    }

    struct Attack: Sendable, CustomTestStringConvertible {
        let name: String
        let names: String
        let indication: Indication
        let modifications: Modifications
        let apply: @Sendable ([UInt8]) -> [UInt8]
        var testDescription: String { name }
    }

    static let attacks: [Attack] = [
        Attack(
            name: "content replaced", names: "object 5 /Root/Pages/Kids/0/Contents", indication: .indeterminate, modifications: .suspicious
        ) {
            SignedSamples.update($0, [], streams: [(5, Array("BT (autre) Tj ET".utf8))])
        },
        Attack(
            name: "prepared stream revealed", names: "/Root/Pages/Kids/0/Contents", indication: .indeterminate, modifications: .suspicious
        ) {
            SignedSamples.update($0, [(3, "<< /Type /Page \(SignedSamples.page) /Contents 7 0 R /Annots [11 0 R] >>")])
        },
        Attack(name: "page added", names: "pages-added-or-removed", indication: .totalFailed, modifications: .forbidden) {
            SignedSamples.update(
                $0, [(2, "<< /Type /Pages /Kids [3 0 R 4 0 R 30 0 R] /Count 3 >>"), (30, "<< /Type /Page \(SignedSamples.page) >>")])
        },
        Attack(name: "page removed", names: "pages-added-or-removed", indication: .totalFailed, modifications: .forbidden) {
            SignedSamples.update($0, [(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>")])
        },
        Attack(
            name: "font replaced", names: "object 6 /Root/Pages/Kids/0/Resources/Font/F1/BaseFont", indication: .indeterminate,
            modifications: .suspicious
        ) {
            SignedSamples.update($0, [(6, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>")])
        },
        Attack(name: "annotation added", names: "annotation added", indication: .indeterminate, modifications: .suspicious) {
            SignedSamples.update(
                $0,
                [
                    (4, "<< /Type /Page \(SignedSamples.page) /Contents 5 0 R /Annots [30 0 R] >>"),
                    (30, "<< /Type /Annot /Subtype /FreeText /Rect [0 0 600 800] >>"),
                ])
        },
        Attack(name: "bytes after the end", names: "bytes-after-end", indication: .indeterminate, modifications: .suspicious) {
            $0 + Array("% un commentaire\n".utf8)
        },
        Attack(name: "update without cross-reference", names: "bytes-after-end", indication: .indeterminate, modifications: .suspicious) {
            $0 + Array("5 0 obj\n(x)\nendobj\nstartxref\n\($0.lastStartxref)\n%%EOF\n".utf8)
        },
        Attack(name: "only the table points elsewhere", names: "/Root/Pages/Kids", indication: .indeterminate, modifications: .suspicious) {
            bytes in
            let place = bytes.first(of: "5 0 obj") ?? 0
            let line = String(String(10_000_000_000 + place).dropFirst())
            let table = "xref\n5 1\n\(line) 00000 n \ntrailer\n<< /Size 40 /Root 1 0 R /Prev \(bytes.lastStartxref) >>\n"
            return bytes + Array("\(table)startxref\n\(bytes.count)\n%%EOF\n".utf8)
        },
    ]

    /// Two streams are prepared before the signature and shown by no page: object 7, and another object 5 that no table leads to.
    static func signed() throws -> [UInt8] {
        var file = PDFBuilder()
        file.stream(5, "", Array("BT (prepare aussi) Tj ET".utf8))
        PDFShape.write(&file)
        file.stream(7, "", Array("BT (prepare) Tj ET".utf8))
        file.table("/Root 1 0 R " + PDFShape.identifier)
        return try SignedSamples.sign(file.bytes)
    }

    @Test(arguments: attacks) func laterChangeIsNamed(attack: Attack) throws {
        let signed = try Self.signed()
        #expect(try SignedSamples.verify(signed).verdict == .totalPassed)
        let report = try SignedSamples.verify(attack.apply(signed))
        let signature = try #require(report.signatures.first)
        #expect(signature.indication == attack.indication, "\(signature.reasons)")
        #expect(signature.modifications == attack.modifications, "\(signature.reasons)")
        #expect(signature.reasons.contains { $0.contains(attack.names) }, "\(signature.reasons)")
    }

    @Test func scriptAtOpeningIsNamed() throws {
        let signed = try Self.signed()
        let catalog = try #require(signed.last(of: "1 0 obj\n<< /Type /Catalog"))
        let body = String(decoding: signed[(catalog + 8)...].prefix { $0 != 0x0a }, as: UTF8.self)
        let changed = SignedSamples.update(signed, [(1, body.dropLast(3) + " /OpenAction << /S /JavaScript /JS (x) >> >>")])
        let signature = try #require(try SignedSamples.verify(changed).signatures.first)
        #expect(signature.modifications == .suspicious)
        #expect(signature.reasons.contains("added object 1 /Root/OpenAction"), "\(signature.reasons)")
    }

    /// The range and its place decide before any digest is looked at.
    static let ranges = ["null", "[0 0 0 0]", "[0 10]", "[0 -5 10 10]", "[0 10 20 99999999]", "[5 10 20 30]", "(x)"]

    @Test(arguments: ranges) func brokenRange(range: String) throws {
        let signed = try Self.signed()
        let start = try #require(signed.last(of: "/ByteRange ")) + 11
        var bad = signed
        let room = signed[start...].prefix { $0 != 0x2f }.count
        bad.replaceSubrange(start..<(start + room), with: Array((range + String(repeating: " ", count: room - range.utf8.count)).utf8))
        let report = try SignedSamples.verify(bad)
        #expect(report.signatures.map(\.subIndication) == [.formatFailure])
        #expect(report.verdict == .totalFailed)
    }

    @Test func replacedDictionaryIsNamed() throws {
        let signed = try Self.signed()
        let start = try #require(signed.last(of: "<< /Type /Sig "))
        let body = String(decoding: signed[start...].prefix { $0 != 0x0a }, as: UTF8.self)
        let number = try #require(try PDFDocument(signed).signatures().first?.field.value?.reference?.number)
        let changed = SignedSamples.update(signed, [(number, body.dropLast(3) + " /Reason (Autre motif) >>")])
        let signature = try #require(try SignedSamples.verify(changed).signatures.first)
        #expect(signature.reasons.contains("signature-dictionary-replaced"))
        #expect(signature.indication == .indeterminate)
    }

    /// A form filled after the signature is allowed, and said.
    @Test func filledField() throws {
        let signed = try SignedSamples.sign(PDFShape.directForm.bytes)
        let field = "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Objet) /V (Autre) /Rect [10 10 90 30] /P 3 0 R >>"
        let signature = try #require(try SignedSamples.verify(SignedSamples.update(signed, [(7, field)])).signatures.first)
        #expect(signature.modifications == .allowed)
        #expect(signature.indication == .totalPassed)
        #expect(signature.reasons.contains("form-filling changed object 7 /Root/AcroForm/Fields/0/V"), "\(signature.reasons)")
        let moved = SignedSamples.update(signed, [(7, field.replacingOccurrence("[10 10 90 30]", "[0 0 600 800]"))])
        #expect(try SignedSamples.verify(moved).signatures.first?.modifications == .suspicious)
    }
}

extension String {
    func replacingOccurrence(_ word: String, _ other: String) -> String {
        String(decoding: Array(utf8).replacing(word, with: other), as: UTF8.self)
    }
}

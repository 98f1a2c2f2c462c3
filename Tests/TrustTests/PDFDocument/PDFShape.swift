import Testing

/// Sound files as different producers lay them out, all of two pages unless said otherwise.
enum PDFShape: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case table, objectStreams, hybrid, linearized, updates, threeHundredPages, indirectAnnotations, directForm, emptySignatureField
    case requiredReason, windowsLines, padding, shortLines, oddEntryZero, noFinalNewline, hugeNumber, withoutIdentifier, script
    case attachment, version2

    var testDescription: String { rawValue }

    static let content = Array("BT /F1 12 Tf 72 760 Td (Acte d'essai) Tj ET".utf8)
    static let identifier = "/ID [<0102030405060708090a0b0c0d0e0f10> <0102030405060708090a0b0c0d0e0f10>]"

    var pageCount: Int { self == .threeHundredPages ? 300 : 2 }

    var flags: Set<String> {
        switch self {
        case .hybrid: ["hybrid"]
        case .linearized: ["linearized"]
        case .updates: ["updates"]
        case .directForm: ["form"]
        case .emptySignatureField: ["sigfield"]
        case .requiredReason: ["sigfield", "seed-value"]
        case .padding: ["trailing-padding"]
        case .shortLines: ["xref-19"]
        case .oddEntryZero: ["xref-entry-0"]
        case .script: ["javascript"]
        case .attachment: ["attachment"]
        default: []
        }
    }

    var bytes: [UInt8] {
        switch self {
        case .objectStreams: compressed
        case .hybrid: hybrid
        case .linearized: linearized
        case .updates: updated
        case .threeHundredPages: large
        default: simple
        }
    }

    /// Numbers 1 to 6: catalog, page tree, two pages, content, font.
    static func write(
        _ file: inout PDFBuilder, catalog: String = "", page: String = "", content: [UInt8] = content, only: ClosedRange<Int> = 1...6
    ) {
        let pageEntries = "/Parent 2 0 R /MediaBox [0 0 595 842.00] /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >>"
        for (number, body) in objects(catalog: catalog, page: page, pageEntries) where only ~= number { file.object(number, body) }
        if only ~= 5 { file.stream(5, "", content) }
    }

    static func objects(catalog: String = "", page: String = "", _ entries: String) -> [(Int, String)] {
        [
            (1, "<< /Type /Catalog /Pages 2 0 R \(catalog) >>"), (2, "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>"),
            (3, "<< /Type /Page \(entries) \(page) >>"), (4, "<< /Type /Page \(entries) >>"),
            (6, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
        ]
    }

    private var simple: [UInt8] {
        var file = PDFBuilder(header: self == .version2 ? "%PDF-2.0" : "%PDF-1.7", lineEnd: self == .windowsLines ? "\r\n" : "\n")
        var (catalog, page) = ("", "")
        let field = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (Maire) /F 4 /Rect [300 100 500 150] /P 3 0 R"
        switch self {
        case .indirectAnnotations:
            page = "/Annots 7 0 R"
            file.object(7, "[8 0 R]")
            file.object(8, "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>")
        case .directForm:
            (catalog, page) = ("/AcroForm << /Fields [7 0 R] /DA (/Helv 0 Tf) >>", "/Annots [7 0 R]")
            file.object(7, "<< /Type /Annot /Subtype /Widget /FT /Tx /T (Objet) /V (Budget) /Rect [10 10 90 30] /P 3 0 R >>")
        case .emptySignatureField:
            (catalog, page) = ("/AcroForm 8 0 R", "/Annots [7 0 R]")
            file.object(7, "\(field) >>")
            file.object(8, "<< /Fields 9 0 R >>")
            file.object(9, "[7 0 R]")
        case .requiredReason:
            (catalog, page) = ("/AcroForm << /Fields [7 0 R] >>", "/Annots [7 0 R]")
            file.object(7, "\(field) /SV << /Ff 8 /Reasons [(Pour copie conforme)] >> >>")
        case .script: catalog = "/OpenAction << /S /JavaScript /JS (app.alert) >>"
        case .attachment:
            catalog = "/Names << /EmbeddedFiles << /Names [(a.txt) << /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>] >> >>"
            file.stream(7, "/Type /EmbeddedFile", Array("annexe".utf8))
        case .hugeNumber: file.object(500_000, "[]")
        default: break
        }
        Self.write(&file, catalog: catalog, page: page)
        let trailer = "/Root 1 0 R " + (self == .withoutIdentifier ? "" : Self.identifier)
        switch self {
        case .shortLines: file.table(trailer, entryEnd: "\n")
        case .oddEntryZero: file.table(trailer, zero: "0000000000 65536 n")
        case .noFinalNewline: file.table(trailer, end: "%%EOF")
        case .windowsLines: file.table(trailer, entryEnd: "\r\n", end: "%%EOF\r\n")
        case .padding: file.table(trailer, end: "%%EOF\n" + String(repeating: "\0", count: 500))
        default: file.table(trailer)
        }
        return file.bytes
    }

    private var compressed: [UInt8] {
        var file = PDFBuilder(header: "%PDF-1.5")
        Self.write(&file, only: 5...5)
        let entries = "/Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 6 0 R >> >>"
        let inside = file.objectStream(7, Self.objects(entries))
        file.crossReferenceStream(8, "/Root 1 0 R " + Self.identifier, compressed: inside)
        return file.bytes
    }

    /// A table that calls object 7 free, and a stream that knows it.
    private var hybrid: [UInt8] {
        var file = PDFBuilder(header: "%PDF-1.5")
        Self.write(&file, catalog: "/StructTreeRoot 7 0 R")
        let inside = file.objectStream(8, [(7, "<< /Type /StructTreeRoot >>")])
        let shown = Set(file.offsets.keys)
        file.crossReferenceStream(9, "", compressed: inside, ends: false)
        file.table("/Root 1 0 R /XRefStm \(file.startxref) " + Self.identifier, only: shown.union([9]), free: [7])
        return file.bytes
    }

    /// The last `startxref` leads to a section at the top, whose /Prev leads down (§F.3.4).
    private var linearized: [UInt8] {
        let width = 10
        func build(_ previous: Int) -> (bytes: [UInt8], first: Int, second: Int) {
            var file = PDFBuilder()
            file.object(10, "<< /Linearized 1 /L 0 /N 2 >>")
            Self.write(&file, only: 3...6)
            let digits = String(previous)
            let number = String(repeating: "0", count: width - digits.count) + digits
            file.table("/Root 1 0 R /Prev \(number) " + Self.identifier, size: 11)
            let first = file.startxref
            let known = Set(file.offsets.keys)
            Self.write(&file, only: 1...2)
            file.table("", only: Set(file.offsets.keys).subtracting(known), size: 3, end: "")
            return (file.bytes, first, file.startxref)
        }
        let draft = build(0)
        let final = build(draft.second)
        let cut = final.bytes.last(of: "startxref") ?? 0
        return Array(final.bytes[..<cut]) + Array("startxref\n\(final.first)\n%%EOF\n".utf8)
    }

    private var updated: [UInt8] {
        var file = PDFBuilder()
        Self.write(&file)
        file.table("/Root 1 0 R " + Self.identifier)
        for rank in 1...5 {
            let before = file.startxref
            file.object(6 + rank, "(mise a jour \(rank))")
            file.table("/Root 1 0 R /Prev \(before) " + Self.identifier, only: [6 + rank])
        }
        return file.bytes
    }

    private var large: [UInt8] {
        var file = PDFBuilder()
        file.object(1, "<< /Type /Catalog /Pages 2 0 R >>")
        file.object(
            2, "<< /Type /Pages /Count 300 /MediaBox [0 0 595 842] /Kids [\((0..<30).map { "\(10 + $0) 0 R" }.joined(separator: " "))] >>")
        for branch in 0..<30 {
            let leaves = (0..<10).map { 100 + branch * 10 + $0 }
            file.object(
                10 + branch, "<< /Type /Pages /Parent 2 0 R /Count 10 /Kids [\(leaves.map { "\($0) 0 R" }.joined(separator: " "))] >>")
            for leaf in leaves { file.object(leaf, "<< /Type /Page /Parent \(10 + branch) 0 R >>") }
        }
        file.table("/Root 1 0 R " + Self.identifier)
        return file.bytes
    }
}

import Compression
import Foundation
import Legality
import TestSupport
import Testing
import Values
import XMLSecurity

@Suite struct ActBundleTests {
    private func text(_ name: String, in bundle: ActBundle) throws -> String {
        let entry = try #require(try PlainTar(bundle.bytes).entries.first { $0.name == name })
        return String(decoding: entry.bytes, as: UTF8.self)
    }

    @Test func `An archive holds envelope, message, act and annexes, in order and under the names of the norm`() throws {
        let bundle = try Sample.bundle([Sample.pdf, Sample.png, Sample.jpg, Sample.xml])
        #expect(bundle.name == "TAB-EACT--123456782--20261113-7.tar.gz")
        let stem = "040-123456782-20261112-D2026_038-DE-1-1_"
        let names = [
            "EACT--123456782--20261113-7.xml", stem + "0.xml", "99_DE-\(stem)1.pdf", "99_DE-\(stem)2.png", "99_DE-\(stem)3.jpg",
            "99_DE-\(stem)4.xml",
        ]
        let entries = try PlainTar(bundle.bytes).entries
        #expect(entries.map(\.name) == names)
        #expect(bundle.fileNames == names)
        #expect(entries.dropFirst(2).map(\.bytes) == [Sample.pdf, Sample.png, Sample.jpg, Sample.xml])
    }

    @Test func `The message says what was asked, in ISO-8859-1`() throws {
        let bundle = try Sample.bundle { $0.subject = "  Prêt de 2 000 € à l’École\n– cœur & <bourg> “neuf” Ωé  " }
        let entry = try #require(try PlainTar(bundle.bytes).entries.dropFirst().first)
        let subject = "Pr\u{ea}t de 2 000 EUR \u{e0} l'\u{c9}cole - coeur &amp; &lt;bourg&gt; &quot;neuf&quot; &#937;\u{e9}"
        let latin1 = subject.unicodeScalars.compactMap { UInt8(exactly: $0.value) }
        #expect(latin1.count == subject.unicodeScalars.count)
        #expect(!entry.bytes.ranges(of: Array("<actes:Objet>".utf8) + latin1 + Array("</actes:Objet>".utf8)).isEmpty)
        let message = try text(entry.name, in: try Sample.bundle())
        #expect(message.hasPrefix("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<actes:Acte "))
        for part in [
            "actes:Date=\"2026-11-12\" actes:NumeroInterne=\"D2026_038\" actes:CodeNatureActe=\"1\"",
            "<actes:CodeMatiere1 actes:CodeMatiere=\"5\"/>", "<actes:CodeMatiere2 actes:CodeMatiere=\"2\"/>",
            "<actes:ClassificationDateVersion>2026-01-05</actes:ClassificationDateVersion>", "<actes:Annexes actes:Nombre=\"1\">",
            "<actes:DocumentPapier>N</actes:DocumentPapier>",
        ] { #expect(message.contains(part)) }
        #expect(!message.contains("CodeMatiere3"))
        let envelope = try text(bundle.envelope.description, in: bundle)
        #expect(envelope.contains("insee:SIREN=\"123456782\" actes:Departement=\"040\" actes:Arrondissement=\"1\" actes:Nature=\"31\""))
        #expect(envelope.contains("<actes:Email>actes@example.org</actes:Email>"))
    }

    @Test func `A letter and its accent typed apart are one letter of the form; marks that show nothing are dropped`() throws {
        let bundle = try Sample.bundle { $0.subject = "e\u{301}le\u{300}ve\u{202e}\u{200b}\u{0}\u{a0}\u{2028}a\u{327}" }
        let entry = try #require(try PlainTar(bundle.bytes).entries.dropFirst().first)
        let document = try XMLDocument(entry.bytes, limits: XMLLimits(bytesMax: 10_000, depthMax: 9, attributesMax: 9))
        let subject = document.root.elements.first { $0.name.local == "Objet" }?.text
        #expect(subject.map { Array($0.unicodeScalars) } == Array("\u{e9}l\u{e8}ve a\u{327}".unicodeScalars))
    }

    @Test(arguments: [499, 500, 501, 5000])
    func `A long subject is cut at 499 characters, where a word ends`(length: Int) throws {
        func subject(_ text: String) throws -> String {
            let bundle = try Sample.bundle { $0.subject = text }
            let entry = try #require(try PlainTar(bundle.bytes).entries.dropFirst().first)
            let document = try XMLDocument(entry.bytes, limits: XMLLimits(bytesMax: 100_000, depthMax: 9, attributesMax: 9))
            return try #require(document.root.elements.first { $0.name.local == "Objet" }?.text)
        }
        let words = String((0..<length).map { $0 % 8 == 7 ? " " : "é" })
        let cut = try subject(words)
        #expect(cut.count <= 499 && words.hasPrefix(cut) && !cut.hasSuffix(" "))
        #expect(cut.count >= 499 - 8)
        #expect(try subject(String(repeating: "a", count: length)).count == 499)
        // €, one character, is written as three.
        #expect(try subject(String(repeating: "€", count: length)).count == 499)
    }

    @Test func `The same act gives the same bytes, whatever the hour`() throws {
        #expect(try Sample.bundle().bytes == Sample.bundle().bytes)
        let bytes = try Sample.bundle().bytes
        #expect(Array(bytes.prefix(8)) == [0x1f, 0x8b, 8, 0, 0, 0, 0, 0])
    }

    @Test func `Plain tar opens it`() throws {
        let scratch = Scratch()
        let bundle = try Sample.bundle([Sample.pdf, Sample.pdf, Sample.png])
        let path = "\(scratch.path)/\(bundle.name)"
        #expect(FileManager.default.createFile(atPath: path, contents: Data(bundle.bytes)))
        let tar = Process()
        let output = Pipe()
        tar.executableURL = URL(fileURLWithPath: "/bin/tar")
        tar.arguments = ["tvzf", path]
        tar.standardOutput = output
        try tar.run()
        let listing = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        tar.waitUntilExit()
        #expect(tar.terminationStatus == 0)
        let lines = listing.split(separator: "\n")
        #expect(lines.map { String($0.split(separator: " ").last ?? "") } == bundle.fileNames)
        #expect(lines.allSatisfy { $0.hasPrefix("-rw-r--r-- 0/0 ") })
    }

    static let refused: [(String, @Sendable (inout BundleRequest) -> Void, LegalityRefusal)] = [
        ("key of the SIREN", { $0.siren = "123456783" }, .siren("123456783")),
        ("short SIREN", { $0.siren = "12345678" }, .siren("12345678")),
        ("department", { $0.department = "40" }, .department("40")),
        ("no such department", { $0.department = "096" }, .department("096")),
        ("district", { $0.district = "12" }, .district("12")),
        ("kind", { $0.kind = "3" }, .kind("3")),
        ("number", { $0.number = "2026-045" }, .number("2026-045")),
        ("path in the number", { $0.number = "../A" }, .number("../A")),
        ("impossible day", { $0.date = "2026-02-30" }, .date("2026-02-30")),
        ("day in French", { $0.date = "12/11/2026" }, .date("12/11/2026")),
        ("nature", { $0.nature = "7" }, .nature("7")),
        ("matter", { $0.matter = "5.9" }, .matter("5.9")),
        ("matter of one level", { $0.matter = "5" }, .matter("5")),
        ("no subject", { $0.subject = " \n\u{200b} " }, .subjectEmpty),
        ("classification", { $0.classificationDate = "2026-13-01" }, .date("2026-13-01")),
        ("address", { $0.returnAddress = "a+b@example.org" }, .returnAddress("a+b@example.org")),
        ("operator", { $0.operatorCode = "tab" }, .operatorCode("tab")),
        ("serial", { $0.serial = "10000" }, .serial("10000")),
        ("serial of nothing", { $0.serial = "0" }, .serial("0")),
    ]

    @Test(arguments: refused.indices)
    func `What the platform would refuse is refused before anything is written`(index: Int) {
        let (what, change, refusal) = Self.refused[index]
        #expect(throws: refusal, "\(what)") { try Sample.bundle([Sample.pdf], change) }
    }

    @Test func `An act of tomorrow is not transmitted today`() throws {
        let tomorrow = try #require(CivilDate("2026-11-14"))
        let today = try #require(Sample.today)
        #expect(throws: LegalityRefusal.futureDate(tomorrow, today: today)) { try Sample.bundle { $0.date = "2026-11-14" } }
        #expect(throws: Never.self) { try Sample.bundle { $0.date = "2026-11-13" } }
    }

    @Test func `Files are told by their bytes`() throws {
        func refusal(_ files: [[UInt8]], nature: String = "1", matter: String = "5.2") -> LegalityRefusal? {
            do {
                _ = try Sample.bundle(files) {
                    $0.nature = nature
                    $0.matter = matter
                }
                return nil
            } catch { return error as? LegalityRefusal }
        }
        let program: [UInt8] = [0x4d, 0x5a, 0, 0]
        #expect(refusal([]) == .noFile)
        #expect(refusal([[]]) == .emptyFile(rank: 1))
        #expect(refusal([Sample.pdf, []]) == .emptyFile(rank: 2))
        #expect(refusal([program]) == .fileFormat(rank: 1, found: nil, allowed: [.pdf]))
        #expect(refusal([Sample.png]) == .fileFormat(rank: 1, found: .png, allowed: [.pdf]))
        #expect(refusal([Sample.pdf, program]) == .fileFormat(rank: 2, found: nil, allowed: [.pdf, .jpg, .png, .xml]))
        #expect(refusal([Sample.xml]) == .fileFormat(rank: 1, found: .xml, allowed: [.pdf]))
        #expect(refusal([Sample.xml], nature: "5", matter: "7.10") == .fileFormat(rank: 1, found: .xml, allowed: [.pdf]))
        #expect(refusal([Sample.xml], nature: "5", matter: "7.1") == nil)
        #expect(refusal([Sample.xml, Sample.png], nature: "5", matter: "7.1") == .fileFormat(rank: 2, found: .png, allowed: [.pdf]))
        let entity = Array("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>".utf8)
        #expect(refusal([Sample.pdf, entity]) == .malformedXML(rank: 2, .documentType(line: 1)))
        let large = Sample.pdf + [UInt8](repeating: 0, count: 150 << 20)
        #expect(refusal([large]) == .tooLarge(bytes: large.count, allowed: 150 << 20))
        #expect(refusal([[UInt8]](repeating: Sample.pdf, count: 999)) == .tooManyFiles(found: 999, allowed: 998))
    }

    @Test func `A type code is one of the nature's list`() throws {
        let today = try #require(Sample.today)
        let code = try #require(FileTypeCode("22_AV"))
        let files = [TransmittedFile(Sample.pdf), TransmittedFile(Sample.pdf, type: code)]
        #expect(throws: LegalityRefusal.fileTypeCode(rank: 2, code: "22_AV", nature: .deliberation)) {
            try Sample.request.bundle(files, today: today)
        }
        var order = Sample.request
        order.nature = "3"
        let bundle = try order.bundle(files, today: today)
        #expect(bundle.fileNames.last == "22_AV-040-123456782-20261112-D2026_038-AI-1-1_2.pdf")
    }

    @Test func `Every nature is read back as it was written`() throws {
        for nature in LegalNature.allCases {
            let bundle = try Sample.bundle([Sample.pdf, Sample.png, Sample.pdf]) {
                $0.nature = String(nature.rawValue)
                $0.matter = "7.10.3"
            }
            let reading = try ArchiveReader.read(bundle.bytes, name: bundle.name)
            #expect(reading.problems == [])
            #expect(reading.isValid)
            #expect(reading.messageCode == "1-1")
            #expect(reading.messageName == bundle.identity.messageName)
            #expect(reading.actIdentifier == bundle.identity.description)
            #expect(reading.files.map(\.name) == bundle.fileNames)
            #expect(reading.files.dropFirst(2).map(\.bytes) == [Sample.pdf.count, Sample.png.count, Sample.pdf.count])
        }
    }
}

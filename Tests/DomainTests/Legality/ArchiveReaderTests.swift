import Compression
import Legality
import TestSupport
import Testing

@Suite struct ArchiveReaderTests {
    typealias Change = @Sendable (inout [PlainTar.Entry]) -> Void

    private static let envelope = "EACT--123456782--20261113-7.xml"
    private static let message = "040-123456782-20261112-D2026_038-DE-1-1_0.xml"
    private static let act = "99_DE-040-123456782-20261112-D2026_038-DE-1-1_1.pdf"
    private static let annex = "99_DE-040-123456782-20261112-D2026_038-DE-1-1_2.pdf"

    private static func added(_ name: String, type: Character = "0", link: String = "") -> Change {
        { $0.append(PlainTar.Entry(name: name, bytes: type == "0" ? Sample.pdf : [], type: type, link: link)) }
    }

    private static func edited(_ index: Int, _ old: String, _ new: String) -> Change {
        { $0[index].bytes = $0[index].bytes.replacing(old, new) }
    }

    /// What is done to a good archive, the rule that refuses it, the place where.
    static let mutations: [(what: String, change: Change, rule: ArchiveRule, place: String)] = [
        ("path traversal", added("../../evade.pdf"), .pathTraversal, "../../evade.pdf"),
        ("traversal in the middle", added("a/../../b.pdf"), .pathTraversal, "a/../../b.pdf"),
        ("absolute path", added("/evade.pdf"), .absolutePath, "/evade.pdf"),
        ("folder in the name", added("./evade.pdf"), .nestedPath, "./evade.pdf"),
        ("hidden file", added("._evade.pdf"), .entryName, "._evade.pdf"),
        ("name that is not ASCII", added("évadé.pdf"), .entryName, "\\xc3\\xa9vad\\xc3\\xa9.pdf"),
        ("folder", added("dossier", type: "5"), .folder, "dossier"),
        ("symbolic link", added("lien.pdf", type: "2", link: "/etc/passwd"), .link, "lien.pdf"),
        ("hard link", added("dur.pdf", type: "1", link: act), .link, "dur.pdf"),
        ("character device", added("zero", type: "3"), .device, "zero"),
        ("pipe", added("tuyau", type: "6"), .device, "tuyau"),
        ("PAX header", added("pax", type: "x"), .entryType, "pax"),
        ("long name of GNU tar", added("././@LongLink", type: "L"), .entryType, "././@LongLink"),
        ("entry twice", { $0.append($0[2]) }, .duplicateEntry, act),
        ("no message", { $0.remove(at: 1) }, .messageMissing, message),
        ("no envelope", { $0.remove(at: 0) }, .envelopeMissing, "archive"),
        ("no act", { $0.remove(at: 2) }, .fileMissing, act),
        ("no annex", { $0.remove(at: 3) }, .fileMissing, annex),
        ("nothing", { $0.removeAll() }, .envelopeMissing, "archive"),
        ("stray file", added("inconnu.pdf"), .fileUnexpected, "inconnu.pdf"),
        ("message after the act", { $0.swapAt(1, 2) }, .entryOrder, act),
        ("act and annex exchanged", { $0.swapAt(2, 3) }, .entryOrder, annex),
        ("other SIREN in the envelope", edited(0, "123456782", "123456789"), .sirenMismatch, "\(envelope):4 IDCL"),
        ("SIREN without its key", edited(0, "123456782", "123456789"), .sirenKey, "\(envelope):4 IDCL"),
        ("SIREN of eight digits", edited(0, "SIREN=\"123456782", "SIREN=\"12345678"), .valueInvalid, "\(envelope):4 IDCL@SIREN"),
        ("other department", edited(0, "Departement=\"040", "Departement=\"041"), .departmentMismatch, message),
        ("department that is none", edited(0, "Departement=\"040", "Departement=\"0|0"), .valueInvalid, "\(envelope):4 IDCL@Departement"),
        ("no arrondissement", edited(0, "actes:Arrondissement=\"1\"", ""), .attributeMissing, "\(envelope):4 IDCL@Arrondissement"),
        ("address with a plus", edited(0, "actes@", "a+b@"), .valueInvalid, "\(envelope):7 Email"),
        ("no address", edited(0, "<actes:Email>actes@example.org</actes:Email>", ""), .elementMissing, "\(envelope):6 AdressesRetour"),
        ("other number", edited(1, "NumeroInterne=\"", "NumeroInterne=\"Z"), .numberMismatch, "\(message):2 Acte"),
        (
            "number of twenty characters", edited(1, "D2026_038\"", "D2026_03800000000000\""), .valueInvalid,
            "\(message):2 Acte@NumeroInterne"
        ),
        ("other day", edited(1, "Date=\"2026-11-12", "Date=\"2026-11-11"), .dateMismatch, "\(message):2 Acte"),
        ("day that does not exist", edited(1, "Date=\"2026-11-12", "Date=\"2026-11-32"), .valueInvalid, "\(message):2 Acte@Date"),
        ("other nature", edited(1, "CodeNatureActe=\"1", "CodeNatureActe=\"2"), .natureMismatch, "\(message):2 Acte"),
        ("nature that is none", edited(1, "CodeNatureActe=\"1", "CodeNatureActe=\"7"), .valueInvalid, "\(message):2 Acte@CodeNatureActe"),
        ("matter that is none", edited(1, "CodeMatiere=\"2", "CodeMatiere=\"9"), .matterUnknown, "\(message):2 Acte"),
        ("element renamed", edited(1, "Objet>", "Sujet>"), .elementUnexpected, "\(message):5 Sujet"),
        (
            "element in excess", edited(1, "<actes:Objet>", "<actes:Objet>a</actes:Objet><actes:Objet>"), .elementUnexpected,
            "\(message):5 Objet"
        ),
        (
            "element of another namespace", edited(1, "xmlns:actes=\"http://www", "xmlns:actes=\"http://w"), .rootUnexpected,
            "\(message):2 Acte"
        ),
        (
            "attribute in excess", edited(1, "actes:Nombre=", "actes:Autre=\"1\" actes:Nombre="), .attributeUnexpected,
            "\(message):10 Annexes@Autre"
        ),
        ("attribute without its prefix", edited(1, "actes:Nombre=", "Nombre="), .attributeMissing, "\(message):10 Annexes@Nombre"),
        ("text between elements", edited(1, "<actes:Annexe>", "x<actes:Annexe>"), .textUnexpected, "\(message):10 Annexes"),
        ("count of annexes", edited(1, "Nombre=\"1\"", "Nombre=\"2\""), .annexCount, "\(message):10 Annexes@Nombre"),
        ("paper that is neither", edited(1, "Papier>N<", "Papier>X<"), .valueInvalid, "\(message):15 DocumentPapier"),
        (
            "message cut", { $0[1].bytes = $0[1].bytes.split(separator: Array("</actes:Objet>".utf8)).first.map(Array.init) ?? [] },
            .xmlMalformed, "\(message):5"
        ),
        ("message of nothing", { $0[1].bytes = [] }, .emptyFile, message),
        (
            "DOCTYPE with an entity", edited(1, "?>", "?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"), .xmlDocumentType,
            "\(message):1"
        ),
        (
            "message in UTF-8", { $0[1].bytes = $0[1].bytes.filter { $0 < 0x80 }.replacing("ISO-8859-1", "UTF-8") }, .encoding,
            "\(message):1"
        ),
        (
            "message without encoding", { $0[1].bytes = $0[1].bytes.filter { $0 < 0x80 }.replacing(" encoding=\"ISO-8859-1\"", "") },
            .encoding, "\(message):1"
        ),
        ("message too large", { $0[1].bytes += [UInt8](repeating: 0x20, count: 1 << 20) }, .xmlTooLarge, message),
        ("act that is no PDF", { $0[2].bytes = [0x4d, 0x5a] + [UInt8](repeating: 0, count: 500) }, .fileFormat, act),
        ("annex that is another thing than its name", { $0[3].bytes = Sample.png }, .fileFormat, annex),
        ("empty act", { $0[2].bytes = [] }, .emptyFile, act),
    ]

    @Test(arguments: mutations.indices)
    func `A changed archive is refused by rule and place`(index: Int) throws {
        let (what, change, rule, place) = Self.mutations[index]
        let bundle = try Sample.bundle()
        var tar = try PlainTar(bundle.bytes)
        change(&tar.entries)
        let reading = try ArchiveReader.read(try tar.archive, name: bundle.name)
        #expect(!reading.isValid)
        #expect(
            reading.problems.contains { $0.rule == rule && $0.place.description == place },
            "\(what): \(reading.problems.map { "\($0.rule.rawValue) at \($0.place)" })")
    }

    @Test func `The archive that nothing changed is accepted, rewritten or not`() throws {
        let bundle = try Sample.bundle()
        let reading = try ArchiveReader.read(try PlainTar(bundle.bytes).archive, name: bundle.name)
        #expect(reading.problems == [])
    }

    /// Renames the entry and what the message says of it.
    private func renamed(_ old: String, _ new: String) throws -> Set<ArchiveRule> {
        let bundle = try Sample.bundle()
        var tar = try PlainTar(bundle.bytes)
        for index in tar.entries.indices {
            tar.entries[index].name = tar.entries[index].name.replacing(old, with: new)
            if index < 2 { tar.entries[index].bytes = tar.entries[index].bytes.replacing(old, new) }
        }
        return Set(try ArchiveReader.read(try tar.archive, name: bundle.name).problems.map(\.rule))
    }

    @Test func `A file's name follows its message`() throws {
        #expect(
            try renamed("99_DE-040-123456782-20261112-D2026_038-DE-1-1_1", "99_ZZ-040-123456782-20261112-D2026_038-DE-1-1_1") == [
                .fileTypeCode
            ])
        #expect(try renamed("1-1_2.pdf", "1-1_3.pdf") == [.fileRank])
        #expect(try renamed("1-1_2.pdf", "1-1_2.PDF") == [.fileName])
        #expect(try renamed("D2026_038-DE-1-1_2.pdf", "D2026_039-DE-1-1_2.pdf") == [.fileName])
        #expect(try renamed("DE-1-1_2.pdf", "DE-2-2_2.pdf") == [.fileName])
        #expect(try renamed("1-1_0.xml", "6-1_0.xml") == [.codeMismatch])
        #expect(try renamed("-D2026_038-DE-1-1_0.xml", "_0.xml") == [.messageName])
        // A number may hold the dash that separates the parts of the name.
        #expect(try renamed("D2026_038", "2026-02-AR") == [])
    }

    @Test func `A message that names one file two thousand times costs one reading`() throws {
        let bundle = try Sample.bundle()
        var tar = try PlainTar(bundle.bytes)
        let form = "<actes:Formulaire><actes:NomFichier>\(Self.message)</actes:NomFichier></actes:Formulaire>"
        tar.entries[0].bytes = tar.entries[0].bytes.replacing(
            "</actes:FormulairesEnvoyes>", String(repeating: form, count: 2000) + "</actes:FormulairesEnvoyes>")
        let annex = "<actes:Annexe><actes:NomFichier>\(Self.annex)</actes:NomFichier></actes:Annexe>"
        tar.entries[1].bytes = tar.entries[1].bytes.replacing(
            "</actes:Annexes>", String(repeating: annex, count: 2000) + "</actes:Annexes>")
        let reading = try ArchiveReader.read(try tar.archive, name: bundle.name)
        #expect(Set(reading.problems.map(\.rule)) == [.namedTwice, .annexCount])
        #expect(reading.problems.count <= 500)
    }

    @Test func `The form without DocumentPapier is read too`() throws {
        let bundle = try Sample.bundle()
        var tar = try PlainTar(bundle.bytes)
        tar.entries[1].bytes = tar.entries[1].bytes.replacing("<actes:DocumentPapier>N</actes:DocumentPapier>", "")
        #expect(try ArchiveReader.read(try tar.archive, name: bundle.name).problems == [])
    }

    @Test(arguments: [
        "EACT--123456782--20261113-7.tar.gz", "TAB-EACT--123456782--20261113-7.tgz", "TAB-EACT--123456782--20261113-0.tar.gz",
        "TAB-EACT--123456782--20261332-7.tar.gz", "tab-EACT--123456782--20261113-7.tar.gz", "TAB-XACT--123456782--20261113-7.tar.gz", "",
    ])
    func `An archive under another name is refused`(name: String) throws {
        let reading = try ArchiveReader.read(try Sample.bundle().bytes, name: name)
        #expect(reading.problems.map(\.rule) == [.archiveName])
    }

    @Test func `The name of an archive tells its envelope and its authority`() throws {
        let bytes = try Sample.bundle().bytes
        let serial = try ArchiveReader.read(bytes, name: "TAB-EACT--123456782--20261113-8.tar.gz")
        #expect(serial.problems.map(\.rule) == [.envelopeMissing])
        let before = try ArchiveReader.read(bytes, name: "TAB-EACT--123456782--20261111-7.tar.gz")
        #expect(Set(before.problems.map(\.rule)) == [.envelopeMissing, .futureDate])
        let other = try ArchiveReader.read(bytes, name: "TAB-EACT--000000000--20261113-7.tar.gz")
        #expect(Set(other.problems.map(\.rule)) == [.envelopeMissing, .sirenMismatch])
    }

    @Test func `The stream is read to its last byte`() throws {
        let bundle = try Sample.bundle()
        func rules(_ bytes: [UInt8]) throws -> [ArchiveRule] { try ArchiveReader.read(bytes, name: bundle.name).problems.map(\.rule) }
        for length in 0..<bundle.bytes.count { #expect(try rules(Array(bundle.bytes.prefix(length))) == [.gzipCut], "\(length)") }
        #expect(try rules(bundle.bytes + [0]) == [.gzipTrailing])
        #expect(try rules(bundle.bytes + bundle.bytes) == [.gzipTrailing])
        for place in bundle.bytes.count - 8..<bundle.bytes.count {
            var bytes = bundle.bytes
            bytes[place] ^= 1
            #expect(try rules(bytes) == [.gzipDamaged], "\(place)")
        }
        #expect(try rules(Sample.pdf) == [.gzipDamaged])
        #expect(try rules(Array("not a gzip".utf8)) == [.gzipDamaged])
    }

    @Test func `A tar that cannot be delimited ends the reading`() throws {
        let bundle = try Sample.bundle()
        let tar = try PlainTar(bundle.bytes).tar
        func problems(_ tar: [UInt8]) throws -> [ArchiveProblem] {
            try ArchiveReader.read(try Gzip.write(tar[...]), name: bundle.name).problems
        }
        #expect(try problems(Array(tar.dropLast(1024))).map(\.rule) == [.tarCut])
        #expect(try problems(Array(tar.dropLast(512))).map(\.rule) == [.tarCut])
        #expect(try problems(Array(tar.prefix(700))).map(\.place.description) == [Self.envelope])
        #expect(try problems(tar + [1]).map(\.rule) == [.tarTrailing])
        #expect(try problems(Array(tar.dropLast(512)) + PlainTar.header(.init(name: "x", bytes: []))).map(\.rule) == [.tarTrailing])
        var sum = tar
        sum[100] ^= 1
        #expect(try problems(sum).map { "\($0.rule.rawValue) \($0.place)" } == ["tar-header archive entry 1"])
        let many = PlainTar(entries: (0...1000).map { PlainTar.Entry(name: "\($0)", bytes: []) })
        #expect(try problems(many.tar).map(\.rule) == [.tooManyEntries])
    }

    @Test func `An archive that grows beyond its bound is stopped, whatever its size`() throws {
        let zeros = [UInt8](repeating: 0, count: 1 << 20)
        var bomb: [UInt8] = []
        var deflater = try Deflater(.gzip, level: 1)
        try deflater.feed(PlainTar.header(.init(name: "a.pdf", bytes: []), size: 301 << 20)[...], into: &bomb)
        for _ in 0...300 { try deflater.feed(zeros[...], into: &bomb) }
        try deflater.finish(into: &bomb)
        #expect(bomb.count < 4 << 20)
        #expect(try ArchiveReader.read(bomb, name: "TAB-EACT--123456782--20261113-7.tar.gz").problems.map(\.rule) == [.overExpansion])
        var reader = try ArchiveReader(name: "")
        var fed = 0
        while reader.feed(([0x1f, 0x8b, 8, 0x10, 0, 0, 0, 0, 0, 0] + [UInt8](repeating: 1, count: 1 << 20))[...]) { fed += 1 }
        #expect(fed < 151)
        #expect(reader.finish().problems.count == 1)
    }

    @Test func `Twenty thousand changed archives never trap`() throws {
        let seed: UInt64 = 0x4143_5445_53
        var random = Seeded(seed)
        let bundle = try Sample.bundle([Sample.pdf, Sample.xml])
        let tar = try PlainTar(bundle.bytes).tar
        func changed(_ source: [UInt8]) -> [UInt8] {
            var bytes = source
            for _ in 0..<Int.random(in: 1...5, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<5, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
                case 2: bytes.removeSubrange(place..<min(place + Int.random(in: 1...600, using: &random), bytes.count))
                case 3: bytes.insert(contentsOf: source.prefix(Int.random(in: 1...600, using: &random)), at: place)
                default: bytes[place] = source.randomElement(using: &random) ?? 0
                }
            }
            return bytes
        }
        var valid = 0
        for round in 0..<20_000 {
            let bytes = round % 2 == 0 ? changed(bundle.bytes) : try Deflate.bytes(changed(tar)[...], .gzip, level: 0)
            let reading = try ArchiveReader.read(bytes, name: bundle.name)
            #expect(reading.problems.allSatisfy { !$0.place.description.isEmpty }, "seed \(seed), round \(round)")
            valid += reading.isValid ? 1 : 0
        }
        // A change in a mode, a time or a blank may leave a good archive; most changes must not.
        #expect(valid < 4000, "seed \(seed): \(valid) accepted")
    }
}

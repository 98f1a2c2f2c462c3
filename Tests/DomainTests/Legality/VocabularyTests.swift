import Legality
import Testing
import Values

@Suite struct VocabularyTests {
    @Test(arguments: ["001", "040", "069", "095", "02A", "02B", "971", "974", "976", "988"])
    func `A department is one of the territories`(text: String) { #expect(Department(text)?.description == text) }

    @Test(arguments: ["", "000", "020", "096", "099", "40", "0400", "2A", "02C", "02a", "0|0", "900", "970", "９７１"])
    func `What is no territory is no department`(text: String) { #expect(Department(text) == nil) }

    @Test(arguments: ["A", "2026_045", "D2026_038", "0", "ABCDEFGHIJKLMNO", "A__B"])
    func `A number we write`(text: String) { #expect(ActNumber(text)?.description == text) }

    @Test(arguments: ["", "_A", "A_", "2026-045", "d2026", "A B", "ABCDEFGHIJKLMNOP", "É1", "A/1", "A\u{0}"])
    func `A number we do not write`(text: String) { #expect(ActNumber(text) == nil) }

    @Test(arguments: [
        ("5.2", [5, 2]), ("7.10", [7, 10]), ("1.1.10", [1, 1, 10]), ("9.4.1.2.3", [9, 4, 1, 2, 3]),
    ])
    func `A matter is a list of levels`(text: String, levels: [Int]) {
        #expect(Matter(text)?.levels == levels)
        #expect(Matter(text)?.description == text)
    }

    @Test(arguments: ["", "5", "5.", "5.0", "5.02", "5.9", "10.1", "0.1", "5.2.1.1.1.1", "5,2", "5.2 ", "-5.2", "5.100", "5.2.0"])
    func `What the nomenclature lacks is no matter`(text: String) { #expect(Matter(text) == nil) }

    @Test func `The national nomenclature has nine domains and fifty-seven parts`() {
        #expect(NationalMatters.all.count == 57)
        #expect(Set(NationalMatters.all.compactMap(\.levels.first)) == Set(1...9))
        #expect(Matter("7.10")?.labels == ["Finances locales", "Divers"])
        #expect(NationalMatters.label([10]) == nil)
        #expect(NationalMatters.label([7, 11]) == nil)
        #expect(NationalMatters.label([]) == nil)
    }

    @Test func `The six natures have their code, their letters and their type of file`() {
        let table = LegalNature.allCases.map { "\($0.rawValue) \($0.abbreviation) \($0.mainFileType)" }
        #expect(table == ["1 DE 99_DE", "2 AR 99_AR", "3 AI 99_AI", "4 CC 99_DC", "5 BF 99_BU", "6 AU 99_AU"])
        for nature in LegalNature.allCases {
            #expect(FileTypeCode.allowed(for: nature).contains(nature.mainFileType))
            #expect(LegalNature(String(nature.rawValue)) == nature)
        }
        for text in ["", "0", "7", "01", "DE", "１"] { #expect(LegalNature(text) == nil) }
        // The notice's 118 rows, and 99_CO of the notice before.
        #expect(LegalNature.allCases.map { FileTypeCode.allowed(for: $0).count } == [19, 9, 37, 49, 3, 2])
    }

    @Test func `A kind of authority is two digits, twenty-five of which have a name`() {
        #expect(AuthorityKind.known.count == 25)
        #expect(AuthorityKind("31")?.label == "Commune")
        #expect(AuthorityKind("48")?.label == nil)
        for text in ["", "3", "311", "3a", "10", "00"] { #expect(AuthorityKind(text) == nil) }
    }

    @Test(arguments: [
        ("actes@example.org", true), ("a.b-c_d@mairie.example.org", true), ("a+b@example.org", false), ("a@example.services", false),
        ("a@example.o", false), ("a@org", false), ("@example.org", false), ("a.@example.org", false), ("a@b@example.org", false),
        ("é@example.org", false), ("a@exa_mple.org", false), ("", false),
    ])
    func `A return address follows the form's pattern`(text: String, isTaken: Bool) { #expect((ReturnAddress(text) != nil) == isTaken) }

    @Test func `An act is named by its day, an envelope by the day of sending`() throws {
        // The last days of December, where a week-based year would be the next one.
        for day in ["2025-12-29", "2025-12-30", "2025-12-31"] {
            let identity = ActIdentity(
                department: try #require(Department("02A")), siren: try #require(Siren("123456782")), date: try #require(CivilDate(day)),
                number: try #require(ActNumber("A_1")), nature: .other)
            #expect(identity.description == "02A-123456782-202512\(day.suffix(2))-A_1-AU")
            #expect(identity.messageName == identity.description + "-1-1_0.xml")
        }
        let envelope = EnvelopeName(
            siren: try #require(Siren("123456782")), day: try #require(CivilDate("2026-01-02")), serial: try #require(EnvelopeSerial(9999)))
        #expect(envelope.description == "EACT--123456782--20260102-9999.xml")
        #expect(envelope.archiveName(try #require(OperatorCode("TAB"))) == "TAB-EACT--123456782--20260102-9999.tar.gz")
        #expect(EnvelopeSerial(0) == nil && EnvelopeSerial(10_000) == nil)
        for text in ["", "TA", "TABS", "tab", "T-B"] { #expect(OperatorCode(text) == nil) }
    }
}

import Testing
import Values
import Web

struct HTMLTests {
    @Test func escapesWhatIsInterpolated() {
        let hostile = "<b onclick=\"x\">&'\0"
        let page: HTML = "<p title=\"\(hostile)\">\(hostile)</p>"
        let safe = "&lt;b onclick=&quot;x&quot;&gt;&amp;&#39;\u{fffd}"
        #expect(page.text == "<p title=\"\(safe)\">\(safe)</p>")
    }

    @Test func keepsWhatIsAlreadySafe() {
        let inner: HTML = "<b>\("a<b")</b>"
        #expect("<p>\(inner)</p>\(3)" as HTML == "<p><b>a&lt;b</b></p>3")
        let none: HTML? = nil
        #expect(("x\(none)y" as HTML).text == "xy")
    }

    @Test(arguments: [
        ("a b", "a%20b"), ("../x", "..%2Fx"), ("..", "%2E%2E"), (".", "%2E"), ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("é?#&", "%C3%A9%3F%23%26"), ("abc-_.~9", "abc-_.~9"),
    ])
    func linkPiecesCannotLeaveTheirPlace(piece: String, encoded: String) {
        let link: Link = "/parapheur/\(piece)/pages"
        #expect(link.text == "/parapheur/\(encoded)/pages")
        #expect(Link("/recherche").query([("q", piece)]).text.hasPrefix("/recherche?q="))
    }
}

struct FrenchTests {
    static let zone = Zone.paris

    @Test(arguments: [
        ("2026-03-01", "1er\u{a0}mars 2026", "dimanche 1er\u{a0}mars 2026", "1er\u{a0}mars"),
        ("2026-09-24", "24\u{a0}septembre 2026", "jeudi 24\u{a0}septembre 2026", "24\u{a0}sept."),
        ("2024-02-29", "29\u{a0}février 2024", "jeudi 29\u{a0}février 2024", "29\u{a0}févr. 2024"),
    ])
    func dates(iso: String, date: String, long: String, short: String) throws {
        let day = try #require(CivilDate(iso))
        #expect(French.date(day) == date)
        #expect(French.longDate(day) == long)
        #expect(French.shortDate(day, year: 2026) == short)
    }

    @Test(arguments: [
        (0, "aujourd’hui"), (1, "demain"), (-1, "hier"), (3, "dans trois jours"), (-6, "il y a six jours"), (7, "lundi 28\u{a0}septembre"),
        (120, "mardi 19\u{a0}janvier 2027"),
    ])
    func nearDays(distance: Int, words: String) throws {
        let today = try #require(CivilDate("2026-09-21"))
        #expect(French.near(today.adding(days: distance), today: today) == words)
    }

    @Test func times() throws {
        let evening = try #require(Instant(rfc3339: "2026-09-24T20:14:07+02:00"))
        #expect(French.time(LocalTime(evening, in: .paris)) == "20\u{a0}h\u{a0}14")
        #expect(French.time(LocalTime(try #require(Instant(rfc3339: "2026-09-24T19:00:00+02:00")), in: .paris)) == "19\u{a0}h")
        #expect(French.time(LocalTime(try #require(Instant(rfc3339: "2026-09-24T08:05:00+02:00")), in: .paris)) == "8\u{a0}h\u{a0}05")
        #expect(French.proofMoment(evening, in: .paris) == "24\u{a0}septembre 2026, 20\u{a0}h\u{a0}14\u{a0}min\u{a0}07\u{a0}s")
        #expect(French.moment(evening, in: .reunion) == "24\u{a0}septembre 2026, 22\u{a0}h\u{a0}14")
    }

    @Test(arguments: [
        (0, "aucun dossier"), (1, "1\u{a0}dossier"), (2, "2\u{a0}dossiers"), (17_436, "17\u{202f}436\u{a0}dossiers"),
    ])
    func counts(number: Int, words: String) { #expect(French.count(number, "dossier", "dossiers") == words) }

    @Test(arguments: [
        (0, "0 octet"), (1, "1\u{a0}octet"), (999, "999\u{a0}octets"), (1000, "1\u{a0}Ko"), (860_000, "860\u{a0}Ko"),
        (999_960, "1\u{a0}Mo"),
        (3_200_000, "3,2\u{a0}Mo"), (212_400, "212\u{a0}Ko"), (150_000_000, "150\u{a0}Mo"), (2_147_483_648, "2,1\u{a0}Go"),
        (Int.max, "9\u{202f}223\u{202f}372\u{a0}To"),
    ])
    func sizes(bytes: Int, words: String) { #expect(French.size(bytes) == words) }

    @Test(arguments: [(6_174_149, "61\u{202f}741,49\u{a0}€"), (5, "0,05\u{a0}€"), (-120_000, "−1\u{202f}200,00\u{a0}€")])
    func amounts(cents: Int, words: String) { #expect(French.euros(cents: cents) == words) }

    @Test func digestsAreReadAloud() throws {
        let digest = try #require(Digest(bytes: [0x9c, 0x41, 0xe0, 0x7b] + [UInt8](repeating: 0, count: 28)))
        let text = French.digest(digest)
        #expect(text.hasPrefix("9c41 e07b 0000 "))
        #expect(text.split(separator: " ").count == 16)
        #expect(text.filter { $0 != " " } == digest.hex)
    }

    @Test(arguments: [
        ("Reçu : oui ?", "Reçu\u{a0}: oui\u{202f}?"), ("« Bonjour »", "«\u{a0}Bonjour\u{a0}»"), ("n° 12", "n°\u{a0}12"),
        ("12 €", "12\u{a0}€"), ("http://x", "http://x"), ("20° C", "20° C"),
    ])
    func noBreakSpaces(typed: String, set: String) { #expect(French.typeset(typed) == set) }
}

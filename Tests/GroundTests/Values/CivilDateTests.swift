import Testing
import Values

@Suite struct CivilDateTests {
    @Test(arguments: [
        ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2), ("2026-11-24", 20_781, 2), ("1969-12-31", -1, 3), ("1600-03-01", -135_080, 3),
    ])
    func countsDaysFromTheEpoch(text: String, days: Int, weekday: Int) throws {
        let date = try #require(CivilDate(text))
        #expect(date.daysSince1970 == days)
        #expect(date.weekday == weekday)
        #expect(CivilDate(daysSince1970: days).description == text)
    }

    @Test(arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "2026-1-01", "26-01-01", "2026-01-01 ", "2026/01/01", "", "+026-01-01"])
    func refusesWhatIsNotADay(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test func everyDayOfFourCenturiesComesBack() {
        for days in stride(from: -140_000, to: 160_000, by: 17) {
            let date = CivilDate(daysSince1970: days)
            #expect(CivilDate(date.description) == date)
            #expect(date.daysSince1970 == days)
            #expect(date.adding(days: 1) > date)
        }
    }
}

@Suite struct ZoneTests {
    /// Legal time of Paris around both changes of 2026 (29 March and 25 October, at 1 h UTC), and of authorities overseas.
    @Test(arguments: [
        ("2026-03-29T00:59:59Z", Zone.paris, "2026-03-29T01:59:59+01:00"),
        ("2026-03-29T01:00:00Z", Zone.paris, "2026-03-29T03:00:00+02:00"),
        ("2026-10-25T00:59:59Z", Zone.paris, "2026-10-25T02:59:59+02:00"),
        ("2026-10-25T01:00:00Z", Zone.paris, "2026-10-25T02:00:00+01:00"),
        ("2026-12-31T23:30:00Z", Zone.paris, "2027-01-01T00:30:00+01:00"),
        ("2026-11-24T02:00:00Z", Zone.guadeloupe, "2026-11-23T22:00:00-04:00"),
        ("2026-11-24T02:00:00Z", Zone.nouvelleCaledonie, "2026-11-24T13:00:00+11:00"),
        ("2026-03-08T05:00:00Z", Zone.saintPierre, "2026-03-08T03:00:00-02:00"),
        ("2026-11-01T04:00:00Z", Zone.saintPierre, "2026-11-01T01:00:00-03:00"),
    ])
    func showsLegalTime(utc: String, zone: Zone, local: String) throws {
        let instant = try #require(Instant(rfc3339: utc))
        #expect(instant.rfc3339(in: zone) == local)
        #expect(Instant(rfc3339: local) == instant)
    }

    @Test(arguments: [
        "2026-03-29", "2026-03-29T25:00:00Z", "2026-03-29T10:00:00", "2026-03-29T10:00:00+2:00", "2026-03-29T10:00Z", "T10:00:00Z",
    ])
    func refusesWhatIsNotAnInstant(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func readsFractionsToTheMillisecond() {
        #expect(Instant(rfc3339: "1970-01-01T00:00:00.5Z") == Instant(milliseconds: 500))
        #expect(Instant(rfc3339: "1970-01-01T00:00:00.123456Z") == Instant(milliseconds: 123))
    }
}

/// The legal time of an authority. The rules are in the code, so that an act's day does not depend on a machine's time-zone files.
package enum Zone: String, Sendable, CaseIterable {
    case paris = "Europe/Paris"
    case guadeloupe = "America/Guadeloupe"
    case guyane = "America/Cayenne"
    case reunion = "Indian/Reunion"
    case mayotte = "Indian/Mayotte"
    case saintPierre = "America/Miquelon"
    case nouvelleCaledonie = "Pacific/Noumea"
    case polynesie = "Pacific/Tahiti"

    /// Minutes east of Greenwich at that moment.
    package func offsetMinutes(at instant: Instant) -> Int {
        switch self {
        case .paris: Zone.isEuropeanSummer(instant) ? 120 : 60
        case .guadeloupe: -240
        case .guyane: -180
        case .reunion: 240
        case .mayotte: 180
        // Saint-Pierre keeps the North American calendar: second Sunday of March, first Sunday of November, at 2 h local.
        case .saintPierre: Zone.isAmericanSummer(instant, standardOffset: -180) ? -120 : -180
        case .nouvelleCaledonie: 660
        case .polynesie: -600
        }
    }

    /// Directive 2000/84/EC: from the last Sunday of March to the last Sunday of October, at 1 h UTC.
    private static func isEuropeanSummer(_ instant: Instant) -> Bool {
        let year = LocalTime.utcDay(instant).year
        let start = lastSunday(month: 3, year: year) * 86_400 + 3600
        let end = lastSunday(month: 10, year: year) * 86_400 + 3600
        let seconds = Int(instant.milliseconds / 1000)
        return start <= seconds && seconds < end
    }

    private static func isAmericanSummer(_ instant: Instant, standardOffset: Int) -> Bool {
        let year = LocalTime.utcDay(instant).year
        let start = sunday(2, month: 3, year: year) * 86_400 + 2 * 3600 - standardOffset * 60
        let end = sunday(1, month: 11, year: year) * 86_400 + 2 * 3600 - (standardOffset + 60) * 60
        let seconds = Int(instant.milliseconds / 1000)
        return start <= seconds && seconds < end
    }

    private static func lastSunday(month: Int, year: Int) -> Int {
        guard let last = CivilDate(year: year, month: month, day: 31) else { return 0 }
        return last.daysSince1970 - last.weekday % 7
    }

    private static func sunday(_ rank: Int, month: Int, year: Int) -> Int {
        guard let first = CivilDate(year: year, month: month, day: 1) else { return 0 }
        return first.daysSince1970 + (7 - first.weekday) % 7 + 7 * (rank - 1)
    }
}

/// A moment as a wall clock of the zone shows it.
package struct LocalTime: Equatable, Sendable {
    package let day: CivilDate
    package let hour: Int
    package let minute: Int
    package let second: Int

    package init(_ instant: Instant, in zone: Zone) {
        let seconds = instant.milliseconds.flooredDivision(1000) + Int64(zone.offsetMinutes(at: instant) * 60)
        let days = seconds.flooredDivision(86_400)
        let rest = Int(seconds - days * 86_400)
        day = CivilDate(daysSince1970: Int(days))
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    }

    static func utcDay(_ instant: Instant) -> CivilDate {
        CivilDate(daysSince1970: Int(instant.milliseconds.flooredDivision(86_400_000)))
    }
}

extension Int64 {
    func flooredDivision(_ divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

package import Values

/// How dates, times, counts and sizes are written in French pages, with their no-break spaces.
/// Owns no sentence; refuses Foundation's formats, which write « 1 mars » and « 1:00 ».
package enum French {
    /// U+00A0, before « : » and units; U+202F, the narrow one, inside numbers and before « ; ? ! ».
    package static let space = "\u{a0}"
    package static let narrow = "\u{202f}"

    private static let months = [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ]
    private static let shortMonths = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
    private static let weekdays = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
    private static let smallNumbers = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"]

    // MARK: days

    /// « 1er mars 2026 »
    package static func date(_ day: CivilDate) -> String { dayOfMonth(day) + space + month(day) + " " + String(day.year) }

    /// « jeudi 24 septembre 2026 »
    package static func longDate(_ day: CivilDate) -> String { weekday(day) + " " + date(day) }

    /// « jeudi 24 septembre »: the year is known.
    package static func dayName(_ day: CivilDate) -> String { weekday(day) + " " + dayOfMonth(day) + space + month(day) }

    /// « 24 sept. », in lists; with the year when it is not the reader's.
    package static func shortDate(_ day: CivilDate, year: Int) -> String {
        let text = dayOfMonth(day) + space + shortMonths[day.month - 1]
        return day.year == year ? text : text + " " + String(day.year)
    }

    /// « aujourd’hui », « hier », « demain », « dans trois jours », « il y a deux jours »; beyond a week, the date.
    package static func near(_ day: CivilDate, today: CivilDate) -> String {
        let distance = day.daysSince1970 - today.daysSince1970
        switch distance {
        case 0: return "aujourd’hui"
        case 1: return "demain"
        case -1: return "hier"
        case 2...6: return "dans " + smallNumbers[distance] + " jours"
        case -6 ... -2: return "il y a " + smallNumbers[-distance] + " jours"
        default: return day.year == today.year ? dayName(day) : longDate(day)
        }
    }

    // MARK: moments

    /// « 19 h », « 20 h 05 »
    package static func time(_ local: LocalTime) -> String {
        let hour = String(local.hour) + space + "h"
        return local.minute == 0 ? hour : hour + space + twoDigits(local.minute)
    }

    /// « 20 h 14 min 07 s »: a time that is part of a proof.
    package static func proofTime(_ local: LocalTime) -> String {
        [String(local.hour), "h", twoDigits(local.minute), "min", twoDigits(local.second), "s"].joined(separator: space)
    }

    /// « 24 septembre 2026, 20 h 05 »
    package static func moment(_ instant: Instant, in zone: Zone) -> String {
        let local = LocalTime(instant, in: zone)
        return date(local.day) + ", " + time(local)
    }

    /// « 24 septembre 2026, 20 h 14 min 07 s »
    package static func proofMoment(_ instant: Instant, in zone: Zone) -> String {
        let local = LocalTime(instant, in: zone)
        return date(local.day) + ", " + proofTime(local)
    }

    // MARK: quantities

    /// « 1 dossier », « 12 dossiers », « aucun dossier » (`none` when the noun is feminine: « aucune »). Zero and one are singular.
    package static func count(_ number: Int, _ one: String, _ many: String, none: String = "aucun") -> String {
        switch number {
        case 0: none + " " + one
        case 1: "1" + space + one
        default: grouped(number) + space + many
        }
    }

    /// The word alone: `one` for 0 and 1, `many` from 2.
    package static func word(_ number: Int, _ one: String, _ many: String) -> String { abs(number) < 2 ? one : many }

    /// « 17 436 »
    package static func grouped(_ number: Int) -> String {
        let digits = String(number.magnitude)
        var text = number < 0 ? "−" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text += narrow }
            text.append(digit)
        }
        return text
    }

    /// « 61 741,49 € »
    package static func euros(cents: Int) -> String {
        let sign = cents < 0 ? "−" : ""
        let cents = cents.magnitude
        return sign + grouped(Int(cents / 100)) + "," + twoDigits(Int(cents % 100)) + space + "€"
    }

    /// « 12 octets », « 860 Ko », « 3,2 Mo »: decimal units, as the systems of our readers count.
    package static func size(_ bytes: Int) -> String {
        guard bytes >= 1000 else { return count(max(0, bytes), "octet", "octets", none: "0") }
        var units = ["Ko", "Mo", "Go", "To"][...]
        var tenths = bytes / 100 + (bytes % 100 >= 50 ? 1 : 0)
        while tenths >= 10_000, units.count > 1 {
            tenths = tenths / 1000 + (tenths % 1000 >= 500 ? 1 : 0)
            units = units.dropFirst()
        }
        let unit = space + (units.first ?? "")
        // Kilobytes and anything from 100 up: no decimal.
        if units.first == "Ko" || tenths >= 1000 || tenths % 10 == 0 { return grouped((tenths + 5) / 10) + unit }
        return String(tenths / 10) + "," + String(tenths % 10) + unit
    }

    /// A digest in groups of four, so that it can be compared aloud.
    package static func digest(_ digest: Digest) -> String {
        var text = ""
        for (place, character) in digest.hex.enumerated() {
            if place > 0, place % 4 == 0 { text += " " }
            text.append(character)
        }
        return text
    }

    // MARK: pieces

    private static func dayOfMonth(_ day: CivilDate) -> String { day.day == 1 ? "1er" : String(day.day) }

    private static func month(_ day: CivilDate) -> String { months[day.month - 1] }

    private static func weekday(_ day: CivilDate) -> String { weekdays[day.weekday - 1] }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

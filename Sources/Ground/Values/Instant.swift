/// A moment, in milliseconds of UTC since 1970-01-01. Not a day: which day it is depends on a `Zone`.
package struct Instant: Hashable, Comparable, Sendable {
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    package func adding(seconds: Int64) -> Instant { Instant(milliseconds: milliseconds + seconds * 1000) }

    package func seconds(since other: Instant) -> Int64 { (milliseconds - other.milliseconds) / 1000 }
}

extension Instant: Codable {
    package init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}

extension Instant {
    /// RFC 3339 with the zone's offset, to the second: `2026-09-24T20:14:07+02:00`.
    package func rfc3339(in zone: Zone) -> String {
        let offset = zone.offsetMinutes(at: self)
        let local = LocalTime(self, in: zone)
        let sign = offset < 0 ? "-" : "+"
        let size = abs(offset)
        return "\(local.day)T\(two(local.hour)):\(two(local.minute)):\(two(local.second))\(sign)\(two(size / 60)):\(two(size % 60))"
    }

    /// Reads RFC 3339 with `Z` or an offset, seconds with or without a fraction. Nil for anything else.
    package init?(rfc3339 text: String) {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2, let day = CivilDate(String(parts[0])) else { return nil }
        var clock = parts[1]
        var offset = 0
        if clock.hasSuffix("Z") {
            clock = clock.dropLast()
        } else {
            guard let minutes = Instant.offset(clock.suffix(6)) else { return nil }
            offset = minutes
            clock = clock.dropLast(6)
        }
        let pieces = clock.split(separator: ".", omittingEmptySubsequences: false)
        guard pieces.count <= 2, let head = pieces.first else { return nil }
        let numbers = head.split(separator: ":", omittingEmptySubsequences: false).map { $0.utf8.count == 2 ? Int64($0) : nil }
        guard numbers.count == 3, let hour = numbers[0], let minute = numbers[1], let second = numbers[2],
            0...23 ~= hour, 0...59 ~= minute, 0...59 ~= second
        else { return nil }
        var fraction: Int64 = 0
        if pieces.count == 2 {
            guard let value = Int64(pieces[1].prefix(3)), !pieces[1].isEmpty, pieces[1].allSatisfy(\.isNumber) else { return nil }
            fraction = pieces[1].count == 1 ? value * 100 : pieces[1].count == 2 ? value * 10 : value
        }
        let seconds = Int64(day.daysSince1970) * 86_400 + hour * 3600 + minute * 60 + second - Int64(offset) * 60
        milliseconds = seconds * 1000 + fraction
    }

    private static func offset(_ text: Substring) -> Int? {
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let parts = text.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }), let hours = Int(parts[0]), let minutes = Int(parts[1]),
            0...23 ~= hours, 0...59 ~= minutes
        else { return nil }
        return (hours * 60 + minutes) * (sign == "-" ? -1 : 1)
    }
}

func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// The vocabulary of every floor: identifiers, instants, civil dates, digests, SIREN numbers, and the three things of the outside
/// world that are given as parameters (clock, randomness, disk).
/// Refuses to hold an invalid value: what exists is valid and is never checked again. Knows no module, no database, no sentence.

/// Where time comes from. The only callers of the system's clock are this type and its tests.
package struct Clock: Sendable {
    package let now: @Sendable () -> Instant

    package init(now: @escaping @Sendable () -> Instant) { self.now = now }

    /// A clock that stands still, for tests and for what is computed "at a date".
    package static func fixed(_ instant: Instant) -> Clock { Clock { instant } }
}

/// Where unpredictable bytes come from.
package struct RandomSource: Sendable {
    private let fill: @Sendable (Int) -> [UInt8]

    package init(fill: @escaping @Sendable (Int) -> [UInt8]) { self.fill = fill }

    package func bytes(_ count: Int) -> [UInt8] { fill(count) }
}

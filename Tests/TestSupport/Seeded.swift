import Synchronization
package import Values

/// Reproducible randomness (SplitMix64): a test prints the seed, and the seed is the whole report.
package struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    package init(_ seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    package mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &self) } }
}

extension RandomSource {
    /// The same bytes at each run.
    package static func seeded(_ seed: UInt64) -> RandomSource {
        let generator = Box(Seeded(seed))
        return RandomSource { count in generator.value.withLock { $0.bytes(count) } }
    }

    private final class Box: Sendable {
        let value: Mutex<Seeded>
        init(_ generator: Seeded) { value = Mutex(generator) }
    }
}

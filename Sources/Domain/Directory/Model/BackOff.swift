package import Values

/// How long one waits after failures. The wait grows and is bounded: it slows whoever guesses and never shuts the person out
/// (OWASP ASVS 5.0 6.3.1).
package struct BackOff: Equatable, Sendable {
    /// Failures that cost nothing: a person mistypes.
    package let freeFailures: Int
    package let waitMaxSeconds: Int64

    package init(freeFailures: Int, waitMaxSeconds: Int64) { (self.freeFailures, self.waitMaxSeconds) = (freeFailures, waitMaxSeconds) }

    /// The same account from the same network: the next try is refused until the wait is over.
    package static let signIn = BackOff(freeFailures: 4, waitMaxSeconds: 60)
    /// The whole account, the whole network: the answer comes later, and comes.
    package static let answer = BackOff(freeFailures: 20, waitMaxSeconds: 4)
    /// The code of a key, tried by its holder.
    package static let pin = BackOff(freeFailures: 2, waitMaxSeconds: 300)

    /// 0 up to `freeFailures`, then 1, 2, 4… seconds.
    package func waitSeconds(failures: Int) -> Int64 {
        let beyond = failures - freeFailures
        guard beyond > 0 else { return 0 }
        return beyond > 20 ? waitMaxSeconds : min(waitMaxSeconds, 1 << Int64(beyond - 1))
    }

    /// Seconds that are left to wait at `now`, rounded up.
    package func remainingSeconds(failures: Int, lastFailure: Instant, now: Instant) -> Int64 {
        let end = lastFailure.adding(seconds: waitSeconds(failures: failures))
        let left = end.milliseconds - now.milliseconds
        return left <= 0 ? 0 : min(waitMaxSeconds, (left + 999) / 1000)
    }

    /// Failures older than a day are forgotten.
    package static let memorySeconds: Int64 = 86_400
}

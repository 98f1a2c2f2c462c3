package import Values

/// When a failed event is handed over again, and from when its handler is said to be stuck.
package struct Retry: Equatable, Sendable {
    package let waitMaxSeconds: Int64
    /// Failures after which the event is in the list of `stuck` ones. It is still tried.
    package let stuckAfterAttempts: Int

    package init(waitMaxSeconds: Int64, stuckAfterAttempts: Int) {
        (self.waitMaxSeconds, self.stuckAfterAttempts) = (waitMaxSeconds, stuckAfterAttempts)
    }

    package static let standard = Retry(waitMaxSeconds: 300, stuckAfterAttempts: 5)

    /// 1, 2, 4… seconds, bounded.
    package func nextAttempt(afterFailures failures: Int, now: Instant) -> Instant {
        let doublings = min(max(failures - 1, 0), 20)
        return now.adding(seconds: min(waitMaxSeconds, 1 << Int64(doublings)))
    }
}

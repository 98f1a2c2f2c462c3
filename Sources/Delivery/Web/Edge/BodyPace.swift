/// Whether a body comes fast enough. Counts only the time during which we were ready to read: our own slowness is not the client's.
/// Every ten seconds of waiting must bring `bytesMin`; a body that stops or trickles is given up within thirty.
package struct BodyPace: Sendable {
    package static let windowNanoseconds: UInt64 = 10_000_000_000
    /// 4 KiB/s: slower than any line on which these pages could be used.
    package static let bytesMin = 40_960

    private var waitingSince: UInt64?
    private var waited: UInt64 = 0
    private var received = 0

    package init() {}

    /// We asked the socket for more.
    package mutating func asked(at now: UInt64) {
        if waitingSince == nil { waitingSince = now }
    }

    package mutating func received(_ count: Int, at now: UInt64) {
        settle(now)
        waitingSince = nil
        received = received.addingReportingOverflow(max(0, count)).partialValue
        if waited >= BodyPace.windowNanoseconds, received >= BodyPace.bytesMin { (waited, received) = (0, 0) }
    }

    /// True when the client was waited for through a whole window and sent less than it must.
    package mutating func isTooSlow(at now: UInt64) -> Bool {
        settle(now)
        return waited >= BodyPace.windowNanoseconds && received < BodyPace.bytesMin
    }

    private mutating func settle(_ now: UInt64) {
        guard let since = waitingSince, now > since else { return }
        waited += now - since
        waitingSince = now
    }
}

package import Values

/// How long a sign-in lasts (OWASP ASVS 5.0 7.3.1, 7.3.2).
package struct SessionLimits: Equatable, Sendable {
    package let idleSeconds: Int64
    package let absoluteSeconds: Int64

    package init(idleSeconds: Int64, absoluteSeconds: Int64) {
        (self.idleSeconds, self.absoluteSeconds) = (idleSeconds, absoluteSeconds)
    }

    /// A working day, and two hours without touching anything.
    package static let standard = SessionLimits(idleSeconds: 2 * 3600, absoluteSeconds: 12 * 3600)

    package func isAlive(opened: Instant, lastSeen: Instant, now: Instant) -> Bool {
        now < opened.adding(seconds: absoluteSeconds) && now < lastSeen.adding(seconds: idleSeconds)
    }

    /// The time of the last request is written once a minute, not at each request.
    package func needsTouch(lastSeen: Instant, now: Instant) -> Bool { now.seconds(since: lastSeen) >= 60 }
}

/// 256 random bits shown once to their bearer; the database keeps only their SHA-256.
package struct BearerToken: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A browser's session.
        case session = "tabs_"
        /// A program with the rights of a person; the prefix lets a leaked one be recognised.
        case api = "taba_"
        /// The first run of an instance.
        case firstRun = "tabf_"
        /// Between the two halves of a signature.
        case signature = "tabg_"
    }

    package let kind: Kind
    let secret: [UInt8]

    package init(_ kind: Kind, from random: RandomSource) { (self.kind, secret) = (kind, random.bytes(32)) }

    package init?(_ text: String) {
        guard let kind = Kind.allCases.first(where: { text.hasPrefix($0.rawValue) }),
            let secret = Hexadecimal.decode(String(text.dropFirst(kind.rawValue.count))), secret.count == 32
        else { return nil }
        (self.kind, self.secret) = (kind, secret)
    }

    package var text: String { kind.rawValue + Hexadecimal.encode(secret) }
}

package import Certificates
package import Values

package typealias MandateKeyID = ID<MandateKey>

/// A certificate registered for a mandate, with what must be known of it before it signs.
package struct MandateKey: Hashable, Sendable {
    package let id: MandateKeyID
    package let mandate: Mandate
    /// The certificate that was registered; another one in the same PKCS#12 does not sign.
    package let certificate: [UInt8]
    package let facts: CertificateFacts

    package init(id: MandateKeyID, mandate: Mandate, certificate: [UInt8], facts: CertificateFacts) {
        (self.id, self.mandate, self.certificate, self.facts) = (id, mandate, certificate, facts)
    }

    /// What forbids this key to sign at that moment, nil when nothing does. Asked before the code of the key is: nobody types it in vain.
    package func refusal(for person: PersonID, at now: Instant, in zone: Zone) -> KeyRefusal? {
        let today = CivilDate(now, in: zone)
        if mandate.person != person { return .notRegistered }
        if today < mandate.start { return .mandateNotBegun(start: mandate.start) }
        if let end = mandate.end, end < today { return .mandateEnded(on: end) }
        if now < facts.notBefore { return .certificateNotYetValid(notBefore: facts.notBefore, signingTime: now) }
        if facts.notAfter < now { return .certificateExpired(notAfter: facts.notAfter, signingTime: now) }
        if !facts.hasNonRepudiation { return .lacksNonRepudiation }
        return nil
    }
}

package struct CertificateFacts: Hashable, Sendable {
    package let subject: String
    package let notBefore: Instant
    package let notAfter: Instant
    /// keyUsage carries nonRepudiation, also called contentCommitment (RFC 5280 §4.2.1.3, EN 319 412-2).
    package let hasNonRepudiation: Bool

    package init(subject: String, notBefore: Instant, notAfter: Instant, hasNonRepudiation: Bool) {
        (self.subject, self.notBefore, self.notAfter, self.hasNonRepudiation) = (subject, notBefore, notAfter, hasNonRepudiation)
    }
}

/// Why a key was not registered or not used. Nothing was signed, nothing was written except the failed try of a code.
package enum KeyRefusal: Error, Equatable, Sendable {
    /// The certificate ended before the signing time (RFC 5280 §4.1.2.5).
    case certificateExpired(notAfter: Instant, signingTime: Instant)
    case certificateNotYetValid(notBefore: Instant, signingTime: Instant)
    /// keyUsage does not let this key commit its holder (EN 319 412-2).
    case lacksNonRepudiation
    /// No key of this person's mandates, or the file holds another certificate than the one registered.
    case notRegistered
    /// The mandate's last day was before the day of signing.
    case mandateEnded(on: CivilDate)
    case mandateNotBegun(start: CivilDate)
    /// The code is wrong; the next try is heard after so many seconds (0: at once). Never a lock.
    case wrongPIN(retryAfterSeconds: Int64)
    /// Tried again before the wait was over; the code was not looked at.
    case tooSoon(retryAfterSeconds: Int64)
    /// No path from the certificate to an authority that is believed here, or one that is broken or revoked.
    case notTrusted(PathRefusal)
    /// The file is not a PKCS#12 that we can read.
    case unreadable
}

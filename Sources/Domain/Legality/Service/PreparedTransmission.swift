import Jobs
package import Values

/// What is to be transmitted: a signed document and its annexes, in the content store.
package struct TransmissionRequest: Hashable, Sendable {
    /// What it is for whoever asks: `act:<id>`. One origin is transmitted once.
    package let origin: String
    /// Internal number of the act.
    package let number: String
    package let date: CivilDate
    package let nature: Int
    package let matter: String
    package let subject: String
    /// The act, then its annexes.
    package let files: [Digest]

    package init(origin: String, number: String, date: CivilDate, nature: Int, matter: String, subject: String, files: [Digest]) {
        (self.origin, self.number, self.date, self.nature) = (origin, number, date, nature)
        (self.matter, self.subject, self.files) = (matter, subject, files)
    }
}

/// An archive that is ready to be sent, or the reason why there is none.
package struct PreparedTransmission: Hashable, Sendable {
    package struct Archive: Hashable, Sendable {
        /// What the acknowledgement will name: `040-214009995-20261112-D2026_038-DE`.
        package let identity: String
        package let day: CivilDate
        package let serial: Int
        package let name: String
        package let digest: Digest
        package let sizeBytes: Int
    }

    package let origin: String
    package let archive: Archive?
    /// The code of a `LegalityRefusal`: the act as it stands cannot be transmitted, and trying again would not help.
    package let refusal: String?
    package let at: Instant
}

/// The archive of an act is in the content store.
package struct TransmissionPrepared: Event, Hashable {
    package static let name = "transmission.prepared"
    package let origin: String
    package let archiveName: String
    package let archive: Digest
    package let bytes: Int
    package let at: Instant
}

package import Directory
import Jobs
package import Values

/// A dossier was opened for whoever is named by `origin`.
package struct DossierOpened: Event, Hashable {
    package static let name = "dossier.opened"
    package let dossier: DossierID
    package let origin: String
}

/// The last step was signed. Carries what the origin needs to print its docket, so that it reads nothing here.
package struct DossierCompleted: Event, Hashable {
    package static let name = "dossier.completed"
    package let dossier: DossierID
    package let origin: String
    /// The document that was deposited, then the signed one.
    package let document: Digest
    package let signed: Digest
    package let signedBytes: Int
    package let signer: PersonID
    package let signedAt: Instant
    package let certificateSubject: String
    package let certificateFingerprint: Digest
    package let steps: [Done]

    package struct Done: Codable, Hashable, Sendable {
        package let kind: Step.Kind
        package let person: PersonID
        package let at: Instant
        package let remark: String?
    }
}

/// Somebody refused, and said why.
package struct DossierRefused: Event, Hashable {
    package static let name = "dossier.refused"
    package let dossier: DossierID
    package let origin: String
    package let step: Int
    package let person: PersonID
    package let reason: String
}

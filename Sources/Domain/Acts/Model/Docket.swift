package import Directory
import FoundationEssentials
package import Values

/// The docket (bordereau) of a signed act: what was signed, by whom, after whose visas, with which certificate. Its JSON is printed for
/// machines, its page for people; both say the same.
package struct Docket: Codable, Hashable, Sendable {
    package let authority: String
    package let siren: String
    package let act: ActID
    package let number: String
    package let internalNumber: String
    package let nature: Int
    package let title: String
    package let date: CivilDate
    package let matter: String
    package let depositedAt: String
    package let deposited: ActFile
    package let signed: ActFile
    package let annexes: [ActFile]
    package let steps: [Line]
    package let certificate: Certificate

    package struct Line: Codable, Hashable, Sendable {
        /// `visa` or `signature`.
        package let action: String
        package let person: String
        package let title: String
        package let at: String
        package let remark: String?
    }

    package struct Certificate: Codable, Hashable, Sendable {
        package let subject: String
        package let sha256: Digest
    }

    init(act: Act, completion: Acts.Completion, authority: Authority, people: [PersonID: Person]) {
        let zone = authority.zone
        (self.authority, siren) = (authority.legalName.description, authority.siren.description)
        (self.act, number, internalNumber) = (act.id, act.number.printed, act.number.internalNumber)
        (nature, title, date, matter) = (act.nature.rawValue, act.title.description, act.date, act.matter.description)
        depositedAt = act.depositedAt.rfc3339(in: zone)
        deposited = ActFile(act.document)
        signed = ActFile(
            name: act.document.name.description, digest: completion.signed.digest, bytes: completion.signed.sizeBytes,
            pages: act.document.pages)
        annexes = act.annexes.map(ActFile.init)
        steps = completion.steps.map { step in
            Line(
                action: step.action, person: people[step.person]?.name ?? "\(step.person)",
                title: people[step.person]?.title.description ?? "", at: step.at.rfc3339(in: zone), remark: step.remark)
        }
        certificate = Certificate(subject: completion.certificateSubject, sha256: completion.certificateFingerprint)
    }

    package init(json: String) throws { self = try JSONDecoder().decode(Docket.self, from: Data(json.utf8)) }

    /// Keys in order, so that the same docket is the same text.
    package func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}

extension Acts {
    /// What whoever had the act signed tells about it.
    package struct Completion: Hashable, Sendable {
        package let signed: SignedPaper
        package let signer: PersonID
        package let certificateSubject: String
        package let certificateFingerprint: Digest
        package let steps: [Step]

        package init(signed: SignedPaper, signer: PersonID, certificateSubject: String, certificateFingerprint: Digest, steps: [Step]) {
            (self.signed, self.signer, self.steps) = (signed, signer, steps)
            (self.certificateSubject, self.certificateFingerprint) = (certificateSubject, certificateFingerprint)
        }

        package struct Step: Hashable, Sendable {
            /// `visa` or `signature`.
            package let action: String
            package let person: PersonID
            package let at: Instant
            package let remark: String?

            package init(action: String, person: PersonID, at: Instant, remark: String?) {
                (self.action, self.person, self.at, self.remark) = (action, person, at, remark)
            }
        }
    }
}

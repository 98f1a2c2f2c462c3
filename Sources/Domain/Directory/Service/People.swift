import Cryptography
import Database
import Journal
package import Values

/// People and mandates of one authority, and the registration of their keys.
package struct People: Sendable {
    let cabinet: Cabinet

    package init(cabinet: Cabinet) { self.cabinet = cabinet }

    package func add(
        civility: Civility, givenName: PlainText, familyName: PlainText, title: PlainText, by actor: String
    ) async throws -> Person {
        let person = Person(id: cabinet.id(), civility: civility, givenName: givenName, familyName: familyName, title: title)
        try await cabinet.change { change in
            try PersonTable.insert(person, in: change.transaction)
            try change.record(
                JournalEntry(
                    action: "person.added", object: "person:\(person.id)", actor: actor, content: nil, details: ["name": person.name]))
        }
        return person
    }

    package func one(_ id: PersonID) async throws -> Person? { try await cabinet.read { try PersonTable.one(id, in: $0) } }

    /// In order of family name; at most 500.
    package func all() async throws -> [Person] { try await cabinet.read { try PersonTable.all(limit: 500, in: $0) } }

    package func give(
        _ function: MandateFunction, to person: PersonID, from start: CivilDate, until end: CivilDate? = nil, by actor: String
    ) async throws -> Mandate {
        let mandate = Mandate(id: cabinet.id(), person: person, function: function, start: start, end: end)
        try await cabinet.change { change in
            try PersonTable.insert(mandate, in: change.transaction)
            try change.record(
                JournalEntry(
                    action: "mandate.given", object: "mandate:\(mandate.id)", actor: actor, content: nil,
                    details: ["person": "\(person)", "function": function.rawValue, "from": "\(start)"]))
        }
        return mandate
    }

    /// `day` is the last one on which its holder signs.
    package func end(_ mandate: MandateID, on day: CivilDate, by actor: String) async throws {
        try await cabinet.change { change in
            guard try PersonTable.end(mandate, on: day, in: change.transaction) else { throw KeyRefusal.notRegistered }
            try change.record(
                JournalEntry(action: "mandate.ended", object: "mandate:\(mandate)", actor: actor, content: nil, details: ["on": "\(day)"]))
        }
    }

    package func mandates(of person: PersonID) async throws -> [Mandate] {
        try await cabinet.read { try PersonTable.mandates(of: person, in: $0) }
    }

    /// Registers the certificate of a PKCS#12 for a mandate. The code is needed once, to see what the file holds; it is not kept.
    package func registerKey(_ file: [UInt8], pin: String, for mandate: MandateID, by actor: String) async throws -> MandateKey {
        let opened = try await KeyUse.unlock(file, pin: pin)
        guard let held = try await cabinet.read({ try PersonTable.mandate(mandate, in: $0) }) else { throw KeyRefusal.notRegistered }
        let key = MandateKey(
            id: cabinet.id(), mandate: held, certificate: opened.certificate.der, facts: CertificateFacts(opened.certificate))
        if let refusal = key.refusal(for: held.person, at: cabinet.clock.now(), in: cabinet.authority.zone) { throw refusal }
        try KeyUse.requireTrust(in: opened.certificate, chain: opened.chain, at: cabinet.clock.now(), by: cabinet.trust)
        let sealed = try cabinet.seal.seal(file, for: KeyUse.purpose(key.id))
        let chain = opened.chain.map(\.der)
        try await cabinet.change { change in
            try MandateKeyTable.insert(key, sealed: sealed, chain: chain, now: change.now, in: change.transaction)
            try change.record(
                JournalEntry(
                    action: "key.registered", object: "mandate:\(mandate)", actor: actor, content: opened.certificate.fingerprint,
                    details: ["subject": key.facts.subject]))
        }
        return key
    }
}

extension CertificateFacts {
    init(_ certificate: Certificate) {
        self.init(
            subject: certificate.subjectCommonName ?? certificate.subject, notBefore: certificate.notBefore,
            notAfter: certificate.notAfter, hasNonRepudiation: certificate.keyUsage?.contains(.nonRepudiation) ?? false)
    }
}

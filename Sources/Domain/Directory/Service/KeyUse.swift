import Certificates
package import Cryptography
package import Database
package import Values

/// The use of a mandate's key by its holder. A try of the code is counted before the file is opened, so that parallel guesses wait too.
package struct KeyUse: Sendable {
    let cabinet: Cabinet

    package init(cabinet: Cabinet) { self.cabinet = cabinet }

    /// The key with which this person would sign now; the reason when there is none.
    package func key(of person: PersonID, at now: Instant) async throws -> MandateKey {
        let zone = cabinet.authority.zone
        let keys = try await cabinet.read { try MandateKeyTable.keys(of: person, in: $0) }
        if let usable = keys.first(where: { $0.refusal(for: person, at: now, in: zone) == nil }) { return usable }
        throw keys.first?.refusal(for: person, at: now, in: zone) ?? KeyRefusal.notRegistered
    }

    /// What held when a signature was prepared is asked again in the transaction that keeps it.
    package static func requireUsable(
        _ id: MandateKeyID, by person: PersonID, at now: Instant, in zone: Zone, reader: Reader<OneTenant>
    ) throws -> MandateKey {
        guard let key = try MandateKeyTable.one(id, in: reader) else { throw KeyRefusal.notRegistered }
        if let refusal = key.refusal(for: person, at: now, in: zone) { throw refusal }
        return key
    }

    /// The certificate, and those that lead to an authority which is believed at that moment.
    package func certificates(of key: MandateKey, at now: Instant) async throws -> (certificate: Certificate, chain: [Certificate]) {
        let links = try await cabinet.read { try MandateKeyTable.chain(of: key.id, in: $0) }
        let certificate = try Certificate(der: key.certificate)
        let chain = try links.map { try Certificate(der: $0) }
        try KeyUse.requireTrust(in: certificate, chain: chain, at: now, by: cabinet.trust)
        return (certificate, chain)
    }

    /// A list that is late stops nobody: it says nothing against the certificate, and the verdict will say that it was late.
    static func requireTrust(in certificate: Certificate, chain: [Certificate], at now: Instant, by trust: TrustAnchors) throws {
        guard !trust.anchors.isEmpty else { return }
        do throws(PathRefusal) {
            _ = try trust.path(of: certificate, others: chain, at: now)
        } catch {
            switch error {
            case .noRevocationList, .staleRevocationList: return
            case .expired(_, let notAfter, let at): throw KeyRefusal.certificateExpired(notAfter: notAfter, signingTime: at)
            case .noChain, .notYetValid, .revoked, .badSignature, .weakSignature, .rule: throw KeyRefusal.notTrusted(error)
            }
        }
    }

    /// Opens the key with its code.
    package func open(_ key: MandateKey, pin: String, by person: PersonID) async throws -> PrivateKey {
        let now = cabinet.clock.now()
        if let refusal = key.refusal(for: person, at: now, in: cabinet.authority.zone) { throw refusal }
        let failures = try await countTry(of: key.id, now: now)
        guard let sealed = try await cabinet.read({ try MandateKeyTable.sealed(key.id, in: $0) }) else { throw KeyRefusal.notRegistered }
        let file = try cabinet.seal.open(sealed, for: KeyUse.purpose(key.id))
        do {
            let opened = try await KeyUse.unlock(file, pin: pin)
            guard opened.certificate.der == key.certificate else { throw KeyRefusal.notRegistered }
            try await cabinet.database.write { try MandateKeyTable.forgetFailures(of: key.id, in: $0) }
            return opened.key
        } catch KeyRefusal.wrongPIN {
            throw KeyRefusal.wrongPIN(retryAfterSeconds: BackOff.pin.waitSeconds(failures: failures))
        }
    }

    /// How many failures there are, this try being one until it is forgiven.
    private func countTry(of key: MandateKeyID, now: Instant) async throws -> Int {
        try await cabinet.database.write { transaction in
            let known = try MandateKeyTable.failures(of: key, in: transaction.reader)
            if let known {
                let left = BackOff.pin.remainingSeconds(failures: known.count, lastFailure: known.last, now: now)
                guard left == 0 else { throw KeyRefusal.tooSoon(retryAfterSeconds: left) }
            }
            try MandateKeyTable.countFailure(of: key, now: now, in: transaction)
            return (known?.count ?? 0) + 1
        }
    }

    static func purpose(_ key: MandateKeyID) -> String { "mandate key \(key)" }

    /// Two thousand iterations and more: away from Swift's own threads.
    static func unlock(_ file: [UInt8], pin: String) async throws -> (key: PrivateKey, certificate: Certificate, chain: [Certificate]) {
        try await BlockingExecutor.shared.run {
            do {
                return try PKCS12.open(file, pin: pin)
            } catch PKCS12Refusal.wrongPIN {
                throw KeyRefusal.wrongPIN(retryAfterSeconds: 0)
            } catch {
                throw KeyRefusal.unreadable
            }
        }
    }
}

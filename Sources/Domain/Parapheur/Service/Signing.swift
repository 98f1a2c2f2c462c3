import ContentStore
package import Cryptography
import Database
package import Directory
import Journal
package import Values

/// The first half of a signature: what the holder of the key signs (with SHA-256), and the token that the second half brings back.
package struct SignatureRequest: Sendable {
    /// DER of the signed attributes.
    package let toBeSigned: [UInt8]
    package let token: BearerToken
    package let certificate: Certificate
    /// Until then.
    package let expires: Instant
}

extension Parapheur {
    package static let signatureSeconds: Int64 = 600

    private struct Prepared: Sendable {
        let token: Digest
        let row: SignatureRequestRow
        let paper: PaperSigner.Prepared
    }

    /// Checks everything but the value: the turn, the document, the mandate, the certificate. `read` is the document on the screen.
    package func prepareSignature(of id: DossierID, by person: PersonID, read: Digest) async throws -> SignatureRequest {
        let now = cabinet.clock.now()
        let key = try await readyKey(for: id, by: person, read: read, at: now)
        let token = BearerToken(.signature, from: cabinet.random)
        let prepared = try await prepare(id, by: person, read: read, key: key, token: token, at: now)
        return SignatureRequest(
            toBeSigned: prepared.paper.toBeSigned, token: token, certificate: prepared.paper.certificate,
            expires: now.adding(seconds: Parapheur.signatureSeconds))
    }

    /// The second half. The value may come from anywhere; it must be that of the announced certificate over the prepared bytes.
    package func finishSignature(_ token: BearerToken, value: [UInt8], by person: PersonID) async throws -> Dossier {
        let digest = token.digest
        guard token.kind == .signature, let row = try await cabinet.read({ try SignatureRequestTable.one(digest, in: $0) }),
            row.person == person, cabinet.clock.now() < row.preparedAt.adding(seconds: Parapheur.signatureSeconds)
        else { throw DossierRefusal.signatureTokenInvalid }
        let zone = cabinet.authority.zone
        let key = try await cabinet.read { try KeyUse.requireUsable(row.key, by: person, at: row.preparedAt, in: zone, reader: $0) }
        let paper = try await paper(row.dossier, read: row.read, key: key, at: row.preparedAt)
        guard SHA256.digest(paper.toBeSigned) == row.toBeSigned else { throw DossierRefusal.signatureTokenInvalid }
        return try await finish(Prepared(token: digest, row: row, paper: paper), value: value)
    }

    /// The driver for a PKCS#12 that we keep: both halves, with the code of the key in between.
    package func sign(_ id: DossierID, by person: PersonID, pin: String, read: Digest) async throws -> Dossier {
        let now = cabinet.clock.now()
        let key = try await readyKey(for: id, by: person, read: read, at: now)
        let privateKey = try await keys.open(key, pin: pin, by: person)
        let token = BearerToken(.signature, from: cabinet.random)
        let prepared = try await prepare(id, by: person, read: read, key: key, token: token, at: now)
        return try await finish(prepared, value: try privateKey.sign(prepared.paper.toBeSigned, digest: .sha256))
    }

    /// The key with which this person may sign this dossier now.
    private func readyKey(for id: DossierID, by person: PersonID, read: Digest, at now: Instant) async throws -> MandateKey {
        guard let dossier = try await dossier(id, for: Viewer(person: person, roles: [])) else { throw DossierRefusal.notFound }
        _ = try dossier.state(after: .sign(by: person, read: read, at: now))
        return try await keys.key(of: person, at: now)
    }

    private func prepare(
        _ id: DossierID, by person: PersonID, read: Digest, key: MandateKey, token: BearerToken, at now: Instant
    ) async throws -> Prepared {
        let paper = try await paper(id, read: read, key: key, at: now)
        let row = SignatureRequestRow(
            dossier: id, person: person, key: key.id, read: read, toBeSigned: SHA256.digest(paper.toBeSigned), preparedAt: now)
        let digest = token.digest
        try await cabinet.database.write { transaction in
            try SignatureRequestTable.forget(before: now.adding(seconds: -Parapheur.signatureSeconds), in: transaction)
            try SignatureRequestTable.insert(row, token: digest, in: transaction)
        }
        return Prepared(token: digest, row: row, paper: paper)
    }

    private func paper(_ id: DossierID, read: Digest, key: MandateKey, at instant: Instant) async throws -> PaperSigner.Prepared {
        let (certificate, chain) = try await keys.certificates(of: key, at: instant)
        let bytes = try await cabinet.content.bytes(of: read)
        let paper = try await signer.prepare(bytes, certificate: certificate, chain: chain, at: instant, zone: cabinet.authority.zone)
        guard paper.documentDigest == read else { throw DossierRefusal.documentChanged(read: read, current: paper.documentDigest) }
        return paper
    }

    private func finish(_ prepared: Prepared, value: [UInt8]) async throws -> Dossier {
        let row = prepared.row
        let signed = try await signer.finish(prepared.paper, value: value, at: row.preparedAt)
        let blob = try await cabinet.content.stage(signed)
        let zone = cabinet.authority.zone
        let certificate = prepared.paper.certificate
        return try await cabinet.change { change in
            guard try SignatureRequestTable.use(prepared.token, in: change.transaction) else { throw DossierRefusal.signatureTokenInvalid }
            let dossier = try Parapheur.dossier(row.dossier, heldOrSeenBy: row.person, in: change)
            let step = dossier.circuit.visas.count
            _ = try dossier.state(after: .sign(by: row.person, read: row.read, at: change.now))
            _ = try KeyUse.requireUsable(row.key, by: row.person, at: change.now, in: zone, reader: change.reader)

            let digest = try change.keep(blob)
            try DossierTable.complete(dossier.id, signed: digest, bytes: signed.count, at: change.now, in: change.transaction)
            let entry = HistoryEntry(action: .signed, actor: row.person, at: change.now, step: step, document: digest, remark: nil)
            try HistoryTable.add(entry, to: dossier.id, in: change.transaction)
            try change.record(
                JournalEntry(
                    action: "dossier.signed", object: "dossier:\(dossier.id)", actor: "\(row.person)", content: digest,
                    details: ["certificate": certificate.fingerprint.hex]))
            try change.publish(
                DossierCompleted(
                    dossier: dossier.id, origin: dossier.origin, document: dossier.document.digest, signed: digest,
                    signedBytes: signed.count, signer: row.person, signedAt: change.now,
                    certificateSubject: certificate.subjectCommonName ?? certificate.subject,
                    certificateFingerprint: certificate.fingerprint,
                    steps: try HistoryTable.entries(of: dossier.id, in: change.reader).compactMap(DossierCompleted.Done.init)))
            guard let completed = try DossierTable.one(dossier.id, in: change.reader) else { throw DossierRefusal.notFound }
            return completed
        }
    }
}

extension DossierCompleted.Done {
    fileprivate init?(_ entry: HistoryEntry) {
        switch entry.action {
        case .approved: self.init(kind: .visa, person: entry.actor, at: entry.at, remark: entry.remark)
        case .signed: self.init(kind: .signature, person: entry.actor, at: entry.at, remark: entry.remark)
        case .opened, .refused: return nil
        }
    }
}

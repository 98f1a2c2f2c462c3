import ContentStore
package import Database
package import Directory
import Journal
package import Values

/// Transmissions of one authority: an archive a signed act, numbered by day without a gap.
package struct Transmissions: Sendable {
    package static let migrations = [TransmissionTable.migration]
    /// For the test of query plans.
    package static let queries = TransmissionTable.queries
    /// Another archive took the same serial meanwhile: made again so often at most.
    private static let attemptsMax = 16

    let cabinet: Cabinet
    let operatorCode: OperatorCode

    package init(cabinet: Cabinet, operatorCode: OperatorCode) { (self.cabinet, self.operatorCode) = (cabinet, operatorCode) }

    /// Idempotent: an origin that has its archive, or its refusal, keeps it.
    package func prepare(_ request: TransmissionRequest) async throws {
        for _ in 0..<Transmissions.attemptsMax {
            guard try await one(origin: request.origin) == nil else { return }
            let day = cabinet.today
            let serial = try await cabinet.read { try TransmissionTable.lastSerial(of: day, in: $0) } + 1
            let bundle: ActBundle
            do {
                bundle = try await make(request, day: day, serial: serial)
            } catch let refusal as LegalityRefusal {
                return try await keep(refusal, of: request)
            }
            if try await keep(bundle, of: request) { return }
        }
        throw TransmissionFault.serialsContended
    }

    package func one(origin: String) async throws -> PreparedTransmission? {
        try await cabinet.read { try TransmissionTable.one(origin: origin, in: $0) }
    }

    /// Newest first; at most 200.
    package func page(before instant: Instant = Instant(milliseconds: .max), limit: Int = 50) async throws -> [PreparedTransmission] {
        try await cabinet.read { try TransmissionTable.page(before: instant, limit: min(max(limit, 1), 200), in: $0) }
    }

    private func make(_ request: TransmissionRequest, day: CivilDate, serial: Int) async throws -> ActBundle {
        let act = try request.act()
        let emitter = try Emitter(cabinet.authority)
        guard let address = ReturnAddress(cabinet.authority.returnAddress) else {
            throw LegalityRefusal.returnAddress(cabinet.authority.returnAddress)
        }
        guard let rank = EnvelopeSerial(serial) else { throw LegalityRefusal.serial("\(serial)") }
        let sending = Sending(day: day, serial: rank, operatorCode: operatorCode, returnAddress: address)
        var files: [TransmittedFile] = []
        for digest in request.files { files.append(TransmittedFile(try await cabinet.content.bytes(of: digest))) }
        let transmitted = files
        return try await BlockingExecutor.shared.run {
            try ActBundle.make(act, files: transmitted, from: emitter, sending: sending)
        }
    }

    /// False when the serial was taken meanwhile, or the day ended.
    private func keep(_ bundle: ActBundle, of request: TransmissionRequest) async throws -> Bool {
        let blob = try await cabinet.content.stage(bundle.bytes)
        let zone = cabinet.authority.zone
        return try await cabinet.change { change in
            guard try TransmissionTable.one(origin: request.origin, in: change.reader) == nil else { return true }
            let (day, serial) = (bundle.envelope.day, bundle.envelope.serial.value)
            guard CivilDate(change.now, in: zone) == day, try TransmissionTable.lastSerial(of: day, in: change.reader) + 1 == serial else {
                return false
            }
            let digest = try change.keep(blob)
            let archive = PreparedTransmission.Archive(
                identity: bundle.identity.description, day: day, serial: serial, name: bundle.name, digest: digest,
                sizeBytes: bundle.bytes.count)
            try TransmissionTable.insert(
                PreparedTransmission(origin: request.origin, archive: archive, refusal: nil, at: change.now), in: change.transaction)
            try change.record(
                JournalEntry(
                    action: "transmission.prepared", object: request.origin, actor: "legality", content: digest,
                    details: ["archive": bundle.name]))
            try change.publish(
                TransmissionPrepared(
                    origin: request.origin, archiveName: bundle.name, archive: digest, bytes: bundle.bytes.count, at: change.now))
            return true
        }
    }

    private func keep(_ refusal: LegalityRefusal, of request: TransmissionRequest) async throws {
        try await cabinet.change { change in
            guard try TransmissionTable.one(origin: request.origin, in: change.reader) == nil else { return }
            try TransmissionTable.insert(
                PreparedTransmission(origin: request.origin, archive: nil, refusal: refusal.code, at: change.now), in: change.transaction)
            try change.record(
                JournalEntry(
                    action: "transmission.refused", object: request.origin, actor: "legality", content: nil,
                    details: ["code": refusal.code]))
        }
    }
}

package enum TransmissionFault: Error, Equatable, Sendable {
    /// So many archives were being made at once that this one never kept its serial; it will be tried again.
    case serialsContended
}

extension TransmissionRequest {
    /// Without a word about the classification, the one in force on the day of the act is meant.
    fileprivate func act() throws(LegalityRefusal) -> TransmittedAct {
        guard let number = ActNumber(number) else { throw .number(number) }
        guard let nature = LegalNature(rawValue: nature) else { throw .nature("\(nature)") }
        guard let matter = Matter(matter) else { throw .matter(matter) }
        return try TransmittedAct(
            number: number, date: date, nature: nature, matter: matter, subject: subject, classificationDate: date)
    }
}

extension Emitter {
    fileprivate init(_ authority: Authority) throws(LegalityRefusal) {
        guard let department = Department(authority.department) else { throw .department(authority.department) }
        guard let district = District(authority.district) else { throw .district(authority.district) }
        guard let kind = AuthorityKind(authority.natureCode) else { throw .kind(authority.natureCode) }
        self.init(siren: authority.siren, department: department, district: district, kind: kind)
    }
}

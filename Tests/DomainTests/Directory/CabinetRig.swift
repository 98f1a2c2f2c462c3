import Acts
import Certificates
import ContentStore
import Cryptography
import Database
import Directory
import Jobs
import Journal
import Legality
import Parapheur
import Synchronization
import TestSupport
import Testing
import Values

/// A town on a real disk: its instance, its cabinet, its people. Its clock stands still until it is moved.
final class CabinetRig: Sendable {
    /// Removed with the rig, unless the folder was given by the test.
    private let scratch: Scratch?
    let instance: InstanceDatabase
    let cabinet: Cabinet
    let hints: WakeUpHints
    private let time: TestClock

    static let moment = PKI.moment

    init(seed: UInt64 = 1, disk: any Disk = SystemDisk(), trust: TrustAnchors? = nil, path given: String? = nil) async throws {
        let time = TestClock(CabinetRig.moment)
        let scratch = given == nil ? Scratch() : nil
        let path = given ?? scratch?.path ?? ""
        (self.scratch, self.time) = (scratch, time)
        instance = InstanceDatabase(
            path: path + "/instance.sqlite", migrations: WakeUpHints.migrations + Directory.instanceMigrations)
        hints = try await WakeUpHints(instance: instance, clock: time.clock)
        let authority = try CabinetRig.authority()
        let database = TenantDatabase(path: path + "/tenant.sqlite", migrations: CabinetRig.migrations)
        try? disk.createDirectory(path + "/packs")
        let master = [UInt8](repeating: 0x11, count: 32)
        let content = try await ContentStore.open(
            directory: path + "/packs", database: database,
            keys: StoreKeys(master: master, version: 1, dedup: [UInt8](repeating: 0x22, count: 32)), disk: disk)
        let journal = try await Journal(
            tenant: authority.id, origin: "test/town", key: Ed25519PrivateKey(seed: [UInt8](repeating: 0x33, count: 32)),
            database: database, marks: [path + "/mark"], clock: time.clock)
        cabinet = Cabinet(
            authority: authority, database: database, content: content, journal: journal, hints: hints,
            seal: try FieldSeal(tenantKey: master, random: .system), trust: try trust ?? TrustAnchors.none(), clock: time.clock,
            random: .seeded(seed))
    }

    static let migrations =
        ContentStore.migrations + Journal.migrations + Outbox.migrations + Directory.tenantMigrations + Parapheur.migrations
        + Acts.migrations + Transmissions.migrations

    static func authority() throws -> Authority {
        guard let slug = Slug("sainte-aubierge"), let siren = Siren("214009995") else { throw AuthorityRefusal.slug("sainte-aubierge") }
        return try Authority(
            id: TenantID(at: moment, from: .seeded(9)), slug: slug, name: PlainText("Sainte-Aubierge"),
            legalName: PlainText("Commune de Sainte-Aubierge"), siren: siren, kind: .commune, natureCode: "31", department: "040",
            district: "1", zone: .paris, population: 4820, returnAddress: "actes@exemple.fr")
    }

    var clock: Clock { time.clock }
    func advance(seconds: Int64) { time.advance(seconds: seconds) }

    func person(_ family: String) async throws -> PersonID {
        try await People(cabinet: cabinet).add(
            civility: .madam, givenName: PlainText("Maylis"), familyName: PlainText(family), title: PlainText("maire"), by: "test"
        ).id
    }

    /// A mandate since 2026-03-28 with a registered key.
    func mayor(_ family: String = "Castagnède", key: String = "mayor") async throws -> PersonID {
        let person = try await person(family)
        let mandate = try await give(to: person)
        _ = try await People(cabinet: cabinet).registerKey(PKI.bytes(key + ".p12"), pin: PKI.pin, for: mandate.id, by: "test")
        return person
    }

    func give(to person: PersonID, from start: String = "2026-03-28", until end: String? = nil) async throws -> Mandate {
        let first = try #require(CivilDate(start))
        return try await People(cabinet: cabinet).give(.mayor, to: person, from: first, until: end.flatMap { CivilDate($0) }, by: "test")
    }

    func count(_ sql: SQL) async throws -> Int {
        try await cabinet.read { try $0.first(sql) { try $0.get("n") } ?? 0 }
    }
}

final class TestClock: Sendable {
    private let now: Mutex<Instant>

    init(_ start: Instant) { now = Mutex(start) }

    var clock: Clock { Clock { self.now.withLock { $0 } } }
    func advance(seconds: Int64) { now.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// The smallest sound PDF that says `words`: one page, a classic cross-reference.
func paper(_ words: String = "Delibere") -> [UInt8] {
    let content = "BT /F1 12 Tf 72 720 Td (\(words)) Tj ET"
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    var file = "%PDF-1.7\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
        offsets.append(file.utf8.count)
        file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets { file += String(repeating: "0", count: 10 - String(offset).count) + "\(offset) 00000 n \n" }
    file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
}

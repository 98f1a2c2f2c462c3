import ContentStore
import Cryptography
import Database
import Directory
import Parapheur
import TestSupport
import Testing
import Values

/// A dossier of two visas and a signature, in a town.
struct ParapheurRig {
    let town: CabinetRig
    let parapheur: Parapheur
    let agent: PersonID
    let first: PersonID
    let second: PersonID
    let mayor: PersonID
    let document: [UInt8]
    var read: Digest { SHA256.digest(document) }

    init(key: String = "mayor") async throws {
        town = try await CabinetRig(trust: PKI.trust("root.crl", "sub.crl"))
        parapheur = Parapheur(cabinet: town.cabinet)
        agent = try await town.person("Vignoboul")
        first = try await town.person("Ferrandeau")
        second = try await town.person("Lesbarrères")
        mayor = try await town.mayor(key: key)
        document = paper("Convention")
        let (content, bytes) = (town.cabinet.content, document)
        let blob = try await content.stage(bytes)
        try await town.cabinet.change { _ = try $0.keep(blob) }
    }

    func open(_ origin: String = "act:1", visas: [PersonID]? = nil, title: String = "Convention") async throws -> DossierID {
        try await parapheur.open(
            Parapheur.Opening(
                type: .deliberation, title: PlainText(title), origin: origin, depositor: agent,
                document: DossierDocument(name: DocumentName("convention.pdf"), digest: read, sizeBytes: document.count, pages: 1),
                annexes: [], circuit: Circuit(visas: visas ?? [first, second], signer: mayor)))
    }

    func approved() async throws -> DossierID {
        let id = try await open()
        try await parapheur.approve(id, by: first, read: read)
        try await parapheur.approve(id, by: second, read: read, remark: PlainText("Crédits disponibles."))
        return id
    }

    func events() async throws -> [String] {
        try await town.cabinet.read { try $0.rows("SELECT name FROM outbox ORDER BY sequence") { try $0.get("name") } }
    }

    func journal() async throws -> Int { try await town.count("SELECT count(*) AS n FROM journal_leaf") }
}

@Suite("The parapheur")
struct ParapheurTests {
    @Test("takes a dossier from its opening to its signature, with its history, journal and events")
    func whole() async throws {
        let rig = try await ParapheurRig()
        let leaves = try await rig.journal()
        let id = try await rig.approved()
        let dossier = try await rig.parapheur.sign(id, by: rig.mayor, pin: PKI.pin, read: rig.read)
        let signed = try #require(dossier.signed)
        let bytes = try await rig.town.cabinet.content.bytes(of: signed.digest)
        #expect(bytes.starts(with: rig.document) && bytes.count > rig.document.count)
        #expect(signed.sizeBytes == bytes.count)
        #expect(dossier.state == .completed(at: rig.town.clock.now()))
        let history = try await rig.parapheur.history(of: id, for: Viewer(person: rig.agent, roles: []))
        #expect(history.map(\.action) == [.opened, .approved, .approved, .signed])
        #expect(history.map(\.remark) == [nil, nil, "Crédits disponibles.", nil])
        #expect(try await rig.events() == ["dossier.opened", "dossier.completed"])
        #expect(try await rig.journal() == leaves + 4)
        #expect(try await rig.parapheur.waitingCount(for: rig.mayor) == 0)
    }

    @Test("signs with each kind of key", arguments: ["mayor", "mayor3072", "mayor-p256", "mayor-p384"])
    func keys(key: String) async throws {
        let rig = try await ParapheurRig(key: key)
        let id = try await rig.open(visas: [])
        #expect(try await rig.parapheur.sign(id, by: rig.mayor, pin: PKI.pin, read: rig.read).signed != nil)
    }

    @Test("prepares, then takes a value made elsewhere, once")
    func halves() async throws {
        let rig = try await ParapheurRig()
        let id = try await rig.approved()
        let request = try await rig.parapheur.prepareSignature(of: id, by: rig.mayor, read: rig.read)
        let value = try PKI.signer("mayor").key.sign(request.toBeSigned, digest: .sha256)
        await #expect(throws: DossierRefusal.signatureTokenInvalid) {
            try await rig.parapheur.finishSignature(request.token, value: value, by: rig.first)
        }
        await #expect(throws: DossierRefusal.signatureValueInvalid) {
            try await rig.parapheur.finishSignature(request.token, value: value.reversed(), by: rig.mayor)
        }
        #expect(try await rig.parapheur.finishSignature(request.token, value: value, by: rig.mayor).signed != nil)
        await #expect(throws: DossierRefusal.signatureTokenInvalid) {
            try await rig.parapheur.finishSignature(request.token, value: value, by: rig.mayor)
        }
    }

    @Test("forgets what was prepared after ten minutes")
    func expiry() async throws {
        let rig = try await ParapheurRig()
        let id = try await rig.approved()
        let request = try await rig.parapheur.prepareSignature(of: id, by: rig.mayor, read: rig.read)
        let value = try PKI.signer("mayor").key.sign(request.toBeSigned, digest: .sha256)
        rig.town.advance(seconds: 600)
        await #expect(throws: DossierRefusal.signatureTokenInvalid) {
            try await rig.parapheur.finishSignature(request.token, value: value, by: rig.mayor)
        }
    }

    @Test("does not sign a prepared dossier whose mandate ended meanwhile, nor one that was refused meanwhile")
    func meanwhile() async throws {
        let rig = try await ParapheurRig()
        let id = try await rig.approved()
        let request = try await rig.parapheur.prepareSignature(of: id, by: rig.mayor, read: rig.read)
        let value = try PKI.signer("mayor").key.sign(request.toBeSigned, digest: .sha256)
        let people = People(cabinet: rig.town.cabinet)
        let mandate = try #require(try await people.mandates(of: rig.mayor).first)
        let yesterday = CivilDate(rig.town.clock.now(), in: .paris).adding(days: -1)
        try await people.end(mandate.id, on: yesterday, by: "test")
        await #expect(throws: KeyRefusal.mandateEnded(on: yesterday)) {
            try await rig.parapheur.finishSignature(request.token, value: value, by: rig.mayor)
        }
        #expect(try await rig.parapheur.dossier(id, for: Viewer(person: rig.mayor, roles: []))?.signed == nil)

        let other = try await ParapheurRig()
        let refused = try await other.approved()
        let prepared = try await other.parapheur.prepareSignature(of: refused, by: other.mayor, read: other.read)
        let signature = try PKI.signer("mayor").key.sign(prepared.toBeSigned, digest: .sha256)
        try await other.parapheur.refuse(refused, by: other.mayor, reason: "À revoir")
        await #expect(throws: DossierRefusal.self) {
            try await other.parapheur.finishSignature(prepared.token, value: signature, by: other.mayor)
        }
    }

    @Test("refuses a document that was replaced between visa and signature")
    func replaced() async throws {
        let rig = try await ParapheurRig()
        let id = try await rig.approved()
        let forged = paper("Autre convention")
        let blob = try await rig.town.cabinet.content.stage(forged)
        try await rig.town.cabinet.change { change in
            let digest = try change.keep(blob)
            try change.transaction.execute("UPDATE dossier SET document = :digest", ["digest": digest])
        }
        await #expect(throws: DossierRefusal.documentChanged(read: rig.read, current: blob.digest)) {
            try await rig.parapheur.sign(id, by: rig.mayor, pin: PKI.pin, read: rig.read)
        }
        await #expect(throws: DossierRefusal.documentReplacedSinceVisa(step: 0, approved: rig.read, current: blob.digest)) {
            try await rig.parapheur.sign(id, by: rig.mayor, pin: PKI.pin, read: blob.digest)
        }
    }

    @Test("opens one dossier an origin, and refuses another content under it")
    func idempotent() async throws {
        let rig = try await ParapheurRig()
        let id = try await rig.open()
        #expect(try await rig.open() == id)
        try await rig.parapheur.approve(id, by: rig.first, read: rig.read)
        #expect(try await rig.open() == id, "also when it has moved on")
        await #expect(throws: DossierRefusal.openedDifferently(id)) { try await rig.open(title: "Autre") }
        #expect(try await rig.events() == ["dossier.opened"])
    }

    @Test("stops at a refusal, which needs a reason and keeps it")
    func refusal() async throws {
        let rig = try await ParapheurRig()
        let id = try await rig.open()
        for reason in ["", "  "] {
            await #expect(throws: DossierRefusal.reasonMissing) { try await rig.parapheur.refuse(id, by: rig.first, reason: reason) }
        }
        await #expect(throws: TextRefusal.bidirectionalMark(0x202e)) {
            try await rig.parapheur.refuse(id, by: rig.first, reason: "non\u{202e}")
        }
        await #expect(throws: DossierRefusal.notFound) {
            try await rig.parapheur.refuse(id, by: rig.town.person("Autre"), reason: "non")
        }
        try await rig.parapheur.refuse(id, by: rig.first, reason: " Montant faux ")
        let state = try await rig.parapheur.dossier(id, for: Viewer(person: rig.agent, roles: []))?.state
        #expect(state == .refused(step: 0, reason: "Montant faux"))
        #expect(try await rig.events() == ["dossier.opened", "dossier.refused"])
    }

    @Test("accepts one of 32 visas given at once, one of 8 signatures")
    func races() async throws {
        let rig = try await ParapheurRig()
        let id = try await rig.open(visas: [rig.first])
        func winners(_ count: Int, _ body: @escaping @Sendable () async throws -> Void) async -> Int {
            await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<count { group.addTask { (try? await body()) != nil } }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
        }
        #expect(await winners(32) { try await rig.parapheur.approve(id, by: rig.first, read: rig.read) } == 1)
        #expect(await winners(8) { _ = try await rig.parapheur.sign(id, by: rig.mayor, pin: PKI.pin, read: rig.read) } == 1)
        #expect(try await rig.events() == ["dossier.opened", "dossier.completed"])
    }

    @Test("lists what waits, longest first, and pages without gap or repetition")
    func lists() async throws {
        let rig = try await ParapheurRig()
        var ids: [DossierID] = []
        for number in 0..<7 {
            ids.append(try await rig.open("act:\(number)"))
            if number % 2 == 0 { rig.town.advance(seconds: 1) }
        }
        // Those of one millisecond are told apart by their identifiers.
        ids.sort()
        #expect(try await rig.parapheur.waiting(for: rig.first, limit: 5).map(\.id) == Array(ids.prefix(5)))
        #expect(try await rig.parapheur.waitingCount(for: rig.first) == 7)
        #expect(try await rig.parapheur.waiting(for: rig.second).isEmpty)
        try await rig.parapheur.refuse(ids[3], by: rig.first, reason: "non")
        for viewer in [
            Viewer(person: rig.mayor, roles: []), Viewer(person: PersonID(at: rig.town.clock.now(), from: .seeded(8)), roles: [.dgs]),
        ] {
            var read: [DossierID] = []
            var cursor: DossierCursor?
            repeat {
                let page = try await rig.parapheur.page(for: viewer, before: cursor, limit: 3)
                read += page.map(\.id)
                cursor = page.last?.cursor
            } while cursor != nil
            #expect(read == ids.reversed())
            #expect(try await rig.parapheur.page(for: viewer, in: .refused).map(\.id) == [ids[3]])
        }
        let nobody = Viewer(person: PersonID(at: rig.town.clock.now(), from: .seeded(8)), roles: [.member])
        #expect(try await rig.parapheur.page(for: nobody).isEmpty)
        #expect(try await rig.parapheur.dossier(ids[0], for: nobody) == nil)
        #expect(try await rig.parapheur.history(of: ids[0], for: nobody).isEmpty)
    }

    @Test("Every statement finds its rows by an index", arguments: Parapheur.queries)
    func plans(sql: SQL) async throws {
        try await CabinetRig().requireIndexed(sql)
    }
}

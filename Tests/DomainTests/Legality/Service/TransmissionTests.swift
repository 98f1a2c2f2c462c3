import Acts
import ContentStore
import Cryptography
import Database
import Directory
import Jobs
import Legality
import Parapheur
import TestSupport
import Testing
import Values

/// The three modules and the events between them, wired as the application does.
struct PipelineRig {
    let town: CabinetRig
    let acts: Acts
    let parapheur: Parapheur
    let transmissions: Transmissions
    let dispatcher: Dispatcher
    let agent: PersonID
    let dgs: PersonID
    let mayor: PersonID

    init() async throws {
        let town = try await CabinetRig(trust: PKI.trust("root.crl", "sub.crl"))
        let acts = Acts(cabinet: town.cabinet)
        let parapheur = Parapheur(cabinet: town.cabinet)
        let transmissions = Transmissions(cabinet: town.cabinet, operatorCode: try #require(OperatorCode("TAB")))
        (self.town, self.acts, self.parapheur, self.transmissions) = (town, acts, parapheur, transmissions)
        (agent, dgs, mayor) = (try await town.person("Vignoboul"), try await town.person("Ferrandeau"), try await town.mayor())
        dispatcher = Dispatcher(
            hints: town.hints, database: { _ in town.cabinet.database },
            handlers: PipelineRig.handlers(acts, parapheur, transmissions), clock: town.clock)
    }

    private static func handlers(_ acts: Acts, _ parapheur: Parapheur, _ transmissions: Transmissions) -> [String: [EventHandler]] {
        [
            ActDeposited.name: [
                { _, event in
                    let deposited = try event.decoded(as: ActDeposited.self)
                    _ = try await parapheur.open(
                        Parapheur.Opening(
                            type: .deliberation, title: PlainText(deposited.title), origin: Act.origin(deposited.act),
                            depositor: deposited.depositor, document: deposited.document.dossierDocument(),
                            annexes: deposited.annexes.map { try $0.dossierDocument() },
                            circuit: Circuit(visas: deposited.approvers, signer: deposited.signer)))
                }
            ],
            DossierOpened.name: [
                { _, event in
                    let opened = try event.decoded(as: DossierOpened.self)
                    guard let act = Act.id(origin: opened.origin) else { return }
                    try await acts.dossierOpened(act, dossier: "\(opened.dossier)")
                }
            ],
            DossierCompleted.name: [
                { _, event in
                    let completed = try event.decoded(as: DossierCompleted.self)
                    guard let act = Act.id(origin: completed.origin) else { return }
                    try await acts.dossierCompleted(act, completed.completion)
                }
            ],
            DossierRefused.name: [
                { _, event in
                    let refused = try event.decoded(as: DossierRefused.self)
                    guard let act = Act.id(origin: refused.origin) else { return }
                    try await acts.dossierRefused(act, dossier: "\(refused.dossier)", by: refused.person, reason: refused.reason)
                }
            ],
            ActSigned.name: [
                { _, event in
                    let signed = try event.decoded(as: ActSigned.self)
                    try await transmissions.prepare(
                        TransmissionRequest(
                            origin: Act.origin(signed.act), number: signed.internalNumber, date: signed.date,
                            nature: signed.nature.rawValue, matter: signed.matter, subject: signed.title,
                            files: [signed.document.digest] + signed.annexes.map(\.digest)))
                }
            ],
            TransmissionPrepared.name: [
                { _, event in
                    let prepared = try event.decoded(as: TransmissionPrepared.self)
                    guard let act = Act.id(origin: prepared.origin) else { return }
                    try await acts.bundlePrepared(
                        act, PreparedArchive(name: prepared.archiveName, digest: prepared.archive, at: prepared.at))
                }
            ],
        ]
    }

    func deposit(_ seed: UInt64, annexes: [Acts.Upload] = []) async throws -> Act {
        try await acts.deposit(
            Acts.Deposit(
                id: ActID(at: town.clock.now(), from: .seeded(seed)), nature: .deliberation, title: PlainText("Convention n° \(seed)"),
                date: #require(CivilDate("2026-05-28")), matter: #require(MatterCode("7.5")), depositor: agent, approvers: [dgs],
                signer: mayor, askedNumber: nil,
                document: Acts.Upload(name: DocumentName("convention.pdf"), bytes: paper("Acte \(seed)")), annexes: annexes))
    }

    var secretary: Viewer { Viewer(person: agent, roles: [.secretary]) }

    func sign(_ act: Act) async throws {
        await dispatcher.drain()
        let dossier = try #require(try await parapheur.dossier(origin: Act.origin(act.id), for: secretary))
        try await parapheur.approve(dossier.id, by: dgs, read: act.document.digest)
        _ = try await parapheur.sign(dossier.id, by: mayor, pin: PKI.pin, read: act.document.digest)
        await dispatcher.drain()
    }
}

extension ActFile {
    func dossierDocument() throws -> DossierDocument {
        DossierDocument(name: try DocumentName(name), digest: digest, sizeBytes: bytes, pages: pages)
    }
}

extension DossierCompleted {
    var completion: Acts.Completion {
        Acts.Completion(
            signed: SignedPaper(dossier: "\(dossier)", digest: signed, sizeBytes: signedBytes, at: signedAt), signer: signer,
            certificateSubject: certificateSubject, certificateFingerprint: certificateFingerprint,
            steps: steps.map { Acts.Completion.Step(action: $0.kind.rawValue, person: $0.person, at: $0.at, remark: $0.remark) })
    }
}

@Suite("From deposit to transmission")
struct TransmissionTests {
    @Test("an act is signed, bundled and described, and its archive holds exactly the signed bytes")
    func whole() async throws {
        let rig = try await PipelineRig()
        let annex = Acts.Upload(name: try DocumentName("plan.png"), bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1])
        let act = try await rig.deposit(1, annexes: [annex])
        try await rig.sign(act)
        #expect(rig.dispatcher.stuck.isEmpty)
        let done = try #require(try await rig.acts.act(act.id, for: rig.secretary))
        let (signed, archive) = (try #require(done.state.signed), try #require(done.state.bundle))
        #expect(archive.name == "TAB-EACT--214009995--20260601-1.tar.gz")
        let bytes = try await rig.town.cabinet.content.bytes(of: archive.digest)
        let reading = try ArchiveReader.read(bytes, name: archive.name)
        #expect(reading.isValid, "\(reading.problems)")
        #expect(reading.actIdentifier == "040-214009995-20260528-D2026_001-DE")
        #expect(reading.files.map(\.bytes).contains(signed.sizeBytes))

        let docket = try #require(try await rig.acts.docket(of: act.id, for: rig.secretary))
        #expect(docket.signed.digest == signed.digest)
        #expect(docket.deposited.digest == act.document.digest)
        #expect(docket.steps.map(\.action) == ["visa", "signature"])
        #expect(docket.steps.map(\.person) == ["Maylis Ferrandeau", "Maylis Castagnède"])
        #expect(try Docket(json: docket.json()) == docket)
        let actions: [String] = try await rig.town.cabinet.read { try $0.rows("SELECT name FROM outbox") { try $0.get("name") } }
        #expect(actions.isEmpty, "nothing is left to hand over")
    }

    @Test("every event may come twice: one archive, one serial, one journal line")
    func twice() async throws {
        let rig = try await PipelineRig()
        let act = try await rig.deposit(1)
        await rig.dispatcher.drain()
        let dossier = try #require(try await rig.parapheur.dossier(origin: Act.origin(act.id), for: rig.secretary))
        try await rig.parapheur.approve(dossier.id, by: rig.dgs, read: act.document.digest)
        _ = try await rig.parapheur.sign(dossier.id, by: rig.mayor, pin: PKI.pin, read: act.document.digest)
        // Each event is put back once, as after a crash between the handler and the removal.
        for _ in 0..<4 {
            let events: [OutboxEvent] = try await rig.pendingEvents()
            await rig.dispatcher.drain()
            let leaves = try await rig.town.count("SELECT count(*) AS n FROM journal_leaf")
            for event in events {
                try await rig.town.hints.around(rig.town.cabinet.tenant) {
                    try await rig.town.cabinet.database.write { transaction in
                        try Outbox().publish(name: event.name, payload: event.payload, at: event.nextAttempt, in: transaction)
                    }
                }
            }
            await rig.dispatcher.drain()
            #expect(try await rig.town.count("SELECT count(*) AS n FROM journal_leaf") == leaves)
        }
        #expect(rig.dispatcher.stuck.isEmpty)
        #expect(try await rig.transmissions.page().map(\.archive?.serial) == [1])
    }

    @Test("archives of a day are numbered without a gap, in any order and number at once")
    func serials() async throws {
        let rig = try await PipelineRig()
        let document = paper("Signe")
        let blob = try await rig.town.cabinet.content.stage(document)
        try await rig.town.cabinet.change { _ = try $0.keep(blob) }
        let date = try #require(CivilDate("2026-05-28"))
        func request(_ number: Int, matter: String = "7.5") -> TransmissionRequest {
            TransmissionRequest(
                origin: "act:\(number)", number: "D2026_\(number)", date: date, nature: 1, matter: matter, subject: "Objet",
                files: [blob.digest])
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<12 {
                group.addTask {
                    do { try await rig.transmissions.prepare(request(number % 8)) } catch TransmissionFault.serialsContended {
                        try await rig.transmissions.prepare(request(number % 8))
                    }
                }
            }
            try await group.waitForAll()
        }
        let first = try await rig.transmissions.page()
        #expect(Set(first.compactMap(\.archive?.serial)) == Set(1...8))
        try await rig.transmissions.prepare(request(50, matter: "42.1"))
        #expect(try await rig.transmissions.one(origin: "act:50")?.refusal == "matter")
        rig.town.advance(seconds: 86_400)
        try await rig.transmissions.prepare(request(60))
        let next = try #require(try await rig.transmissions.one(origin: "act:60")?.archive)
        #expect(next.serial == 1)
        #expect(next.name == "TAB-EACT--214009995--20260602-1.tar.gz")
    }

    @Test("a refused dossier refuses the act, whose number stays taken")
    func refused() async throws {
        let rig = try await PipelineRig()
        let act = try await rig.deposit(1)
        await rig.dispatcher.drain()
        let dossier = try #require(try await rig.parapheur.dossier(origin: Act.origin(act.id), for: rig.secretary))
        try await rig.parapheur.refuse(dossier.id, by: rig.dgs, reason: "Montant faux")
        await rig.dispatcher.drain()
        #expect(try await rig.acts.act(act.id, for: rig.secretary)?.state == .refused(reason: "Montant faux"))
        #expect(try await rig.deposit(2).number.sequence == 2)
    }

    @Test("Every statement finds its rows by an index", arguments: Transmissions.queries)
    func plans(sql: SQL) async throws {
        try await CabinetRig().requireIndexed(sql)
    }
}

extension PipelineRig {
    func pendingEvents() async throws -> [OutboxEvent] {
        let now = town.clock.now()
        return try await town.cabinet.read { reader in
            try reader.rows("SELECT sequence, name, payload FROM outbox ORDER BY sequence") { row in
                OutboxEvent(
                    sequence: try row.get("sequence"), name: try row.get("name"), payload: try row.get("payload"), attempts: 0,
                    lastError: nil, nextAttempt: now)
            }
        }
    }
}

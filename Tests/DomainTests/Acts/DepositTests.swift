import Acts
import ContentStore
import Cryptography
import Database
import Directory
import PDFDocument
import TestSupport
import Testing
import Values

/// A town with somebody who deposits and somebody who signs.
struct ActsRig {
    let town: CabinetRig
    let acts: Acts
    let agent: PersonID
    let mayor: PersonID

    init(seed: UInt64 = 1, disk: any Disk = SystemDisk(), path: String? = nil) async throws {
        town = try await CabinetRig(seed: seed, disk: disk, path: path)
        acts = Acts(cabinet: town.cabinet)
        agent = try await town.person("Vignoboul")
        mayor = try await town.person("Castagnède")
    }

    func deposit(
        _ seed: UInt64, nature: ActNature = .deliberation, title: String = "Convention", date: String = "2026-05-28", asked: Int? = nil,
        signer: PersonID? = nil, document: [UInt8]? = nil, annexes: [Acts.Upload] = []
    ) throws -> Acts.Deposit {
        Acts.Deposit(
            id: ActID(at: CabinetRig.moment, from: .seeded(seed)), nature: nature, title: try PlainText(title),
            date: try #require(CivilDate(date)), matter: try #require(MatterCode("7.5")), depositor: agent, approvers: [],
            signer: signer ?? mayor, askedNumber: asked,
            document: Acts.Upload(name: try DocumentName("convention.pdf"), bytes: document ?? paper("Acte \(seed)")), annexes: annexes)
    }

    var secretary: Viewer { Viewer(person: agent, roles: [.secretary]) }
}

@Suite("A deposit")
struct DepositTests {
    @Test("numbers the act in its register and year, journals it and says so")
    func numbers() async throws {
        let rig = try await ActsRig()
        let first = try await rig.acts.deposit(rig.deposit(1))
        let order = try await rig.acts.deposit(rig.deposit(2, nature: .individualOrder))
        let other = try await rig.acts.deposit(rig.deposit(3, nature: .regulatoryOrder))
        let older = try await rig.acts.deposit(rig.deposit(4, date: "2025-12-31"))
        let next = try await rig.acts.deposit(rig.deposit(5, asked: 2))
        #expect(
            [first, order, other, older, next].map(\.number.internalNumber)
                == ["D2026_001", "A2026_001", "A2026_002", "D2025_001", "D2026_002"])
        #expect(first.document.pages == 1)
        #expect(try await rig.acts.act(first.number, for: rig.secretary) == first)
        #expect(try await rig.acts.register(.deliberations, year: 2026, for: rig.secretary).map(\.id) == [first.id, next.id])
        #expect(try await rig.acts.register(.deliberations, year: 2026, for: Viewer(person: rig.mayor, roles: [.mayor])).isEmpty)
        #expect(try await rig.acts.counts()[.deposited] == 5)
        #expect(try await rig.town.count("SELECT count(*) AS n FROM outbox WHERE name = 'act.deposited'") == 5)
    }

    @Test("that comes again answers the same act; with another content it is refused")
    func idempotent() async throws {
        let rig = try await ActsRig()
        let act = try await rig.acts.deposit(rig.deposit(1))
        rig.town.advance(seconds: 60)
        #expect(try await rig.acts.deposit(rig.deposit(1)) == act)
        #expect(try await rig.acts.deposit(rig.deposit(1, asked: 1)) == act)
        try await rig.acts.dossierOpened(act.id, dossier: "d")
        #expect(try await rig.acts.deposit(rig.deposit(1)).state == .inCircuit(dossier: "d"))
        let different: [Acts.Deposit] = [
            try rig.deposit(1, title: "Autre"), try rig.deposit(1, asked: 2), try rig.deposit(1, document: paper("Autre")),
            try rig.deposit(1, nature: .contract), try rig.deposit(1, date: "2026-05-27"),
        ]
        for deposit in different {
            await #expect(throws: ActRefusal.depositedDifferently(act.id)) { try await rig.acts.deposit(deposit) }
        }
        #expect(try await rig.acts.deposit(rig.deposit(2)).number.sequence == 2)
    }

    @Test("among 64 at once, half of them repeated: one gapless series")
    func parallel() async throws {
        let rig = try await ActsRig()
        let numbers = try await withThrowingTaskGroup(of: Int.self) { group in
            for seed: UInt64 in 0..<64 {
                let deposit = try rig.deposit(100 + seed % 48)
                group.addTask { try await rig.acts.deposit(deposit).number.sequence }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(numbers) == Set(1...48))
        #expect(try await rig.town.count("SELECT count(*) AS n FROM act") == 48)
    }

    @Test("of one number, twice at once: one has it, the other is told the next")
    func sameNumber() async throws {
        let rig = try await ActsRig()
        let refusals = try await withThrowingTaskGroup(of: ActRefusal?.self) { group in
            for seed: UInt64 in 1...2 {
                let deposit = try rig.deposit(seed, asked: 1)
                group.addTask {
                    do {
                        _ = try await rig.acts.deposit(deposit)
                        return nil
                    } catch let refusal as ActRefusal { return refusal }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(refusals.map { "\(String(describing: $0))" }).count == 2)
        #expect(refusals.contains(.numberTaken(asked: 1, next: 2)))
        await #expect(throws: ActRefusal.numberWouldLeaveGap(asked: 9, next: 2)) { try await rig.acts.deposit(rig.deposit(9, asked: 9)) }
    }

    @Test("is refused before anything is written")
    func refused() async throws {
        let rig = try await ActsRig()
        let stranger = PersonID(at: CabinetRig.moment, from: .seeded(99))
        let today = try #require(CivilDate("2026-06-01"))
        let tomorrow = try #require(CivilDate("2026-06-02"))
        await #expect(throws: ActRefusal.datedInFuture(date: tomorrow, today: today)) {
            try await rig.acts.deposit(rig.deposit(1, date: "2026-06-02"))
        }
        await #expect(throws: ActRefusal.unknownPerson(stranger)) { try await rig.acts.deposit(rig.deposit(1, signer: stranger)) }
        await #expect(throws: PDFRefusal.empty) { try await rig.acts.deposit(rig.deposit(1, document: [])) }
        await #expect(throws: PDFRefusal.notPDF) { try await rig.acts.deposit(rig.deposit(1, document: Array("bonjour".utf8))) }
        await #expect(throws: PDFRefusal.self) { try await rig.acts.deposit(rig.deposit(1, document: paper().dropLast(40))) }
        let script = Acts.Upload(name: try DocumentName("photo.png"), bytes: Array("MZ".utf8))
        await #expect(throws: ActRefusal.annexKind(name: "photo.png")) { try await rig.acts.deposit(rig.deposit(1, annexes: [script])) }
        let many = [Acts.Upload](repeating: script, count: 101)
        await #expect(throws: ActRefusal.tooManyAnnexes(found: 101, allowed: 100)) {
            try await rig.acts.deposit(rig.deposit(1, annexes: many))
        }
        #expect(try await rig.town.count("SELECT count(*) AS n FROM act") == 0)
        #expect(try await rig.acts.deposit(rig.deposit(1)).number.sequence == 1)
    }

    @Test("takes annexes by what they are")
    func annexes() async throws {
        let rig = try await ActsRig()
        let kinds: [[UInt8]] = [
            paper("Annexe"), [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], [0xff, 0xd8, 0xff, 0xe0], Array("<?xml ".utf8),
        ]
        let uploads = try kinds.enumerated().map { Acts.Upload(name: try DocumentName("annexe \($0)"), bytes: $1) }
        let act = try await rig.acts.deposit(rig.deposit(1, annexes: uploads))
        #expect(act.annexes.map(\.pages) == [1, nil, nil, nil])
        for (annex, bytes) in zip(act.annexes, kinds) {
            #expect(try await rig.town.cabinet.content.bytes(of: annex.digest) == bytes)
        }
        #expect(try await rig.acts.act(act.id, for: rig.secretary) == act)
    }

    /// The N-th operation of the packs' disk fails, for every N: the deposit is whole or was never there, and no number is lost.
    @Test("that fails at any moment of the disk leaves nothing half done")
    func faults() async throws {
        var refused = 0
        for at in 1..<200 {
            let disk = FaultyDisk(FaultyDisk.Fault(at: at, code: 28, forGood: false))
            guard let rig = try? await ActsRig(disk: disk) else { continue }
            let deposit = try rig.deposit(1)
            if (try? await rig.acts.deposit(deposit)) == nil {
                refused += 1
                #expect(try await rig.town.count("SELECT count(*) AS n FROM act") == 0)
                #expect(try await rig.town.count("SELECT count(*) AS n FROM act_series") == 0)
                #expect(try await rig.town.count("SELECT count(*) AS n FROM outbox") == 0)
            } else {
                #expect(try await rig.acts.act(deposit.id, for: rig.secretary)?.number.sequence == 1)
            }
            if disk.failures == 0 { break }
        }
        #expect(refused > 0, "some fault must fall in the deposit")
    }

    @Test("is read by its people and by those who follow every paper, by nobody else")
    func readers() async throws {
        let rig = try await ActsRig()
        var ids: [ActID] = []
        for seed: UInt64 in 1...5 {
            ids.append(try await rig.acts.deposit(rig.deposit(seed)).id)
            rig.town.advance(seconds: 1)
        }
        let nobody = Viewer(person: PersonID(at: CabinetRig.moment, from: .seeded(9)), roles: [.member, .agent, .mayor, .operator])
        #expect(try await rig.acts.page(for: nobody).isEmpty)
        #expect(try await rig.acts.act(ids[0], for: nobody) == nil)
        #expect(try await rig.acts.docket(of: ids[0], for: nobody) == nil)
        for viewer in [rig.secretary, Viewer(person: rig.mayor, roles: [.mayor])] {
            let first = try await rig.acts.page(for: viewer, limit: 3)
            let second = try await rig.acts.page(for: viewer, in: .deposited, before: first.last?.cursor, limit: 3)
            #expect((first + second).map(\.id) == ids.reversed())
            #expect(try await rig.acts.page(for: viewer, in: .signed).isEmpty)
        }
    }

    @Test("Every statement finds its rows by an index", arguments: Acts.queries)
    func plans(sql: SQL) async throws {
        try await CabinetRig().requireIndexed(sql)
    }
}

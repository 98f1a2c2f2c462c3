import Certificates
import Cryptography
import Database
import Directory
import TestSupport
import Testing
import Values

@Suite("The key of a mandate")
struct KeyTests {
    @Test("opens with its code, for its holder, and signs")
    func opens() async throws {
        let rig = try await CabinetRig(trust: PKI.trust("root.crl", "sub.crl"))
        let mayor = try await rig.mayor()
        let keys = KeyUse(cabinet: rig.cabinet)
        let key = try await keys.key(of: mayor, at: rig.clock.now())
        let opened = try await keys.open(key, pin: PKI.pin, by: mayor)
        let (certificate, _) = try await keys.certificates(of: key, at: rig.clock.now())
        let signature = try opened.sign([1, 2, 3], digest: .sha256)
        #expect(certificate.isValid(signature: signature, of: [1, 2, 3], digest: .sha256))
    }

    @Test("slows wrong codes, looks at none before the wait is over, and never locks its holder out")
    func wrongPIN() async throws {
        let rig = try await CabinetRig()
        let mayor = try await rig.mayor()
        let keys = KeyUse(cabinet: rig.cabinet)
        let key = try await keys.key(of: mayor, at: rig.clock.now())
        for wait: Int64 in [0, 0, 1] {
            await #expect(throws: KeyRefusal.wrongPIN(retryAfterSeconds: wait)) { try await keys.open(key, pin: "0000", by: mayor) }
        }
        await #expect(throws: KeyRefusal.tooSoon(retryAfterSeconds: 1)) { try await keys.open(key, pin: PKI.pin, by: mayor) }
        for _ in 0..<15 {
            rig.advance(seconds: 300)
            await #expect(throws: KeyRefusal.self) { try await keys.open(key, pin: "0000", by: mayor) }
        }
        rig.advance(seconds: 300)
        _ = try await keys.open(key, pin: PKI.pin, by: mayor)
        await #expect(throws: KeyRefusal.wrongPIN(retryAfterSeconds: 0)) { try await keys.open(key, pin: "0000", by: mayor) }
    }

    @Test("hears no more of 32 parallel codes than of as many in a row")
    func parallel() async throws {
        let rig = try await CabinetRig()
        let mayor = try await rig.mayor()
        let keys = KeyUse(cabinet: rig.cabinet)
        let key = try await keys.key(of: mayor, at: rig.clock.now())
        let heard = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<32 {
                group.addTask {
                    do { _ = try await keys.open(key, pin: "\(number)", by: mayor) } catch KeyRefusal.wrongPIN { return true } catch {}
                    return false
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(heard == 3)
    }

    @Test("is not registered when its certificate could not sign", arguments: ["expired", "future", "login"])
    func refusedAtRegistration(file: String) async throws {
        let rig = try await CabinetRig()
        let mandate = try await rig.give(to: rig.person("Castagnède"))
        let refusal = await #expect(throws: KeyRefusal.self) {
            try await People(cabinet: rig.cabinet).registerKey(PKI.bytes(file + ".p12"), pin: PKI.pin, for: mandate.id, by: "test")
        }
        switch (file, refusal) {
        case ("expired", .certificateExpired), ("future", .certificateNotYetValid), ("login", .lacksNonRepudiation): break
        default: Issue.record("\(file): \(String(describing: refusal))")
        }
    }

    @Test("is refused at registration: no PKCS#12, wrong code, unknown authority")
    func refusedFiles() async throws {
        let rig = try await CabinetRig()
        let mandate = try await rig.give(to: rig.person("Castagnède"))
        let people = People(cabinet: rig.cabinet)
        await #expect(throws: KeyRefusal.unreadable) { try await people.registerKey([1, 2, 3], pin: "1", for: mandate.id, by: "test") }
        await #expect(throws: KeyRefusal.wrongPIN(retryAfterSeconds: 0)) {
            try await people.registerKey(PKI.bytes("mayor.p12"), pin: "0000", for: mandate.id, by: "test")
        }
        let strict = try await CabinetRig(trust: TrustAnchors(files: [PKI.bytes("foreign.pem")]))
        let other = try await strict.give(to: strict.person("Castagnède"))
        let refusal = await #expect(throws: KeyRefusal.self) {
            try await People(cabinet: strict.cabinet).registerKey(PKI.bytes("mayor.p12"), pin: PKI.pin, for: other.id, by: "test")
        }
        guard case .notTrusted = refusal else {
            Issue.record("\(String(describing: refusal))")
            return
        }
    }

    @Test("does not sign when the mandate has ended, had not begun, or is somebody else's")
    func mandates() async throws {
        let rig = try await CabinetRig()
        let mayor = try await rig.mayor()
        let stranger = try await rig.person("Autre")
        let keys = KeyUse(cabinet: rig.cabinet)
        let key = try await keys.key(of: mayor, at: rig.clock.now())
        await #expect(throws: KeyRefusal.notRegistered) { try await keys.open(key, pin: PKI.pin, by: stranger) }
        await #expect(throws: KeyRefusal.notRegistered) { try await keys.key(of: stranger, at: rig.clock.now()) }

        let last = try #require(CivilDate("2026-06-01"))
        try await People(cabinet: rig.cabinet).end(key.mandate.id, on: last, by: "test")
        _ = try await keys.key(of: mayor, at: rig.clock.now())
        rig.advance(seconds: 86_400)
        await #expect(throws: KeyRefusal.mandateEnded(on: last)) { try await keys.key(of: mayor, at: rig.clock.now()) }
        await #expect(throws: KeyRefusal.mandateNotBegun(start: key.mandate.start)) {
            try await keys.key(of: mayor, at: Instant(rfc3339: "2026-03-27T12:00:00Z") ?? rig.clock.now())
        }
    }

    @Test("is kept sealed, and bound to its place")
    func sealed() async throws {
        let rig = try await CabinetRig()
        _ = try await rig.mayor()
        let file = try PKI.bytes("mayor.p12")
        let stored: [UInt8]? = try await rig.cabinet.read { try $0.first("SELECT sealed FROM mandate_key") { try $0.get("sealed") } }
        let sealed = try #require(stored)
        #expect(!sealed.contains(subsequence: Array(file[16..<48])))
        #expect(throws: (any Error).self) { try rig.cabinet.seal.open(sealed, for: "mandate key another") }
        #expect(throws: (any Error).self) { try rig.cabinet.seal.open([], for: "x") }
        let seal = try FieldSeal(tenantKey: [UInt8](repeating: 1, count: 32), random: .system)
        let once = try seal.seal([1, 2, 3], for: "a")
        let twice = try seal.seal([1, 2, 3], for: "a")
        #expect(once != twice)
        #expect(try seal.open(once, for: "a") == [1, 2, 3])
    }

    @Test("A person and a mandate are read as they were written")
    func people() async throws {
        let rig = try await CabinetRig()
        let person = try await rig.person("Lesbarrères")
        let mandate = try await rig.give(to: person, until: "2026-12-31")
        let people = People(cabinet: rig.cabinet)
        #expect(try await people.one(person)?.name == "Maylis Lesbarrères")
        #expect(try await people.all().map(\.id) == [person])
        #expect(try await people.mandates(of: person) == [mandate])
        #expect(try await people.one(PersonID(at: rig.clock.now(), from: .seeded(77))) == nil)
    }

    @Test("Every statement finds its rows by an index", arguments: Directory.tenantQueries)
    func plans(sql: SQL) async throws {
        let rig = try await CabinetRig()
        try await rig.requireIndexed(sql)
    }

    @Test("Every statement of the instance finds its rows by an index", arguments: Directory.instanceQueries)
    func instancePlans(sql: SQL) async throws {
        let rig = try await CabinetRig()
        let plan = try await rig.instance.read { try $0.plan(of: sql) }
        #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(sql.text)\n\(plan)")
    }
}

extension CabinetRig {
    func requireIndexed(_ sql: SQL) async throws {
        let plan = try await cabinet.read { try $0.plan(of: sql) }
        #expect(!plan.contains { $0.hasPrefix("SCAN") || $0.contains("TEMP B-TREE") }, "\(sql.text)\n\(plan)")
    }
}

extension [UInt8] {
    func contains(subsequence other: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: other) }
    }
}

import Acts
import Application
import Database
import Directory
import FoundationEssentials
import Jobs
import Legality
import Logging
import Parapheur
import ServiceLifecycle
import TestSupport
import Values
import Web

/// Two authorities with their people, served on a port of this machine. The clock stands still while certificates of the tests are valid.
struct Town: Sendable {
    static let password = "quatre mots bien distincts"
    static let pin = PKI.pin

    let instance: Instance
    let office: Office
    let neighbour: Office
    let dispatcher: Dispatcher
    let port: Int
    let people: [String: PersonID]

    func browser() -> Browser { Browser(port: port) }

    /// `secretary`, `dgs`, `mayor`, `agent`, `member`, `operator`, `stranger` (a secretary next door).
    func browser(of name: String) async throws -> Browser {
        let browser = browser()
        let answer = try await browser.post("/connexion", [("adresse", "\(name)@ville.example"), ("motdepasse", Town.password)])
        guard answer.status == 303 else { throw TestFailure("\(name) does not sign in: \(answer.status)") }
        return browser
    }

    func settle() async { await dispatcher.drain() }

    static func serve(_ body: @Sendable @escaping (Town) async throws -> Void) async throws {
        let scratch = Scratch()
        var surroundings = Surroundings()
        surroundings.clock = .fixed(PKI.moment)
        surroundings.passwordCost = PasswordHash.Cost(logN: 4, r: 8, p: 1)
        let instance = try await Instance.create(at: scratch.path + "/data", Configuration(), surroundings)
        let office = try await settle("ville", "Ville-Haute", siren: "214009995", in: instance)
        let neighbour = try await settle("voisine", "La Voisine", siren: "244009999", in: instance)
        let people = try await Town.people(of: office, beside: neighbour, in: instance)
        let site = Site(instance: instance, renderer: nil)
        let settings = WebServer.Settings(address: "127.0.0.1", port: 0, hosts: ["ville.example"], isSecure: false)
        let server = try WebServer(
            settings, RouteTable(site.routes), site.doorkeeper, clock: surroundings.clock, random: surroundings.random)
        let (ports, port) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingOldest(1))
        var logger = Logger(label: "essai")
        logger.logLevel = .error
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: server.application(logger: logger) { port.yield($0) })], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await open in ports.prefix(1) {
                try await body(
                    Town(
                        instance: instance, office: office, neighbour: neighbour, dispatcher: instance.dispatcher(), port: open,
                        people: people))
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        try await instance.close()
    }

    private static func settle(_ slug: String, _ name: String, siren: String, in instance: Instance) async throws -> Office {
        guard let slug = Slug(slug), let siren = Siren(siren) else { throw TestFailure(name) }
        let authority = try Authority(
            id: TenantID(at: PKI.moment, from: .system), slug: slug, name: PlainText(name), legalName: PlainText("Commune de " + name),
            siren: siren, kind: .commune, natureCode: "31", department: "040", district: "1", zone: .paris, population: 4820,
            returnAddress: "actes@ville.test")
        try await instance.create(authority)
        return try await instance.office(of: authority.id)
    }

    private static func people(of office: Office, beside neighbour: Office, in instance: Instance) async throws -> [String: PersonID] {
        var people: [String: PersonID] = [:]
        let parts: [(String, Role, Office)] = [
            ("secretary", .secretary, office), ("dgs", .dgs, office), ("mayor", .mayor, office), ("agent", .agent, office),
            ("member", .member, office), ("stranger", .secretary, neighbour),
        ]
        for (name, role, office) in parts {
            let person = try await office.people.add(
                civility: .madam, givenName: PlainText("Prénom"), familyName: PlainText(name.capitalized), title: PlainText(name),
                by: "essai")
            people[name] = person.id
            try await account(name, role, tenant: office.authority.id, person: person.id, in: instance)
        }
        try await account("operator", .operator, tenant: nil, person: nil, in: instance)
        guard let mayor = people["mayor"], let start = CivilDate("2026-03-20") else { throw TestFailure("mayor") }
        let mandate = try await office.people.give(.mayor, to: mayor, from: start, by: "essai")
        _ = try await office.people.registerKey(PKI.bytes("mayor.p12"), pin: PKI.pin, for: mandate.id, by: "essai")
        return people
    }

    private static func account(_ name: String, _ role: Role, tenant: TenantID?, person: PersonID?, in instance: Instance) async throws {
        guard let login = Login("\(name)@ville.example") else { throw TestFailure(name) }
        _ = try await instance.house.accounts.create(
            login: login, password: Password(password), tenant: tenant, person: person, roles: [role])
    }
}

struct TestFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

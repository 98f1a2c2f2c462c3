import Acts
import Application
import Cryptography
import Directory
import Foundation
import TestSupport
import Values

/// Two authorities with papers at every stage, made once by the demonstration and its own services; each test works on a copy.
struct Commune: Sendable {
    struct Door: Sendable {
        let login: String
        let password: String
        var form: Client.Body { .form(["adresse": login, "motdepasse": password]) }
    }

    let path: String
    let scratch: Scratch
    /// Of the first authority, by role.
    let doors: [String: Door]
    /// Somebody of the second one who sees all its papers.
    let neighbour: Door
    let own: Papers
    let foreign: Papers

    private static let template = Task { try await Commune.make() }

    static func copy() async throws -> Commune {
        let made = try await template.value
        let scratch = Scratch()
        for end in ["", ".marks"] {
            try FileManager.default.copyItem(atPath: made.path + end, toPath: scratch.path + "/ville" + end)
        }
        return Commune(
            path: scratch.path + "/ville", scratch: scratch, doors: made.doors, neighbour: made.neighbour, own: made.own,
            foreign: made.foreign)
    }

    func open() async throws -> Instance {
        try await Instance.open(at: path, Demonstration.configuration(at: path) ?? Configuration(), Commune.surroundings)
    }

    /// Everything that lasts in the directory, file by file: what a request that only reads must leave as it was.
    func state() throws -> [String: Digest] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: scratch.path).filter { !$0.hasSuffix("-shm") }
        return names.reduce(into: [:]) { state, name in
            state[name] = SHA256.digest(FileManager.default.contents(atPath: scratch.path + "/" + name).map { [UInt8]($0) } ?? [])
        }
    }
}

extension Commune {
    private static let checkout = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")

    private static var surroundings: Surroundings {
        var surroundings = Surroundings()
        surroundings.passwordCost = PasswordHash.Cost(logN: 4, r: 8, p: 1)
        return surroundings
    }

    private static func make() async throws -> Commune {
        let scratch = Scratch()
        let path = scratch.path + "/ville"
        let (instance, facts) = try await Demonstration.openOrMake(at: path, inputs: checkout, port: 8080, surroundings)
        let here = facts.accounts.filter { !$0.login.hasSuffix("@pays-aubierge.example") }
        let there = facts.accounts.filter { $0.login.hasSuffix("@pays-aubierge.example") }
        var doors = Dictionary(
            here.map { ($0.role, Door(login: $0.login, password: $0.password)) }, uniquingKeysWith: { first, _ in first })
        doors[Role.commissioner.rawValue] = try await commissioner(of: "sainte-aubierge-des-landes", in: instance)
        guard let neighbour = there.first(where: { $0.role == Role.secretary.rawValue }) else { throw Missing() }
        let own = try await Papers.make(.deliberation, "CANARI-DE-LA-VILLE", "sainte-aubierge-des-landes", here, instance, checkout)
        let foreign = try await Papers.make(.other, "CANARI-DU-PAYS", "pays-de-l-aubierge", there, instance, checkout)
        // A server does so every second: a proof asked for meanwhile finds its line sealed.
        try await instance.seal()
        try await instance.close()
        return Commune(
            path: path, scratch: scratch, doors: doors, neighbour: Door(login: neighbour.login, password: neighbour.password), own: own,
            foreign: foreign)
    }

    private struct Missing: Error {}

    private static func commissioner(of slug: String, in instance: Instance) async throws -> Door {
        let office = try await instance.office(named: slug)
        let door = Door(login: "ines.commissaire@ste-aubierge.example", password: "sentier-digue-cabane")
        let person = try await office.people.add(
            civility: .madam, givenName: PlainText("Inès"), familyName: PlainText("Darrigade"), title: PlainText("Commissaire enquêtrice"),
            by: "essai")
        guard let login = Login(door.login) else { throw Missing() }
        _ = try await instance.house.accounts.create(
            login: login, password: Password(door.password), tenant: office.authority.id, person: person.id, roles: [.commissioner])
        return door
    }
}

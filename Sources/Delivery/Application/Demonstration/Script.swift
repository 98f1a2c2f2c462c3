import Database
import FoundationEssentials
import Values

/// What the demonstration is made of, as `Keys/people.json` and `samples/acts.json` say it.
struct DemonstrationScript: Sendable {
    struct Town: Decodable, Sendable {
        let slug: String
        let name: String
        let legalName: String
        let kind: String
        let siren: String
        let department: String
        let district: String
        let nature: String
        let population: Int
        let returnAddress: String
        let journalSeed: String
        let journalKey: String
    }

    struct Someone: Decodable, Sendable {
        let login: String
        let civility: String
        let givenName: String
        let familyName: String
        let role: String
        let function: String
        let authority: String?
        let mandateSince: String?
        let password: String
        let key: String?
        let pin: String?
    }

    struct Paper: Decodable, Sendable {
        let file: String
        let authority: String
        let nature: String
        let matter: String
        let date: String
        let title: String
        let annexes: [String]
    }

    private struct People: Decodable {
        let authorities: [Town]
        let people: [Someone]
    }

    private struct Papers: Decodable { let acts: [Paper] }

    let towns: [Town]
    let people: [Someone]
    let papers: [Paper]
    private let folder: String
    private let disk: any Disk

    /// Reads from the current directory, where `Keys/` and `samples/` are.
    init(in folder: String, disk: any Disk) throws {
        (self.folder, self.disk) = (folder, disk)
        let cast = try JSONDecoder().decode(People.self, from: Data(Self.read(folder + "/Keys/people.json", disk)))
        (towns, people) = (cast.authorities, cast.people)
        papers = try JSONDecoder().decode(Papers.self, from: Data(Self.read(folder + "/samples/acts.json", disk))).acts
    }

    func key(_ name: String) throws -> [UInt8] { try Self.read(folder + "/Keys/" + name, disk) }
    func sample(_ name: String) throws -> [UInt8] { try Self.read(folder + "/samples/" + name, disk) }

    /// Certificates and revocation lists: what a real operator would put in its trust folder.
    func trust() throws -> [(name: String, bytes: [UInt8])] {
        try disk.names(in: folder + "/Keys").filter { $0.hasSuffix(".pem") || $0.hasSuffix(".crl") }.sorted()
            .map { ($0, try key($0)) }
    }

    private static func read(_ path: String, _ disk: any Disk) throws -> [UInt8] {
        let file = try disk.open(path, writing: false)
        return try file.read(try file.size(), at: 0)
    }
}

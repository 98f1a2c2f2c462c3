import Acts
import Cryptography
package import Database
import Directory
import Journal
import Legality
import Parapheur
import Values

/// A town and its community of communes, made by the very services that a real one uses: nothing here writes a row by itself.
/// Its keys are public, so a real server refuses to start on it.
package struct Demonstration: Sendable {
    package static let journalOrigin = "tabellion-demonstration"
    private static let begun = "demonstration.commencée"
    /// Papers left on the table of the last two signers, for a visitor to play with.
    private static let leftWaiting = 2

    let path: String
    let script: DemonstrationScript
    let surroundings: Surroundings
    let instance: Instance

    /// Nil when `path` does not hold a demonstration.
    package static func configuration(at path: String, disk: any Disk = SystemDisk()) -> Configuration? {
        guard isPresent(at: path, disk) else { return nil }
        var configuration = Configuration()
        configuration.journalOrigin = journalOrigin
        return configuration
    }

    private static func isPresent(at path: String, _ disk: any Disk) -> Bool {
        [begun, DemonstrationFacts.fileName].contains { (try? disk.open(path + "/" + $0, writing: false)) != nil }
    }

    /// The demonstration of `path`: the one that is there, or a new one. A making that was cut is begun again: nothing of it was promised.
    package static func openOrMake(
        at path: String, inputs: String = ".", port: Int, _ surroundings: Surroundings = Surroundings()
    ) async throws -> (instance: Instance, facts: DemonstrationFacts) {
        let start = ContinuousClock.now
        var configuration = Configuration()
        (configuration.journalOrigin, configuration.port) = (journalOrigin, port)
        if var facts = try DemonstrationFacts.read(at: path, surroundings.disk) {
            facts.url = url(port)
            facts.seconds = seconds(since: start)
            return (try await Instance.open(at: path, configuration, surroundings), facts)
        }
        if Instance.exists(at: path, surroundings.disk) {
            guard isPresent(at: path, surroundings.disk) else { throw InstanceRefusal.exists(path: path) }
            try Leftovers(disk: surroundings.disk).remove(holding: DataDirectory(path, disk: surroundings.disk))
        }
        let script = try DemonstrationScript(in: inputs, disk: surroundings.disk)
        try prepare(path, script, surroundings.disk)
        let instance = try await Instance.create(at: path, configuration, surroundings)
        let demonstration = Demonstration(path: path, script: script, surroundings: surroundings, instance: instance)
        var facts = try await demonstration.make(port: port)
        facts.seconds = seconds(since: start)
        try facts.write(at: path, surroundings.disk)
        return (instance, facts)
    }

    private static func url(_ port: Int) -> String { "http://127.0.0.1:\(port)/" }

    private static func seconds(since start: ContinuousClock.Instant) -> Double {
        Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
    }

    /// The folder, the mark that says that its content is a demonstration, and the trust folder.
    private static func prepare(_ path: String, _ script: DemonstrationScript, _ disk: any Disk) throws {
        try disk.createDirectory(path)
        try SecretFile.write([], to: path + "/" + begun, disk: disk)
        try disk.createDirectory(path + "/trust")
        for (name, bytes) in try script.trust() { try SecretFile.write(bytes, to: path + "/trust/" + name, disk: disk) }
    }

    private func make(port: Int) async throws -> DemonstrationFacts {
        var offices: [String: Office] = [:]
        for town in script.towns {
            let authority = try Authority(town, id: TenantID(at: surroundings.clock.now(), from: surroundings.random))
            let seed = String(decoding: try script.key(town.journalSeed), as: UTF8.self).prefix { $0 != "\n" }
            try await instance.create(authority, journalSeed: Hexadecimal.decode(String(seed)))
            offices[town.slug] = try await instance.office(of: authority.id)
        }
        guard let town = script.towns.first, let office = offices[town.slug] else {
            throw InstanceRefusal.unknownTenant("Keys/people.json")
        }
        let company = try await Company(script: script, instance: instance, offices: offices).settle()
        let acts = try await play(offices, company)
        try await instance.seal()
        try SecretFile.write(try script.key(town.journalKey), to: path + "/journal.vkey", disk: surroundings.disk)
        let checks = acts.prefix(2).flatMap { DemonstrationFacts.Check.all(of: $0, key: "journal.vkey", in: path) }
        return DemonstrationFacts(
            tenant: .init(id: office.authority.id.description, name: office.authority.name.description), url: Self.url(port),
            accounts: company.doors, acts: acts, journalKey: "journal.vkey", checks: checks, seconds: 0)
    }

    /// Every paper is deposited and approved; all but the last two of the town are signed, bundled and exported.
    private func play(_ offices: [String: Office], _ company: Company.Settled) async throws -> [ActExport] {
        var exports: [ActExport] = []
        let papers = script.papers.filter { $0.authority == script.towns.first?.slug }
        let waiting = papers.suffix(Self.leftWaiting).map(\.file)
        for paper in script.papers {
            guard let office = offices[paper.authority], let cast = company.casts[paper.authority] else { continue }
            let run = ActRun(instance: instance, office: office)
            let id = try await run.deposit(try Acts.Deposit(paper, script: script, office: office, cast: cast))
            if paper.file == waiting.last { continue }
            try await run.approve(id)
            if waiting.contains(paper.file) { continue }
            try await run.sign(id, by: cast.signer, pin: cast.pin)
            guard paper.authority == script.towns.first?.slug else { continue }
            exports.append(
                try await office.export(id, source: "samples/" + paper.file, to: "actes", in: path, disk: surroundings.disk))
        }
        return exports
    }
}

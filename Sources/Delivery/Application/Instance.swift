package import Acts
import Certificates
import ContentStore
import Cryptography
package import Database
package import Directory
package import Jobs
import Journal
package import Legality
package import Parapheur
package import Values

/// An open instance: the lock of its directory, its own database, and the cabinets of its authorities, opened on demand.
package actor Instance {
    package nonisolated let configuration: Configuration
    package nonisolated let surroundings: Surroundings
    package nonisolated let directory: DataDirectory
    package nonisolated let database: InstanceDatabase
    /// Who may come in.
    package nonisolated let house: Directory
    private nonisolated let tenants: TenantDatabases
    private nonisolated let hints: WakeUpHints
    private nonisolated let root: RootKey
    /// Where journals leave a second mark: restoring the data directory does not bring it back.
    private nonisolated let marks: String
    /// The certification authorities that the operator trusts: files of `trust/`.
    private nonisolated let trust: TrustAnchors
    /// One journal and one store per authority and process: two would not see each other's last leaf, last pack.
    private var cabinets: [TenantID: Task<Cabinet, any Error>] = [:]

    /// Makes an empty instance in `path`; durable on return.
    package static func create(
        at path: String, _ configuration: Configuration = Configuration(), _ surroundings: Surroundings = Surroundings()
    ) async throws -> Instance {
        let directory = try DataDirectory(path, disk: surroundings.disk)
        guard !exists(at: path, surroundings.disk) else { throw InstanceRefusal.exists(path: path) }
        try surroundings.disk.createDirectory(path + "/keys")
        try surroundings.disk.synchronizeDirectory(path)
        return try await Instance(directory, configuration, surroundings, creating: true)
    }

    package static func open(
        at path: String, _ configuration: Configuration = Configuration(), _ surroundings: Surroundings = Surroundings()
    ) async throws -> Instance {
        guard exists(at: path, surroundings.disk) else { throw InstanceRefusal.absent(path: path) }
        return try await Instance(DataDirectory(path, disk: surroundings.disk), configuration, surroundings, creating: false)
    }

    /// Whether `path` holds an instance: its database is the last thing that its creation makes.
    package static func exists(at path: String, _ disk: any Disk = SystemDisk()) -> Bool {
        (try? disk.open(path + "/instance.sqlite", writing: false)) != nil
    }

    private init(_ directory: DataDirectory, _ configuration: Configuration, _ surroundings: Surroundings, creating: Bool) async throws {
        (self.directory, self.configuration, self.surroundings) = (directory, configuration, surroundings)
        let rootPath = configuration.rootKey.isEmpty ? directory.path + "/keys/root.key" : configuration.rootKey
        root = try RootKey.open(at: rootPath, creating: creating, disk: surroundings.disk, random: surroundings.random)
        marks = configuration.marks.isEmpty ? directory.path + ".marks" : configuration.marks
        try surroundings.disk.createDirectory(marks)
        try surroundings.disk.synchronizeDirectory(marks + "/..")
        trust = try Instance.trust(in: directory.path, surroundings.disk)
        database = InstanceDatabase(path: directory.instanceDatabasePath, migrations: Migrations.instance)
        try await database.open()
        try surroundings.disk.synchronizeDirectory(directory.path)
        tenants = TenantDatabases(directory: directory, migrations: Migrations.tenant)
        hints = try await WakeUpHints(instance: database, clock: surroundings.clock)
        house = Directory(
            instance: database, clock: surroundings.clock, random: surroundings.random, passwordCost: surroundings.passwordCost)
    }

    private static func trust(in path: String, _ disk: any Disk) throws -> TrustAnchors {
        guard (try? disk.names(in: path + "/trust")) != nil else { return try TrustAnchors.none() }
        return try TrustAnchors.load(directory: path + "/trust")
    }

    /// Registers an authority: its keys and its folder are durable before its row is, so that a row never points at nothing.
    package func create(_ authority: Authority, journalSeed: [UInt8]? = nil) async throws {
        try directory.createTenant(authority.id)
        let keys = TenantKeys.make(random: surroundings.random, journalSeed: journalSeed)
        try keys.keep(for: authority.id, in: directory.tenantPath(authority.id), root: root, disk: surroundings.disk)
        try await tenants.database(of: authority.id).open()
        try surroundings.disk.synchronizeDirectory(directory.tenantPath(authority.id))
        try await house.authorities.create(authority)
    }

    package func office(of tenant: TenantID) async throws -> Office {
        guard let operatorCode = OperatorCode(configuration.operatorCode) else {
            throw ConfigurationRefusal.refused(name: "operatorCode", value: configuration.operatorCode, line: 0)
        }
        return Office(cabinet: try await cabinet(of: tenant), operatorCode: operatorCode)
    }

    /// By identifier or by short name.
    package func office(named text: String) async throws -> Office {
        if let id = TenantID(text) { return try await office(of: id) }
        guard let slug = Slug(text), let authority = try await house.authorities.one(slug: slug) else {
            throw InstanceRefusal.unknownTenant(text)
        }
        return try await office(of: authority.id)
    }

    package func cabinet(of tenant: TenantID) async throws -> Cabinet {
        if let known = cabinets[tenant] { return try await known.value }
        let opening = Task { try await open(tenant) }
        cabinets[tenant] = opening
        do {
            return try await opening.value
        } catch {
            cabinets[tenant] = nil
            throw error
        }
    }

    func openCabinets() async throws -> [Cabinet] {
        var open: [Cabinet] = []
        for cabinet in cabinets.values { open.append(try await cabinet.value) }
        return open
    }

    private func open(_ tenant: TenantID) async throws -> Cabinet {
        guard let authority = try await house.authorities.one(tenant) else { throw InstanceRefusal.unknownTenant(tenant.description) }
        let folder = directory.tenantPath(tenant)
        let keys = try TenantKeys.open(for: tenant, in: folder, root: root, disk: surroundings.disk)
        let database = tenants.database(of: tenant)
        let content = try await ContentStore.open(
            directory: directory.packsPath(tenant), database: database,
            keys: StoreKeys(master: keys.master, version: 1, dedup: keys.master), disk: surroundings.disk, random: surroundings.random)
        let journal = try await Journal(
            tenant: tenant, origin: "\(configuration.journalOrigin)/\(authority.slug)",
            key: Ed25519PrivateKey(seed: keys.journalSeed), database: database,
            marks: [folder + "/journal.mark", "\(marks)/\(tenant).mark"],
            clock: surroundings.clock, random: surroundings.random, disk: surroundings.disk)
        return Cabinet(
            authority: authority, database: database, content: content, journal: journal, hints: hints,
            seal: try FieldSeal(tenantKey: keys.master, random: surroundings.random), trust: trust, clock: surroundings.clock,
            random: surroundings.random)
    }

    /// Hands events to their handlers. One per process: `run` it while serving, `drain` it in a command.
    package nonisolated func dispatcher() -> Dispatcher {
        Dispatcher(
            hints: hints, database: { [tenants] in tenants.database(of: $0) }, handlers: EventRoutes(instance: self).handlers,
            clock: surroundings.clock)
    }

    /// Closes what nobody used since the last call: called on a schedule.
    package nonisolated func closeIdle() async throws { try await tenants.closeIdle() }

    package nonisolated func close() async throws {
        try await tenants.closeAll()
        try await database.close()
    }
}

/// The services of one authority.
package struct Office: Sendable {
    package let cabinet: Cabinet
    let operatorCode: OperatorCode
    package var authority: Authority { cabinet.authority }
    package var people: People { People(cabinet: cabinet) }
    package var parapheur: Parapheur { Parapheur(cabinet: cabinet) }
    package var acts: Acts { Acts(cabinet: cabinet) }
    package var transmissions: Transmissions { Transmissions(cabinet: cabinet, operatorCode: operatorCode) }
}

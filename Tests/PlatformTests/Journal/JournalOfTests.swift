import Cryptography
import Database
import Glibc
import Journal
import MerkleLog
import Synchronization
import TestSupport
import Values

/// A journal in a folder of its own, with a key and randomness made from a seed.
struct JournalOfTests {
    static let origin = "tabellion.example/sainte-aubierge"
    static let tenant = TenantID(at: Instant(milliseconds: 1_772_355_600_000), from: .seeded(1))

    let scratch: Scratch
    let database: TenantDatabase
    let journal: Journal

    init(in scratch: Scratch = Scratch(), seed: UInt64 = 1, key: UInt8 = 1, disk: any Disk = SystemDisk()) async throws {
        self.scratch = scratch
        database = TenantDatabase(path: scratch.path + "/tenant.sqlite", migrations: Journal.migrations)
        journal = try await Journal(
            tenant: Self.tenant, origin: Self.origin, key: Ed25519PrivateKey(seed: [UInt8](repeating: key, count: 32)), database: database,
            marks: [scratch.path + "/journal.mark"], clock: .fixed(Instant(milliseconds: 1_772_355_600_000)), random: .seeded(seed),
            disk: disk
        )
    }

    /// In one transaction.
    func append(_ count: Int) async throws {
        try await database.write { [journal] transaction in
            for number in 0..<count { try journal.append(Self.entry(number), in: transaction) }
        }
    }

    static func entry(_ number: Int) -> JournalEntry {
        JournalEntry(
            action: "act.signed", object: "2026-\(number)", actor: "0191f3a0-0000-7000-8000-000000000001",
            content: number % 3 == 0 ? nil : SHA256.digest(Array("\(number)".utf8)),
            details: number % 2 == 0 ? [:] : ["nom": "Élu n° \(number)"])
    }

    /// What SQLite keeps, when nobody is writing.
    static let files = ["tenant.sqlite", "tenant.sqlite-wal", "tenant.sqlite-shm"]
}

/// A disk of one folder in memory that fails at its nth call, and what is left of it after a power cut.
final class MarkDisk: Disk {
    private struct State {
        var calls = 0
        var names: [String: Content] = [:]
        var durableNames: [String: Content] = [:]
    }

    final class Content: DiskFile {
        let bytes = Mutex<[UInt8]>([])
        let durable = Mutex<[UInt8]>([])
        let step: @Sendable (DiskError.Operation) throws(DiskError) -> Void

        init(step: @escaping @Sendable (DiskError.Operation) throws(DiskError) -> Void) { self.step = step }

        func size() throws(DiskError) -> Int {
            try step(.size)
            return bytes.withLock { $0.count }
        }

        func write(_ buffer: UnsafeRawBufferPointer, at offset: Int) throws(DiskError) {
            let written = Array(buffer)
            // A failed write may leave a part of the bytes.
            do throws(DiskError) { try step(.write) } catch {
                bytes.withLock { $0 = Array(written.prefix(written.count / 2)) }
                throw error
            }
            bytes.withLock { $0.replaceSubrange(offset..., with: written) }
        }

        func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskError) -> Int {
            try step(.read)
            let part = bytes.withLock { Array($0.dropFirst(offset).prefix(buffer.count)) }
            buffer.copyBytes(from: part)
            return part.count
        }

        func allocate(upTo size: Int) throws(DiskError) { try step(.allocate) }
        func truncate(to size: Int) throws(DiskError) { try step(.truncate) }

        func synchronize() throws(DiskError) {
            try step(.synchronize)
            let now = bytes.withLock { $0 }
            durable.withLock { $0 = now }
        }
    }

    let failAt: Int?
    private let state = Mutex(State())

    init(failAt: Int? = nil) { self.failAt = failAt }

    var calls: Int { state.withLock { $0.calls } }
    var didFail: Bool { failAt.map { calls >= $0 } ?? false }

    /// What the next start finds: `kept` says whether names that no directory synchronisation covers survived.
    func afterPowerCut(namesKept: Bool) -> MarkDisk {
        let disk = MarkDisk()
        let names = state.withLock { namesKept ? $0.names : $0.durableNames }
        for (name, content) in names {
            let copy = disk.content()
            let bytes = content.durable.withLock { $0 }
            copy.bytes.withLock { $0 = bytes }
            copy.durable.withLock { $0 = bytes }
            disk.state.withLock { ($0.names[name], $0.durableNames[name]) = (copy, copy) }
        }
        return disk
    }

    func open(_ path: String, writing: Bool) throws(DiskError) -> any DiskFile {
        try step(.open)
        guard let content = state.withLock({ $0.names[path] }) else { throw DiskError(operation: .open, path: path, code: ENOENT) }
        return content
    }

    func create(_ path: String) throws(DiskError) -> any DiskFile {
        try step(.create)
        let content = content()
        let isNew = state.withLock { state in
            guard state.names[path] == nil else { return false }
            state.names[path] = content
            return true
        }
        guard isNew else { throw DiskError(operation: .create, path: path, code: EEXIST) }
        return content
    }

    func rename(_ from: String, to: String) throws(DiskError) {
        try step(.rename)
        state.withLock { $0.names[to] = $0.names.removeValue(forKey: from) }
    }

    func remove(_ path: String) throws(DiskError) {
        try step(.remove)
        guard state.withLock({ $0.names.removeValue(forKey: path) }) != nil else {
            throw DiskError(operation: .remove, path: path, code: ENOENT)
        }
    }

    func createDirectory(_ path: String) throws(DiskError) { try step(.createDirectory) }

    func synchronizeDirectory(_ path: String) throws(DiskError) {
        try step(.synchronizeDirectory)
        state.withLock { $0.durableNames = $0.names }
    }

    func names(in directory: String) throws(DiskError) -> [String] { state.withLock { Array($0.names.keys) } }

    private func content() -> Content { Content { [weak self] operation throws(DiskError) in try self?.step(operation) } }

    /// From the nth call on, everything fails, as with a disk that is gone.
    private func step(_ operation: DiskError.Operation) throws(DiskError) {
        let call = state.withLock { state in
            state.calls += 1
            return state.calls
        }
        if let failAt, call >= failAt { throw DiskError(operation: operation, path: "", code: EIO) }
    }
}

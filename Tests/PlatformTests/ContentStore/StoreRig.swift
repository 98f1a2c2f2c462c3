import ContentStore
import Database
import TestSupport
import Values

/// A tenant's database on a real disk and its packs on one that tests can break.
struct StoreRig {
    static let packs = "/packs"
    static let master = [UInt8](repeating: 0x11, count: 32)
    static let dedup = [UInt8](repeating: 0x22, count: 32)

    let scratch = Scratch()
    let database: TenantDatabase

    init() { database = TenantDatabase(path: scratch.path + "/tenant.sqlite", migrations: ContentStore.migrations) }

    func store(on disk: any Disk, seed: UInt64 = 1, master: [UInt8] = master) async throws -> ContentStore {
        try await ContentStore.open(
            directory: Self.packs, database: database, keys: StoreKeys(master: master, version: 1, dedup: Self.dedup), disk: disk,
            random: .seeded(seed))
    }

    @discardableResult
    func put(_ bytes: [UInt8], in store: ContentStore) async throws -> Digest {
        let staged = try await store.stage(bytes)
        return try await database.write { try store.keep(staged, in: $0) }
    }

    static func content(_ count: Int, _ seed: UInt64 = 7) -> [UInt8] {
        var random = Seeded(seed &+ UInt64(count))
        var bytes = [UInt8](repeating: 0, count: count)
        bytes.withUnsafeMutableBytes { buffer in
            for place in stride(from: 0, to: count - 7, by: 8) {
                buffer.storeBytes(of: random.next(), toByteOffset: place, as: UInt64.self)
            }
        }
        return bytes
    }
}

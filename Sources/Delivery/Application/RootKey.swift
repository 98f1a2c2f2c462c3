import Cryptography
import Database
import Glibc
import Values

/// The operator's secret: it wraps the keys of every authority and is in no database and no backup of one.
/// Losing it is losing everything that is sealed; it is made once, readable by the server's user alone.
struct RootKey: Sendable {
    private let bytes: [UInt8]
    private let random: RandomSource

    /// Reads the key, or makes it when `creating`. Durable on return.
    static func open(at path: String, creating: Bool, disk: any Disk, random: RandomSource) throws -> RootKey {
        if creating {
            let bytes = random.bytes(AESGCM.keyCount)
            try SecretFile.write(bytes, to: path, disk: disk)
            return RootKey(bytes: bytes, random: random)
        }
        let bytes = try SecretFile.read(path, disk: disk)
        guard bytes.count == AESGCM.keyCount else { throw InstanceRefusal.rootKeyUnusable(path: path) }
        return RootKey(bytes: bytes, random: random)
    }

    func seal(_ plain: [UInt8], for purpose: String) throws -> [UInt8] {
        let nonce = random.bytes(AESGCM.nonceCount)
        return nonce + (try AESGCM.seal(plain, key: bytes, nonce: nonce, associated: Array(purpose.utf8)))
    }

    func open(_ sealed: [UInt8], for purpose: String) throws -> [UInt8] {
        try AESGCM.open(
            Array(sealed.dropFirst(AESGCM.nonceCount)), key: bytes, nonce: Array(sealed.prefix(AESGCM.nonceCount)),
            associated: Array(purpose.utf8))
    }
}

/// A small file that appears whole or not at all, and only for the server's user.
enum SecretFile {
    static let bytesMax = 4096

    static func read(_ path: String, disk: any Disk) throws -> [UInt8] {
        let file = try disk.open(path, writing: false)
        let size = try file.size()
        return try file.read(min(size, bytesMax), at: 0)
    }

    static func write(_ bytes: [UInt8], to path: String, disk: any Disk) throws {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        let draft = path + ".new"
        try? disk.remove(draft)
        let file = try disk.create(draft)
        try file.write(bytes, at: 0)
        try file.synchronize()
        guard chmod(draft, 0o600) == 0 else { throw InstanceRefusal.rootKeyUnusable(path: path) }
        try disk.rename(draft, to: path)
        try disk.synchronizeDirectory(folder)
    }
}

/// The two secrets of an authority, sealed under the root key beside its database: the master key of its papers, the seed with which its
/// journal signs.
struct TenantKeys: Sendable {
    let master: [UInt8]
    let journalSeed: [UInt8]

    static func make(random: RandomSource, journalSeed: [UInt8]? = nil) -> TenantKeys {
        TenantKeys(master: random.bytes(32), journalSeed: journalSeed ?? random.bytes(32))
    }

    func keep(for tenant: TenantID, in folder: String, root: RootKey, disk: any Disk) throws {
        try SecretFile.write(root.seal(master + journalSeed, for: TenantKeys.purpose(tenant)), to: folder + "/keys", disk: disk)
    }

    static func open(for tenant: TenantID, in folder: String, root: RootKey, disk: any Disk) throws -> TenantKeys {
        let plain = try root.open(SecretFile.read(folder + "/keys", disk: disk), for: purpose(tenant))
        guard plain.count == 64 else { throw InstanceRefusal.keysUnusable(tenant) }
        return TenantKeys(master: Array(plain.prefix(32)), journalSeed: Array(plain.suffix(32)))
    }

    private static func purpose(_ tenant: TenantID) -> String { "tenant keys 1 \(tenant)" }
}

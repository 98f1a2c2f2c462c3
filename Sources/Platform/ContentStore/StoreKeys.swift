package import Cryptography
import Values

/// The secrets of one tenant's store. The master key, by its version, wraps the key of each blob and hides the directories of packs;
/// the dedup secret, which is never rotated, makes the identifiers. Neither is ever written by this module.
package struct StoreKeys: Sendable {
    package let version: UInt32
    /// Public name of the domain of keys and dedup, in every pack and in the context of every blob.
    let realm: [UInt8]
    private let master: [UInt8]
    private let wrapping: [UInt8]
    private let naming: [UInt8]

    /// 32 bytes each.
    package init(master: [UInt8], version: UInt32, dedup: [UInt8]) throws(CryptographyError) {
        for key in [master, dedup] where key.count != 32 { throw .wrongLength(of: "store key", found: key.count, expected: 32) }
        (self.master, self.version) = (master, version)
        wrapping = try Self.derived(master, "wrap", version.bigEndianBytes, 32)
        naming = try Self.derived(dedup, "id", [], 32)
        realm = try Self.derived(dedup, "realm", [], 16)
    }

    func blobID(_ digest: Digest, length: Int) -> BlobID {
        BlobID(bytes: HMAC.sha256(key: naming, digest.bytes + UInt64(clamping: length).bigEndianBytes))
    }

    /// "store/1" ‖ algorithm ‖ realm ‖ blob id: a cipher text opens at no other name and in no other realm.
    func context(_ id: BlobID) -> [UInt8] { Array("store/1".utf8) + [PackHeader.algorithm] + realm + id.bytes }

    func directoryKey(pack: PackID) throws(CryptographyError) -> [UInt8] {
        try Self.derived(master, "directory", version.bigEndianBytes + pack.bytes, 32)
    }

    func wrap(_ key: [UInt8], of id: BlobID, nonce: [UInt8]) throws(CryptographyError) -> [UInt8] {
        try nonce + AESGCM.seal(key, key: wrapping, nonce: nonce, associated: id.bytes)
    }

    func unwrap(_ wrapped: [UInt8], of id: BlobID) throws(CryptographyError) -> [UInt8] {
        let nonce = Array(wrapped.prefix(AESGCM.nonceCount))
        return try AESGCM.open(Array(wrapped.dropFirst(AESGCM.nonceCount)), key: wrapping, nonce: nonce, associated: id.bytes)
    }

    private static func derived(_ secret: [UInt8], _ use: String, _ more: [UInt8], _ count: Int) throws(CryptographyError) -> [UInt8] {
        try HKDF.expandSHA512(key: secret, info: Array("tabellion store/1 \(use)".utf8) + more, count: count)
    }
}

/// A key never reaches a log by being printed.
extension StoreKeys: CustomStringConvertible, CustomReflectable {
    package var description: String { "keys of a store, version \(version)" }
    package var customMirror: Mirror { Mirror(self, children: ["version": version]) }
}

/// HMAC-SHA-256 of a content's digest and length under a secret: tells nothing to who does not hold it.
struct BlobID: Hashable, Sendable {
    /// Always 32.
    let bytes: [UInt8]
}

/// Random, so that a file's name tells nothing.
struct PackID: Hashable, Sendable {
    /// Always 16.
    let bytes: [UInt8]

    init(random: RandomSource) { bytes = random.bytes(16) }

    init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    var fileName: String { Hexadecimal.encode(bytes) + ".pack" }
}

extension FixedWidthInteger {
    var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}

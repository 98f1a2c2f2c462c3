package import Values

/// A content whose cipher text is durable in a pack, and that nothing names yet: `ContentStore.keep` makes it exist.
/// Dropped without that, it costs the room it takes, and nobody can read it: its key was only here.
package struct StagedBlob: Sendable {
    package let digest: Digest
    package let length: Int
    /// Nil when the content was already kept: nothing was written.
    let sealed: Sealed?

    struct Sealed: Sendable {
        let place: Place
        let wrappedKey: [UInt8]
        let keyVersion: UInt32
    }

    /// Whether bytes were written for it.
    package var isNew: Bool { sealed != nil }
    /// Bytes written in a pack for it, without its share of directory and padding.
    package var storedCount: Int { isNew ? ChunkedEncryption.sealedCount(length) : 0 }
}

/// Where a blob was written, and the end of the batch that its flush made durable.
struct Place: Hashable, Sendable {
    let pack: PackID
    let offset: Int
    let batchEnd: Int
}

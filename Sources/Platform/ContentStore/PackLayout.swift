import Cryptography

/// Where things are in a pack (docs/formats/pack.md): a plain header of 4 KiB, then batches that start and end on 4 KiB.
/// Pure: bytes in, bytes out. A batch is blobs back to back, an encrypted directory, an encrypted footer of 44 bytes; the room that
/// is left is inside the directory's plain text, so that the length of nothing is seen.
struct PackHeader: Equatable {
    static let count = 4096
    static let algorithm: UInt8 = 1
    private static let magic = Array("tabellion pack".utf8) + [1, algorithm]

    let keyVersion: UInt32
    let pack: PackID
    let realm: [UInt8]

    init(pack: PackID, keys: StoreKeys) { (self.pack, keyVersion, realm) = (pack, keys.version, keys.realm) }

    /// The only form: 16 bytes of magic, version and algorithm, 4 of key version, 16 of pack id, 16 of realm, zeros.
    var bytes: [UInt8] {
        let start = Self.magic + keyVersion.bigEndianBytes + pack.bytes + realm
        return start + [UInt8](repeating: 0, count: Self.count - start.count)
    }
}

struct PackEntry: Hashable, Sendable {
    let id: BlobID
    let offset: Int
    let length: Int
}

/// The end of a batch: what it holds, sealed with a key of its pack and bound to its place.
struct BatchDirectory: Equatable {
    static let alignment = 4096
    static let footerCount = AESGCM.nonceCount + 16 + AESGCM.tagCount
    private static let entryCount = 32 + 8 + 8

    let start: Int
    let directoryStart: Int
    let end: Int
    let entries: [PackEntry]

    /// Of a batch that starts at `start` and whose blobs follow each other without a gap.
    init(start: Int, entries: [PackEntry]) {
        (self.start, self.entries) = (start, entries)
        directoryStart = entries.last.map { $0.offset + $0.length } ?? start
        let least = directoryStart + Self.overhead + 4 + entries.count * Self.entryCount
        end = (least + Self.alignment - 1) / Self.alignment * Self.alignment
    }

    private static let overhead = AESGCM.nonceCount + AESGCM.tagCount + footerCount

    /// Directory and footer, to be written at `directoryStart`.
    func sealed(key: [UInt8], nonces: (directory: [UInt8], footer: [UInt8])) throws(CryptographyError) -> [UInt8] {
        var plain = UInt32(clamping: entries.count).bigEndianBytes
        for entry in entries { plain += entry.id.bytes + UInt64(entry.offset).bigEndianBytes + UInt64(entry.length).bigEndianBytes }
        plain += [UInt8](repeating: 0, count: end - directoryStart - Self.overhead - plain.count)
        let directory = try AESGCM.seal(plain, key: key, nonce: nonces.directory, associated: Self.place(start, end))
        let pointers = UInt64(start).bigEndianBytes + UInt64(directoryStart).bigEndianBytes
        let footer = try AESGCM.seal(pointers, key: key, nonce: nonces.footer, associated: Self.place(end))
        return nonces.directory + directory + nonces.footer + footer
    }

    /// Where the batch that ends at `end` starts, and where its directory does.
    static func pointers(footer: [UInt8], end: Int, key: [UInt8]) throws(PackDamage) -> (start: Int, directory: Int) {
        guard let plain = opened(footer, key, place(end)), plain.count == 16,
            let start = integer(plain[..<8]), let directory = integer(plain[8...]),
            start >= PackHeader.count, start.isMultiple(of: alignment), start <= directory, directory <= end - overhead - 4
        else { throw .footer }
        return (start, directory)
    }

    /// Reads a directory back: entries follow each other from the start of the batch to the directory, and the rest is zero.
    init(directory: [UInt8], start: Int, directoryStart: Int, end: Int, key: [UInt8]) throws(PackDamage) {
        guard let plain = Self.opened(directory, key, Self.place(start, end)) else { throw .directory }
        guard let count = Self.integer(plain.prefix(4)), count <= (plain.count - 4) / Self.entryCount else { throw .directory }
        var entries: [PackEntry] = []
        var next = start
        for index in 0..<count {
            let bytes = plain.dropFirst(4 + index * Self.entryCount).prefix(Self.entryCount)
            guard let offset = Self.integer(bytes.dropFirst(32).prefix(8)), let length = Self.integer(bytes.suffix(8)),
                offset == next, length > 0, length <= directoryStart - offset
            else { throw .directory }
            entries.append(PackEntry(id: BlobID(bytes: Array(bytes.prefix(32))), offset: offset, length: length))
            next = offset + length
        }
        guard next == directoryStart, plain.dropFirst(4 + count * Self.entryCount).allSatisfy({ $0 == 0 }) else { throw .directory }
        (self.start, self.directoryStart, self.end, self.entries) = (start, directoryStart, end, entries)
    }

    private static func opened(_ sealed: [UInt8], _ key: [UInt8], _ associated: [UInt8]) -> [UInt8]? {
        let nonce = Array(sealed.prefix(AESGCM.nonceCount))
        return try? AESGCM.open(Array(sealed.dropFirst(AESGCM.nonceCount)), key: key, nonce: nonce, associated: associated)
    }

    private static func place(_ start: Int, _ end: Int) -> [UInt8] {
        Array("directory".utf8) + UInt64(start).bigEndianBytes + UInt64(end).bigEndianBytes
    }

    private static func place(_ end: Int) -> [UInt8] { Array("footer".utf8) + UInt64(end).bigEndianBytes }

    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count <= 8 else { return nil }
        return Int(exactly: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}

/// What is wrong in a pack, from the outside in.
package enum PackDamage: Error, Hashable, Sendable {
    /// The file is not there.
    case missing
    /// It ends before the last committed byte.
    case short(found: Int, committed: Int)
    /// Not the 4 KiB that this store writes for that pack, key version and realm.
    case header
    case footer
    case directory
    /// The row and the directory of the batch disagree, or no directory names the blob.
    case notInDirectory
    /// The key in the row does not open for this blob and version of the master key.
    case wrappedKey(version: UInt32)
    /// The cipher text is not the one that was sealed under this digest.
    case cipherText
    /// The row gives a length that no blob can have.
    case length(Int)
    /// The system could not read it.
    case unreadable(code: Int32)
}

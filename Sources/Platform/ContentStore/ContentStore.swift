import Cryptography
package import Database
package import Values

/// The contents of one tenant, each under the SHA-256 of its bytes: encrypted in append-only packs, named in the tenant's database.
/// Owns the formats of packs and blobs (docs/formats/pack.md) and the two tables that say where each blob is.
/// Refuses to answer before a content is durable, to write a byte twice, to give a content that is not the one that was taken, and
/// to dedupe across tenants: each has its own keys.
///
/// `stage` makes the bytes durable; `keep`, in the transaction of the act that needs them, makes them exist. What is staged and never
/// kept is dead room; what is kept and referenced by nothing is an unreferenced deposit, which `list` shows.
package final class ContentStore: Sendable {
    private let database: TenantDatabase
    private let writer: PackWriter
    private let executor: BlockingExecutor
    private var place: PackFile.Surroundings { writer.surroundings }

    package static let migrations = BlobTable.migrations
    package static let queries = BlobTable.queries

    /// Up to this length contents are sealed in memory and gathered in batches; above, each has a pack of its own.
    package static let gatheredMax = 4 << 20

    /// `directory`, where the packs are, must exist (`DataDirectory.createTenant`). Opens no pack: the first content does.
    package static func open(
        directory: String, database: TenantDatabase, keys: StoreKeys, disk: any Disk = SystemDisk(), random: RandomSource = .system,
        executor: BlockingExecutor = .shared
    ) async throws -> ContentStore {
        let last = try await database.read { try BlobTable(reader: $0).lastPack() }
        let surroundings = PackFile.Surroundings(disk: disk, directory: directory, keys: keys, random: random)
        let writer = PackWriter(surroundings, last: last.map { ($0.id, $0.committed) })
        return ContentStore(database: database, writer: writer, executor: executor)
    }

    private init(database: TenantDatabase, writer: PackWriter, executor: BlockingExecutor) {
        (self.database, self.writer, self.executor) = (database, writer, executor)
    }

    // Taking

    /// Returns when the bytes are durable; those of callers that wait together share one flush.
    package func stage(_ bytes: [UInt8]) async throws -> StagedBlob {
        guard bytes.count <= Self.gatheredMax else { return try await stage(BlobSource(bytes)) }
        let digest = try await executor.run { SHA256.digest(bytes) }
        if try await contains(digest) { return StagedBlob(digest: digest, length: bytes.count, sealed: nil) }
        return try await withCheckedThrowingContinuation { continuation in
            executor.submit { [place, writer] in
                do {
                    let id = place.keys.blobID(digest, length: bytes.count)
                    let fresh = try FreshKey(of: id, in: place)
                    let request = PackWriter.Request(id: id, sealed: try fresh.seal(bytes, context: place.keys.context(id))) { outcome in
                        continuation.resume(
                            with: outcome.map { StagedBlob(digest: digest, length: bytes.count, sealed: fresh.sealed(at: $0)) })
                    }
                    writer.add(request)
                } catch { continuation.resume(throwing: writer.refusal(after: error)) }
            }
        }
    }

    /// A file of any length, in constant memory. It is read twice and must not change meanwhile.
    package func stage(file path: String) async throws -> StagedBlob {
        let source = try await executor.run {
            do { return try BlobSource(file: SystemDisk().open(path, writing: false)) } catch { throw Self.unreadable(error) }
        }
        guard source.length > Self.gatheredMax else {
            let bytes = try await executor.run {
                var bytes: [UInt8] = []
                do { try source.forEachPiece { piece, _ in bytes.append(contentsOf: piece) } } catch { throw Self.unreadable(error) }
                return bytes
            }
            return try await stage(bytes)
        }
        return try await stage(source)
    }

    private func stage(_ source: BlobSource) async throws -> StagedBlob {
        let digest = try await executor.run {
            var hash = SHA256Stream()
            do { try source.forEachPiece { piece, _ in hash.update(piece) } } catch { throw Self.unreadable(error) }
            return hash.finish()
        }
        if try await contains(digest) { return StagedBlob(digest: digest, length: source.length, sealed: nil) }
        return try await executor.run { [place, writer] in
            let id = place.keys.blobID(digest, length: source.length)
            let fresh = try FreshKey(of: id, in: place)
            let placed = try writer.writeAlone(source, digest: digest, id: id, key: fresh.key)
            return StagedBlob(digest: digest, length: source.length, sealed: fresh.sealed(at: placed))
        }
    }

    /// Makes a staged content exist, in the caller's transaction: it is kept if and only if that transaction is.
    /// A content already kept stays as it is. Answers its digest, which names it from now on.
    @discardableResult
    package func keep(_ staged: StagedBlob, in transaction: Transaction<OneTenant>) throws -> Digest {
        if let sealed = staged.sealed {
            try BlobTable.insert(staged, sealed, in: transaction)
        } else if try !BlobTable(reader: transaction.reader).contains(staged.digest) {
            throw ContentStoreRefusal.vanished(staged.digest)
        }
        return staged.digest
    }

    private func contains(_ digest: Digest) async throws -> Bool {
        try await database.read { try BlobTable(reader: $0).contains(digest) }
    }

    private static func unreadable(_ error: any Error) -> any Error {
        (error as? DiskError).map { ContentStoreRefusal.unreadable($0) } ?? error
    }

    // Giving

    package func bytes(of digest: Digest) async throws -> [UInt8] {
        let blob = try await open(digest)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(blob.length)
        try await blob.read(0..<blob.length) { bytes += $0 }
        return bytes
    }

    /// A content to be read whole or by ranges; refuses a digest under which nothing is kept.
    package func open(_ digest: Digest) async throws -> StoredBlob {
        let row = try await database.read { try BlobTable(reader: $0).blob(digest) }
        guard let row else { throw ContentStoreRefusal.unknown(digest) }
        let reader = try await executor.run { [place] in
            do throws(PackDamage) {
                return try BlobReader(row, in: place)
            } catch {
                throw ContentStoreRefusal.damaged(digest, place: row.placeName, error)
            }
        }
        return StoredBlob(reader: reader, executor: executor)
    }

    package func stat(_ digest: Digest) async throws -> StoreEntry? {
        try await database.read { try BlobTable(reader: $0).blob(digest) }.map { StoreEntry($0) }
    }

    /// What is kept, unreferenced deposits included, by pages in the order of digests.
    package func list(after: Digest? = nil, limit: Int = 1000) async throws -> [StoreEntry] {
        try await database.read { try BlobTable(reader: $0).list(after: after, limit: limit) }.map { StoreEntry($0) }
    }

    /// Checks packs, directories, rows and keys; `deep`: also every byte of every content against its digest.
    package func verify(deep: Bool) async throws -> StoreReport {
        try await StoreCheck(database: database, place: place, executor: executor, deep: deep).run()
    }

    /// Closes the open pack and gives back the room reserved in it, unless somebody is writing; the next content opens it again.
    package func rest() async throws { try await executor.run { [writer] in writer.park() } }
}

/// What is kept under a digest.
package struct StoreEntry: Hashable, Sendable {
    package let digest: Digest
    package let length: Int
    /// Bytes of its cipher text, without its share of directory and padding.
    package let storedCount: Int
    /// The pack's file name and the offset in it.
    package let place: String

    init(_ row: BlobTable.Stored) {
        (digest, length, place) = (row.digest, row.length, row.placeName)
        storedCount = ChunkedEncryption.sealedCount(row.length)
    }
}

/// The key of a blob that is being taken.
struct FreshKey: Sendable {
    let key: [UInt8]
    private let wrapped: [UInt8]
    private let version: UInt32
    private let salt: [UInt8]

    init(of id: BlobID, in place: PackFile.Surroundings) throws {
        key = place.random.bytes(AESGCM.keyCount)
        salt = place.random.bytes(ChunkedEncryption.saltCount)
        wrapped = try place.keys.wrap(key, of: id, nonce: place.random.bytes(AESGCM.nonceCount))
        version = place.keys.version
    }

    func seal(_ bytes: [UInt8], context: [UInt8]) throws -> [UInt8] {
        var sealer = try ChunkSealer(inputKey: key, salt: salt, context: context)
        let count = ChunkedEncryption.sealedCount(bytes.count)
        return try [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
            let output = UnsafeMutableRawBufferPointer(buffer)
            output.copyBytes(from: sealer.head)
            let rest = UnsafeMutableRawBufferPointer(rebasing: output[ChunkedEncryption.headCount..<count])
            try bytes.withUnsafeBytes { try sealer.seal($0, last: true, into: rest) }
            initialized = count
        }
    }

    func sealed(at place: Place) -> StagedBlob.Sealed { StagedBlob.Sealed(place: place, wrappedKey: wrapped, keyVersion: version) }
}

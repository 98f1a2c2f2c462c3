import Cryptography
import Database
package import Values

/// What a check of the store found.
package struct StoreReport: Sendable, Equatable {
    package var blobs: Int
    package var bytes: Int
    package var damaged: [Damage]
    /// Files that no row names: written and never kept, or newer than the database.
    package var strays: [String]

    package init(blobs: Int = 0, bytes: Int = 0, damaged: [Damage] = [], strays: [String] = []) {
        (self.blobs, self.bytes, self.damaged, self.strays) = (blobs, bytes, damaged, strays)
    }

    package struct Damage: Sendable, Hashable {
        /// Nil when the pack itself is damaged rather than one of its contents.
        package let id: Digest?
        /// The pack's file name and the offset in it.
        package let place: String
        package let kind: PackDamage
    }
}

/// Re-derives everything from rows and files, sharing only the layout and the keys with the writer. Pack after pack: the header,
/// the directories from the last committed byte back to the first, then each row against its directory and, when deep, each byte.
struct StoreCheck: Sendable {
    let database: TenantDatabase
    let place: PackFile.Surroundings
    let executor: BlockingExecutor
    let deep: Bool

    private static let packsAtOnce = 2
    private static let rowsAtOnce = 256

    func run() async throws -> StoreReport {
        let packs = try await database.read { try BlobTable(reader: $0).packs() }
        var report = StoreReport()
        var next = packs.makeIterator()
        try await withThrowingTaskGroup(of: StoreReport.self) { group in
            for _ in 0..<Self.packsAtOnce { if let pack = next.next() { group.addTask { try await check(pack) } } }
            while let part = try await group.next() {
                report.blobs += part.blobs
                report.bytes += part.bytes
                report.damaged += part.damaged
                if let pack = next.next() { group.addTask { try await check(pack) } }
            }
        }
        let known = Set(packs.map(\.id.fileName))
        report.strays = try await executor.run { try place.disk.names(in: place.directory) }.filter { !known.contains($0) }.sorted()
        report.damaged.sort { ($0.place, $0.id?.hex ?? "") < ($1.place, $1.id?.hex ?? "") }
        return report
    }

    private func check(_ pack: BlobTable.Pack) async throws -> StoreReport {
        let (entries, damage): (Set<PackEntry>, StoreReport.Damage?) = try await executor.run { self.entries(of: pack) }
        var report = StoreReport(damaged: damage.map { [$0] } ?? [])
        var after = -1
        while true {
            let rows = try await database.read { [after] in
                try BlobTable(reader: $0).blobs(in: pack, after: after, limit: Self.rowsAtOnce)
            }
            guard let last = rows.last else { return report }
            after = last.offset
            let directories = damage == nil ? entries : nil
            let damaged = try await executor.run { rows.compactMap { self.damage(of: $0, entries: directories) } }
            report.blobs += rows.count
            report.bytes += rows.reduce(0) { $0 + max(0, $1.length) }
            report.damaged += damaged
        }
    }

    /// What the directories say, and the first damage met on the way.
    private func entries(of pack: BlobTable.Pack) -> (Set<PackEntry>, StoreReport.Damage?) {
        var entries: Set<PackEntry> = []
        var end = pack.committed
        do throws(PackDamage) {
            let (file, size) = try readable { () throws(DiskError) in
                let file = try place.disk.open(place.directory + "/" + pack.id.fileName, writing: false)
                return (file, try file.size())
            }
            guard size >= end else { throw .short(found: size, committed: end) }
            guard end > PackHeader.count, end.isMultiple(of: BatchDirectory.alignment) else { throw .footer }
            let header = try readable { () throws(DiskError) in try file.read(PackHeader.count, at: 0) }
            guard header == PackHeader(pack: pack.id, keys: place.keys).bytes else {
                end = 0
                throw .header
            }
            guard let key = try? place.keys.directoryKey(pack: pack.id) else { throw .directory }
            while end > PackHeader.count {
                let batch = try batch(endingAt: end, in: file, key)
                entries.formUnion(batch.entries)
                end = batch.start
            }
            return (entries, nil)
        } catch {
            return (entries, StoreReport.Damage(id: nil, place: "\(pack.id.fileName):\(end)", kind: error))
        }
    }

    private func batch(endingAt end: Int, in file: any DiskFile, _ key: [UInt8]) throws(PackDamage) -> BatchDirectory {
        let footerStart = end - BatchDirectory.footerCount
        let footer = try readable { () throws(DiskError) in try file.read(BatchDirectory.footerCount, at: footerStart) }
        let (start, directoryStart) = try BatchDirectory.pointers(footer: footer, end: end, key: key)
        let directory = try readable { () throws(DiskError) in try file.read(footerStart - directoryStart, at: directoryStart) }
        return try BatchDirectory(directory: directory, start: start, directoryStart: directoryStart, end: end, key: key)
    }

    /// `entries` is nil when the directories of the pack could not all be read: then only the row and the bytes speak.
    private func damage(of row: BlobTable.Stored, entries: Set<PackEntry>?) -> StoreReport.Damage? {
        do throws(PackDamage) {
            _ = try BlobReader.key(of: row, place.keys)
            let id = place.keys.blobID(row.digest, length: row.length)
            let entry = PackEntry(id: id, offset: row.offset, length: ChunkedEncryption.sealedCount(row.length))
            if let entries, !entries.contains(entry) { throw .notInDirectory }
            if deep { try readThrough(BlobReader(row, in: place)) }
            return nil
        } catch { return StoreReport.Damage(id: row.digest, place: row.placeName, kind: error) }
    }

    private func readThrough(_ reader: BlobReader) throws(PackDamage) {
        var hash = SHA256Stream()
        let chunks = reader.chunks(for: 0..<reader.row.length)
        for first in stride(from: chunks.lowerBound, to: chunks.upperBound, by: 64) {
            hash.update(try reader.plain(of: first..<min(chunks.upperBound, first + 64)))
        }
        guard hash.finish() == reader.row.digest else { throw .cipherText }
    }
}

import Cryptography
import Database
import Values

/// One pack open for writing: bytes are added at its tail, batch after batch.
struct PackFile: Sendable {
    let id: PackID
    let path: String
    let file: any DiskFile
    let directoryKey: [UInt8]
    private(set) var tail: Int
    private(set) var allocated: Int

    /// Gathered batches stop filling a pack here; a content that is too large for a batch has a pack of its own, of any length.
    static let sizeMax = 64 << 20

    /// What packs need from outside.
    struct Surroundings: Sendable {
        let disk: any Disk
        let directory: String
        let keys: StoreKeys
        let random: RandomSource
    }

    /// (PackWriter, invariant 2) Room first, then the header, its flush, and the flush of the name.
    init(creating id: PackID, allocating room: Int, in place: Surroundings) throws {
        self.id = id
        path = place.directory + "/" + id.fileName
        directoryKey = try place.keys.directoryKey(pack: id)
        file = try place.disk.create(path)
        (tail, allocated) = (PackHeader.count, room)
        do {
            try file.allocate(upTo: room)
            try file.write(PackHeader(pack: id, keys: place.keys).bytes, at: 0)
            try file.synchronize()
            try place.disk.synchronizeDirectory(place.directory)
        } catch {
            try? place.disk.remove(path)
            throw error
        }
    }

    /// Nil when it cannot be written again (invariant 3): full, of another key, or followed by bytes of an earlier life that nobody kept.
    init?(resuming id: PackID, at tail: Int, in place: Surroundings) throws {
        guard tail >= PackHeader.count, tail < Self.sizeMax / 2, tail.isMultiple(of: BatchDirectory.alignment) else { return nil }
        path = place.directory + "/" + id.fileName
        file = try place.disk.open(path, writing: true)
        let size = try file.size()
        allocated = size
        guard size >= tail, try file.read(PackHeader.count, at: 0) == PackHeader(pack: id, keys: place.keys).bytes else { return nil }
        var after = [UInt8](repeating: 0, count: BatchDirectory.alignment)
        let opened = file
        _ = try after.withUnsafeMutableBytes { try opened.read(into: $0, at: tail) }
        guard after.allSatisfy({ $0 == 0 }) else { return nil }
        directoryKey = try place.keys.directoryKey(pack: id)
        (self.id, self.tail) = (id, tail)
    }

    func hasRoom(for count: Int) -> Bool { tail == PackHeader.count || tail + count <= Self.sizeMax }

    /// Nothing is written when this throws. Answers whether more room had to be reserved.
    mutating func allocate(upTo size: Int, step: Int) throws -> Bool {
        guard size > allocated else { return false }
        let wanted = max(size, min(allocated + step, Self.sizeMax))
        try file.allocate(upTo: wanted)
        allocated = wanted
        return true
    }

    /// (Invariants 1 and 3) The batch whose blobs are already written at the tail is finished, flushed, and left behind.
    mutating func close(_ batch: BatchDirectory, _ random: RandomSource) throws {
        let nonces = (directory: random.bytes(AESGCM.nonceCount), footer: random.bytes(AESGCM.nonceCount))
        try file.write(batch.sealed(key: directoryKey, nonces: nonces), at: batch.directoryStart)
        try file.synchronize()
        tail = batch.end
    }

    /// Gives back the room that was reserved and not used.
    func trim() { try? file.truncate(to: tail) }
}

import Cryptography
import Database
import Synchronization
import Values

/// The only writer of a tenant's packs. What decides whether an acknowledged content survives is here:
///
/// (1) A place is answered only after one flush covered the blob, the directory of its batch and the size of the file.
/// (2) A pack is used only once its header is flushed and its name too (the flush of its directory).
/// (3) A byte once written is never written again. The tail moves by whole batches, also over what nobody keeps; after a restart
///     it is the end of the last batch of which a row exists, and bytes found beyond make the pack closed for good.
/// (4) Full disk: the batch is refused and the writer lives. Room is reserved before the first byte; if a write is refused all the
///     same, the pack is left at once, since bytes may lie beyond its tail.
/// (5) Any other failure, of the flush above all: nobody is answered a place, and the writer stays broken. A page whose flush
///     failed is taken for clean by the kernel, so that a second flush would lie.
/// (6) One writer: callers that wait are gathered by whoever finds nobody at work, and the file is locked.
///
/// Alone, a caller's batch is written at once: there is no delay to gather others.
final class PackWriter: Sendable {
    struct Request: Sendable {
        let id: BlobID
        let sealed: [UInt8]
        let answer: @Sendable (Result<Place, ContentStoreRefusal>) -> Void
    }

    private struct Queue {
        var waiting: [Request] = []
        var working = false
        var broken: ContentStoreRefusal?
    }
    private struct Tail {
        var pack: PackFile?
        var resume: (pack: PackID, tail: Int)?
        var step = 1 << 20
    }

    private static let batchCountMax = 64
    /// Small, so that the contents of the next batch are sealed while this one is flushed.
    private static let batchBytesMax = 2 << 20

    let surroundings: PackFile.Surroundings
    private let queue = Mutex(Queue())
    private let tail: Mutex<Tail>

    /// `last`: the youngest pack of which a row exists, and the end of its last batch of which a row exists.
    init(_ surroundings: PackFile.Surroundings, last: (pack: PackID, tail: Int)?) {
        self.surroundings = surroundings
        tail = Mutex(Tail(resume: last))
    }

    /// May block: to be called on a blocking thread.
    func add(_ request: Request) {
        let (first, broken) = queue.withLock { queue -> (Bool, ContentStoreRefusal?) in
            if let broken = queue.broken { return (false, broken) }
            queue.waiting.append(request)
            defer { queue.working = true }
            return (!queue.working, nil)
        }
        if let broken { return request.answer(.failure(broken)) }
        guard first else { return }
        while let batch = next() {
            switch write(batch) {
            case .success(let places): for (request, place) in zip(batch, places) { request.answer(.success(place)) }
            case .failure(let refusal): for request in batch { request.answer(.failure(refusal)) }
            }
        }
    }

    /// Closes the file when nobody writes; the next batch opens it again.
    func park() {
        guard queue.withLock({ !$0.working }) else { return }
        tail.withLock { tail in
            guard let pack = tail.pack else { return }
            pack.trim()
            tail = Tail(resume: (pack.id, pack.tail))
        }
    }

    /// Whatever fails in the packs of large contents counts as a failure of this writer.
    func refusal(after error: any Error) -> ContentStoreRefusal {
        guard let error = error as? DiskError else {
            return error as? ContentStoreRefusal ?? .cryptography(error as? CryptographyError ?? .notAuthentic)
        }
        if error.isFull { return .diskFull }
        return queue.withLock { queue in
            let refusal = queue.broken ?? .broken(error)
            queue.broken = refusal
            return refusal
        }
    }

    func throwIfBroken() throws { if let broken = queue.withLock({ $0.broken }) { throw broken } }

    private func next() -> [Request]? {
        queue.withLock { queue in
            var bytes = 0
            let batch = queue.waiting.prefix(Self.batchCountMax).prefix { request in
                defer { bytes += request.sealed.count }
                return bytes == 0 || bytes + request.sealed.count <= Self.batchBytesMax
            }
            guard !batch.isEmpty else {
                queue.working = false
                return nil
            }
            queue.waiting.removeFirst(batch.count)
            return Array(batch)
        }
    }

    private func write(_ batch: [Request]) -> Result<[Place], ContentStoreRefusal> {
        tail.withLock { tail in
            do {
                try throwIfBroken()
                var pack = try ready(&tail, for: batch.reduce(0) { $0 + $1.sealed.count })
                let directory = self.directory(of: batch, from: pack.tail)
                if try pack.allocate(upTo: directory.end, step: tail.step) { tail.step = min(tail.step * 2, PackFile.sizeMax) }
                tail.pack = nil  // invariant 4: not to be found again unless all of this succeeds
                for (request, entry) in zip(batch, directory.entries) { try pack.file.write(request.sealed, at: entry.offset) }
                try pack.close(directory, surroundings.random)
                tail.pack = pack
                return .success(directory.entries.map { Place(pack: pack.id, offset: $0.offset, batchEnd: directory.end) })
            } catch {
                return .failure(refusal(after: error))
            }
        }
    }

    /// A pack with room: the one in use, else the one of an earlier life, else a new one.
    private func ready(_ tail: inout Tail, for count: Int) throws -> PackFile {
        if let last = tail.resume {
            tail.resume = nil
            tail.pack = try? PackFile(resuming: last.pack, at: last.tail, in: surroundings)
        }
        if let pack = tail.pack {
            guard !pack.hasRoom(for: count) else { return pack }
            pack.trim()
        }
        let pack = try PackFile(creating: PackID(random: surroundings.random), allocating: tail.step, in: surroundings)
        tail.pack = pack
        return pack
    }

    private func directory(of batch: [Request], from start: Int) -> BatchDirectory {
        var offset = start
        return BatchDirectory(
            start: start,
            entries: batch.map { request in
                defer { offset += request.sealed.count }
                return PackEntry(id: request.id, offset: offset, length: request.sealed.count)
            })
    }
}

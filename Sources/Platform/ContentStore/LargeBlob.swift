import Cryptography
import Database
import Values

/// Where bytes are taken from, twice: to be named, then to be sealed.
struct BlobSource: Sendable {
    let length: Int
    /// As many bytes as asked but at the end.
    let read: @Sendable (UnsafeMutableRawBufferPointer, Int) throws -> Int

    init(_ bytes: [UInt8]) {
        length = bytes.count
        read = { buffer, offset in
            bytes.withUnsafeBytes { source in
                let piece = source[min(offset, source.count)..<min(source.count, offset + buffer.count)]
                buffer.copyBytes(from: piece)
                return piece.count
            }
        }
    }

    init(file: any DiskFile) throws {
        length = try file.size()
        read = { try file.read(into: $0, at: $1) }
    }

    /// Gives the content piece by piece, each of `pieceCount` but the last, which may be empty. What a file has beyond the length it
    /// had when it was opened is left out; one that became shorter is refused.
    func forEachPiece(_ body: (UnsafeRawBufferPointer, _ last: Bool) throws -> Void) throws {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceCount, alignment: 4096)
        defer { buffer.deallocate() }
        for start in stride(from: 0, through: length, by: Self.pieceCount) {
            let wanted = min(Self.pieceCount, length - start)
            let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
            guard try read(piece, start) == wanted else { throw ContentStoreRefusal.shortened(length: length) }
            try body(UnsafeRawBufferPointer(piece), wanted < Self.pieceCount)
        }
    }

    /// 64 chunks of 16 KiB.
    static let pieceCount = 1 << 20
}

extension PackWriter {
    /// A content in a pack of its own, sealed piece by piece in constant memory; durable on return (invariants 1 and 2).
    /// Refuses a source that does not give the bytes it was named after; the pack is then removed.
    func writeAlone(_ source: BlobSource, digest: Digest, id: BlobID, key: [UInt8]) throws -> Place {
        do {
            try throwIfBroken()
            let sealedCount = ChunkedEncryption.sealedCount(source.length)
            let batch = BatchDirectory(
                start: PackHeader.count, entries: [PackEntry(id: id, offset: PackHeader.count, length: sealedCount)])
            var pack = try PackFile(creating: PackID(random: surroundings.random), allocating: batch.end, in: surroundings)
            do {
                let salt = surroundings.random.bytes(ChunkedEncryption.saltCount)
                let context = surroundings.keys.context(id)
                let found = try seal(source, ChunkSealer(inputKey: key, salt: salt, context: context), into: pack.file)
                guard found == digest else { throw ContentStoreRefusal.changedWhileRead(expected: digest, found: found) }
                try pack.close(batch, surroundings.random)
            } catch {
                try? surroundings.disk.remove(pack.path)
                throw error
            }
            return Place(pack: pack.id, offset: PackHeader.count, batchEnd: batch.end)
        } catch {
            throw refusal(after: error)
        }
    }

    private func seal(_ source: BlobSource, _ sealer: consuming ChunkSealer, into file: any DiskFile) throws -> Digest {
        var sealer = sealer
        var hash = SHA256Stream()
        try file.write(sealer.head, at: PackHeader.count)
        var offset = PackHeader.count + sealer.head.count
        let outputMax = BlobSource.pieceCount / ChunkedEncryption.chunkCount * ChunkedEncryption.sealedChunkCount
        let output = UnsafeMutableRawBufferPointer.allocate(byteCount: outputMax, alignment: 4096)
        defer { output.deallocate() }
        try source.forEachPiece { piece, last in
            hash.update(piece)
            let chunks = piece.count / ChunkedEncryption.chunkCount + (last ? 1 : 0)
            let sealed = UnsafeMutableRawBufferPointer(rebasing: output[..<(piece.count + chunks * AESGCM.tagCount)])
            try sealer.seal(piece, last: last, into: sealed)
            try file.write(UnsafeRawBufferPointer(sealed), at: offset)
            offset += sealed.count
        }
        return hash.finish()
    }
}

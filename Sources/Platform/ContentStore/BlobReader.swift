import Cryptography
import Database
package import Values

/// Reads one blob: finds its key, then opens any of its chunks. Everything that was not sealed under this digest is refused: the
/// digest and the length give the id, the id binds the wrapped key and the context of the cipher text.
final class BlobReader: Sendable {
    let row: BlobTable.Stored
    private let file: any DiskFile
    private let key: [UInt8]
    private let context: [UInt8]
    private let head: [UInt8]

    init(_ row: BlobTable.Stored, in place: PackFile.Surroundings) throws(PackDamage) {
        self.row = row
        key = try Self.key(of: row, place.keys)
        context = place.keys.context(place.keys.blobID(row.digest, length: row.length))
        (file, head) = try readable { () throws(DiskError) in
            let file = try place.disk.open(place.directory + "/" + row.pack.fileName, writing: false)
            return (file, try file.read(ChunkedEncryption.headCount, at: row.offset))
        }
    }

    /// Also refuses a row whose numbers no blob can have, so that arithmetic on them is safe afterwards.
    static func key(of row: BlobTable.Stored, _ keys: StoreKeys) throws(PackDamage) -> [UInt8] {
        guard 0...ChunkedEncryption.lengthMax ~= row.length else { throw .length(row.length) }
        guard PackHeader.count...ChunkedEncryption.lengthMax ~= row.offset else { throw .notInDirectory }
        guard row.keyVersion == keys.version, let key = try? keys.unwrap(row.wrappedKey, of: keys.blobID(row.digest, length: row.length))
        else { throw .wrappedKey(version: row.keyVersion) }
        return key
    }

    /// The chunks of a stretch of plain text: all that `range` touches, and the last, short one when it reaches the end.
    func chunks(for range: Range<Int>) -> Range<Int> {
        let size = ChunkedEncryption.chunkCount
        let end = range.upperBound == row.length ? row.length / size + 1 : (range.upperBound + size - 1) / size
        return min(range.lowerBound / size, end)..<end
    }

    /// Plain text of consecutive chunks.
    func plain(of chunks: Range<Int>) throws(PackDamage) -> [UInt8] {
        let size = ChunkedEncryption.chunkCount
        let plainCount = min(row.length, chunks.upperBound * size) - chunks.lowerBound * size
        let sealedCount = plainCount + chunks.count * AESGCM.tagCount
        let offset = row.offset + ChunkedEncryption.headCount + chunks.lowerBound * ChunkedEncryption.sealedChunkCount
        let sealed = try readable { () throws(DiskError) in try file.read(sealedCount, at: offset) }
        do {
            let opener = try ChunkOpener(inputKey: key, head: head, context: context)
            return try [UInt8](unsafeUninitializedCapacity: plainCount) { buffer, initialized in
                let output = UnsafeMutableRawBufferPointer(buffer)
                try sealed.withUnsafeBytes { try opener.open($0, from: chunks.lowerBound, into: output) }
                initialized = plainCount
            }
        } catch { throw .cipherText }
    }
}

func readable<T>(_ body: () throws(DiskError) -> T) throws(PackDamage) -> T {
    do throws(DiskError) { return try body() } catch {
        throw error.isMissing ? .missing : error.isShort ? .short(found: 0, committed: 0) : .unreadable(code: error.code)
    }
}

/// A content that is kept, open for reading.
package struct StoredBlob: Sendable {
    let reader: BlobReader
    let executor: BlockingExecutor

    package var digest: Digest { reader.row.digest }
    package var length: Int { reader.row.length }

    private static let chunksAtOnce = 64

    /// Gives the bytes of `range` in order, in slices of at most 1 MiB; each is authentic when it is given, and the next is read when
    /// `writer` returns.
    package func read(_ range: Range<Int>, into writer: (ArraySlice<UInt8>) async throws -> Void) async throws {
        guard range.lowerBound >= 0, range.upperBound <= length else {
            throw ContentStoreRefusal.outOfRange(asked: range, length: length)
        }
        let chunks = reader.chunks(for: range)
        for first in stride(from: chunks.lowerBound, to: chunks.upperBound, by: Self.chunksAtOnce) {
            let plain = try await plain(of: first..<min(chunks.upperBound, first + Self.chunksAtOnce))
            let start = first * ChunkedEncryption.chunkCount
            let slice = plain[max(0, range.lowerBound - start)..<min(plain.count, max(0, range.upperBound - start))]
            if !slice.isEmpty { try await writer(slice) }
        }
    }

    private func plain(of chunks: Range<Int>) async throws -> [UInt8] {
        try await executor.run { [reader] in
            do throws(PackDamage) {
                return try reader.plain(of: chunks)
            } catch {
                throw ContentStoreRefusal.damaged(reader.row.digest, place: reader.row.placeName, error)
            }
        }
    }
}

extension BlobTable.Stored {
    var placeName: String { "\(pack.fileName):\(offset)" }
}

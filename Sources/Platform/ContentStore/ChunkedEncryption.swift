import Cryptography

/// C2SP chunked-encryption with SHA-512 and AES-256-GCM ("Cobblestone-256", c2sp.org/chunked-encryption):
/// salt (24) ‖ commitment (32) ‖ chunks of 16 KiB of plain text, each followed by its tag; the last is always shorter.
enum ChunkedEncryption {
    static let chunkCount = 16_384
    static let sealedChunkCount = chunkCount + AESGCM.tagCount
    static let saltCount = 24
    static let headCount = saltCount + 32
    /// "The message MUST NOT exceed 2³⁸ chunks or 4 PiB - 1 byte."
    static let lengthMax = (1 << 52) - 1

    static func sealedCount(_ plain: Int) -> Int { headCount + plain + AESGCM.tagCount * (plain / chunkCount + 1) }

    struct Derived {
        let key: [UInt8]
        let baseNonce: [UInt8]
        let commitment: [UInt8]

        init(inputKey: [UInt8], salt: [UInt8], context: [UInt8]) throws(CryptographyError) {
            let info = Array("c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM".utf8) + [0] + salt + context
            let output = try HKDF.expandSHA512(key: inputKey, info: info, count: 32 + 12 + 32)
            (key, baseNonce, commitment) = (Array(output[..<32]), Array(output[32..<44]), Array(output[44...]))
        }
    }

    static func nonce(_ base: [UInt8], _ number: Int) -> [UInt8] {
        var nonce = base
        for place in 0..<5 { nonce[11 - place] ^= UInt8(truncatingIfNeeded: number >> (8 * place)) }
        return nonce
    }
}

/// Seals one message given in pieces, in order.
struct ChunkSealer: ~Copyable {
    let head: [UInt8]
    private let sealer: AESGCMSealer
    private let baseNonce: [UInt8]
    private var number: Int

    init(inputKey: [UInt8], salt: [UInt8], context: [UInt8]) throws(CryptographyError) {
        let derived = try ChunkedEncryption.Derived(inputKey: inputKey, salt: salt, context: context)
        let sealer = try AESGCMSealer(key: derived.key)
        self.sealer = sealer
        head = salt + derived.commitment
        baseNonce = derived.baseNonce
        number = 0
    }

    /// Every piece but the last is a whole number of chunks; `output` is longer by one tag a chunk.
    mutating func seal(
        _ plain: UnsafeRawBufferPointer, last: Bool, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptographyError) {
        let chunk = ChunkedEncryption.chunkCount
        let chunks = plain.count / chunk + (last ? 1 : 0)
        for index in 0..<chunks {
            let source = plain[(index * chunk)..<min(plain.count, (index + 1) * chunk)]
            let start = index * ChunkedEncryption.sealedChunkCount
            let target = output[start..<(start + source.count + AESGCM.tagCount)]
            try sealer.seal(
                UnsafeRawBufferPointer(rebasing: source), nonce: ChunkedEncryption.nonce(baseNonce, number), associated: [],
                into: UnsafeMutableRawBufferPointer(rebasing: target))
            number += 1
        }
    }
}

/// Opens any chunks of one message of known length.
struct ChunkOpener: ~Copyable {
    private let opener: AESGCMOpener
    private let baseNonce: [UInt8]

    /// `head` is the first 56 bytes; refuses another key or context by the commitment.
    init(inputKey: [UInt8], head: [UInt8], context: [UInt8]) throws(CryptographyError) {
        let salt = Array(head.prefix(ChunkedEncryption.saltCount))
        let derived = try ChunkedEncryption.Derived(inputKey: inputKey, salt: salt, context: context)
        guard ConstantTime.equal(derived.commitment, Array(head.dropFirst(ChunkedEncryption.saltCount))) else { throw .notAuthentic }
        let opener = try AESGCMOpener(key: derived.key)
        self.opener = opener
        baseNonce = derived.baseNonce
    }

    /// Consecutive chunks from `number`; `output` is shorter by one tag a chunk.
    func open(
        _ sealed: UnsafeRawBufferPointer, from number: Int, into output: UnsafeMutableRawBufferPointer
    ) throws(CryptographyError) {
        var read = 0
        var written = 0
        var number = number
        while read < sealed.count {
            let source = sealed[read..<min(sealed.count, read + ChunkedEncryption.sealedChunkCount)]
            let count = max(0, source.count - AESGCM.tagCount)
            guard written + count <= output.count else { throw .notAuthentic }
            try opener.open(
                UnsafeRawBufferPointer(rebasing: source), nonce: ChunkedEncryption.nonce(baseNonce, number), associated: [],
                into: UnsafeMutableRawBufferPointer(rebasing: output[written..<(written + count)]))
            (read, written, number) = (read + source.count, written + count, number + 1)
        }
    }
}

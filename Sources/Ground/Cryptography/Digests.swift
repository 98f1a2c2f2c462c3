internal import COpenSSL
package import Values

/// The digests that signatures name. SHA-1 and SHA-224 are known so that what uses them can be read and refused by name.
package enum DigestAlgorithm: String, Hashable, Sendable, CaseIterable {
    case sha1, sha224, sha256, sha384, sha512

    /// ETSI TS 119 312 v1.5.1: no end date for these.
    package var isAcceptable: Bool { self != .sha1 && self != .sha224 }

    package var byteCount: Int {
        switch self {
        case .sha1: 20
        case .sha224: 28
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    package func digest(_ bytes: [UInt8]) -> [UInt8] { digest([bytes[...]]) }

    /// The digest of the parts one after the other, without joining them.
    package func digest(_ parts: [ArraySlice<UInt8>]) -> [UInt8] {
        let stream = DigestContext(algorithm)
        for part in parts { part.withUnsafeBytes { stream.update($0) } }
        return stream.finish(byteCount)
    }

    var algorithm: Algorithm {
        switch self {
        case .sha1: .sha1
        case .sha224: .sha224
        case .sha256: .sha256
        case .sha384: .sha384
        case .sha512: .sha512
        }
    }
}

package enum SHA256 {
    package static func digest(_ bytes: [UInt8]) -> Digest { bytes.withUnsafeBytes { digest($0) } }

    package static func digest(_ bytes: ArraySlice<UInt8>) -> Digest { bytes.withUnsafeBytes { digest($0) } }

    package static func digest(_ bytes: UnsafeRawBufferPointer) -> Digest { known(oneShot(bytes, .sha256, 32)) }

    package static func digest(_ parts: [ArraySlice<UInt8>]) -> Digest { known(DigestAlgorithm.sha256.digest(parts)) }
}

package enum SHA512 {
    package static func digest(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { oneShot($0, .sha512, 64) } }

    package static func digest(_ parts: [ArraySlice<UInt8>]) -> [UInt8] { DigestAlgorithm.sha512.digest(parts) }
}

/// SHA-256 of a stream, in constant memory. `finish` ends it; a finished stream cannot be used, by type.
package struct SHA256Stream: ~Copyable {
    private let context = DigestContext(.sha256)

    package init() {}

    package mutating func update(_ bytes: UnsafeRawBufferPointer) { context.update(bytes) }

    package mutating func update(_ bytes: [UInt8]) { bytes.withUnsafeBytes { context.update($0) } }

    package mutating func update(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBytes { context.update($0) } }

    package mutating func update(_ bytes: RawSpan) { bytes.withUnsafeBytes { context.update($0) } }

    package consuming func finish() -> Digest { known(context.finish(32)) }
}

/// The one owner of an EVP_MD_CTX; internal, because a private one does not link in release.
/// Hashing can only fail for want of memory, and then Swift itself stops the process: hence no `throws`, and never a digest of nothing.
struct DigestContext: ~Copyable {
    private let pointer: OpaquePointer

    init(_ algorithm: Algorithm) {
        guard let pointer = EVP_MD_CTX_new(), EVP_DigestInit_ex2(pointer, algorithm.pointer, nil) == 1 else {
            preconditionFailure("no memory for a digest")
        }
        self.pointer = pointer
    }

    deinit { EVP_MD_CTX_free(pointer) }

    func update(_ bytes: UnsafeRawBufferPointer) {
        precondition(EVP_DigestUpdate(pointer, bytes.baseAddress, bytes.count) == 1, "no memory for a digest")
    }

    func finish(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: max(count, Int(EVP_MAX_MD_SIZE))) { buffer, written in
            precondition(EVP_DigestFinal_ex(pointer, buffer.baseAddress, nil) == 1, "no memory for a digest")
            written = count
        }
    }
}

private func oneShot(_ bytes: UnsafeRawBufferPointer, _ algorithm: Algorithm, _ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, written in
        precondition(
            EVP_Digest(bytes.baseAddress, bytes.count, buffer.baseAddress, nil, algorithm.pointer, nil) == 1, "no memory for a digest")
        written = count
    }
}

private func known(_ bytes: [UInt8]) -> Digest {
    guard let digest = Digest(bytes: bytes) else { preconditionFailure("SHA-256 gives 32 bytes") }
    return digest
}

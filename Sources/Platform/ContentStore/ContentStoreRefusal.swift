package import Cryptography
package import Database
package import Values

/// Why the store did not take or give a content.
package enum ContentStoreRefusal: Error, Equatable, Sendable {
    /// No room left: nothing was kept of this content; works again when room returns.
    case diskFull
    /// A write or a flush failed: what reached the disk is not known, so nothing more is taken until the process restarts.
    case broken(DiskError)
    /// No content is kept under this digest.
    case unknown(Digest)
    /// The content was there when it was staged and is not any more: stage it again.
    case vanished(Digest)
    /// The file gave other bytes the second time it was read.
    case changedWhileRead(expected: Digest, found: Digest)
    /// The file has not any more the length it had when it was opened.
    case shortened(length: Int)
    /// The file to take cannot be read.
    case unreadable(DiskError)
    case outOfRange(asked: Range<Int>, length: Int)
    /// What is kept under this digest is not what was given; `place` is the pack's file name and the offset in it.
    case damaged(Digest, place: String, PackDamage)
    case cryptography(CryptographyError)
}

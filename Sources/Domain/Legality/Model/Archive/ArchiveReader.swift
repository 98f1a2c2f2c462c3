package import Compression

/// What was read in an archive, and every reason to refuse it.
package struct ArchiveReading: Equatable, Sendable {
    package let archive: String
    /// Code of the (first) message, `1-1`; nil when no message could be read.
    package let messageCode: String?
    package let messageName: String?
    /// `DDD-SIREN-AAAAMMJJ-NUM-NAT`, as the message's name says.
    package let actIdentifier: String?
    /// In the order of the archive.
    package let files: [ArchiveFile]
    package let problems: [ArchiveProblem]

    package var isValid: Bool { problems.isEmpty }
}

package struct ArchiveFile: Equatable, Sendable {
    package let name: String
    package let bytes: Int
}

/// Reads a .tar.gz piece by piece, to its last byte, in constant memory. Never throws for what the archive holds: that is a problem.
package struct ArchiveReader: ~Copyable {
    private let name: String
    private var inflater: Inflater
    private var tar = TarReader()
    private var bytesIn = 0
    private var failure: ArchiveProblem?

    private static let limit = ExpansionLimit(bytes: ArchiveLimits.unpackedBytesMax)

    /// `name` is the last part of the path.
    package init(name: String) throws(CompressionRefusal) {
        self.name = name
        inflater = try Inflater(.gzip, limit: Self.limit)
    }

    package static func read(_ bytes: [UInt8], name: String) throws(CompressionRefusal) -> ArchiveReading {
        var reader = try ArchiveReader(name: name)
        reader.feed(bytes[...])
        return reader.finish()
    }

    /// False when nothing more can change the verdict.
    @discardableResult
    package mutating func feed(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard failure == nil else { return false }
        bytesIn += bytes.count
        guard bytesIn <= ArchiveLimits.bytesMax else { return fail(.archiveTooLarge) }
        guard !inflater.isAtEnd || bytes.isEmpty else { return fail(.gzipTrailing) }
        var tar = TarReader()
        swap(&tar, &self.tar)
        defer { swap(&tar, &self.tar) }
        do throws(CompressionRefusal) {
            let read = try inflater.feed(bytes) { (piece) throws(CompressionRefusal) in tar.consume(piece) }
            if read < bytes.count { return fail(.gzipTrailing) }
        } catch {
            switch error {
            case .overExpansion: return fail(.overExpansion)
            case .truncated: return fail(.gzipCut)
            case .trailingBytes: return fail(.gzipTrailing)
            case .damaged, .unavailable: return fail(.gzipDamaged)
            }
        }
        return true
    }

    package consuming func finish() -> ArchiveReading {
        if failure == nil, !inflater.isAtEnd { failure = ArchiveProblem(.gzipCut, at: .archive) }
        if failure == nil { tar.finish() }
        var check = ArchiveCheck(archive: name, entries: tar.entries)
        let unread = [failure].compactMap(\.self) + tar.problems
        // Where reading stopped, what was not read must not be said missing.
        if failure == nil, !tar.hasFailed { check.run() }
        return ArchiveReading(
            archive: name, messageCode: check.messages.first?.code, messageName: check.messages.first?.name,
            actIdentifier: check.messages.first.flatMap { $0.act.isAbsent ? nil : $0.act.identifier },
            files: tar.entries.map { ArchiveFile(name: $0.name, bytes: $0.size) }, problems: unread + check.problems)
    }

    private mutating func fail(_ rule: ArchiveRule) -> Bool {
        failure = ArchiveProblem(rule, at: .archive)
        return false
    }
}

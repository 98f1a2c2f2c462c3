/// Reads a tar as it comes out of gzip, in constant memory: keeps the whole of short XML entries, the first bytes and the size of
/// the others. Strict USTAR (POSIX.1-1988; the `ustar  ` magic of GNU tar is taken too): what is not a plain file in a flat
/// archive is a problem at its place, and reading goes on; what cannot be delimited ends it.
struct TarReader {
    private(set) var entries: [TarEntry] = []
    private(set) var problems: [ArchiveProblem] = []
    private var state = State.header
    private var block: [UInt8] = []
    private var kept = 0

    private enum State: Equatable {
        case header
        /// Bytes of the entry, then of its padding, still to come.
        case content(left: Int, padding: Int)
        case padding(left: Int)
        /// After the first block of zeros.
        case ending
        case ended
        case failed
    }

    /// Reading stopped before the end.
    var hasFailed: Bool { state == .failed }

    private static let blockBytes = 512
    private static let keptBytesMax = 8 * ArchiveLimits.messageBytesMax

    mutating func consume(_ bytes: ArraySlice<UInt8>) {
        var rest = bytes
        while !rest.isEmpty {
            switch state {
            case .header, .ending:
                rest = fill(with: rest)
                if block.count == Self.blockBytes {
                    take(block)
                    block.removeAll(keepingCapacity: true)
                }
            case .content(let left, let padding):
                let part = rest.prefix(left)
                keep(part)
                rest = rest.dropFirst(part.count)
                state = part.count < left ? .content(left: left - part.count, padding: padding) : Self.padding(padding)
            case .padding(let left):
                let part = rest.prefix(left)
                rest = rest.dropFirst(part.count)
                state = Self.padding(left - part.count)
            case .ended:
                if rest.contains(where: { $0 != 0 }) { fail(.tarTrailing) }
                return
            case .failed: return
            }
        }
    }

    /// Nothing more comes. POSIX wants two blocks of zeros at the end.
    mutating func finish() {
        guard state != .ended, state != .failed else { return }
        fail(.tarCut)
    }

    private mutating func fill(with bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let part = bytes.prefix(Self.blockBytes - block.count)
        block += part
        return bytes.dropFirst(part.count)
    }

    private static func padding(_ left: Int) -> State { left > 0 ? .padding(left: left) : .header }

    private mutating func take(_ block: [UInt8]) {
        let isBlank = block.allSatisfy { $0 == 0 }
        guard state == .header else {
            if isBlank { state = .ended } else { fail(.tarTrailing) }
            return
        }
        guard !isBlank else {
            state = .ending
            return
        }
        guard let header = TarHeader(block) else { return fail(.tarHeader) }
        guard entries.count < ArchiveLimits.entriesMax else { return fail(.tooManyEntries) }
        let place = ArchivePlace(entry: header.shownName)
        for rule in header.brokenRules { problems.append(ArchiveProblem(rule, at: place)) }
        if entries.contains(where: { $0.name == header.shownName }) { problems.append(ArchiveProblem(.duplicateEntry, at: place)) }
        let entry = TarEntry(header, spare: Self.keptBytesMax - kept)
        kept += entry.keptBytesMax
        entries.append(entry)
        let padding = (Self.blockBytes - header.size % Self.blockBytes) % Self.blockBytes
        state = header.size > 0 ? .content(left: header.size, padding: padding) : .header
    }

    private mutating func keep(_ bytes: ArraySlice<UInt8>) {
        guard var entry = entries.popLast() else { return }
        entry.head += bytes.prefix(max(0, entry.keptBytesMax - entry.head.count))
        entries.append(entry)
    }

    private mutating func fail(_ rule: ArchiveRule) {
        let place =
            switch state {
            case .content, .padding: ArchivePlace(entry: entries.last?.name)
            case .header: ArchivePlace(entry: nil, node: "entry \(entries.count + 1)")
            case .ending, .ended, .failed: ArchivePlace.archive
            }
        problems.append(ArchiveProblem(rule, at: place))
        state = .failed
    }
}

struct TarEntry: Equatable, Sendable {
    let name: String
    let size: Int
    /// A plain file under a name that an archive may hold.
    let isPlain: Bool
    /// The whole content when `isWhole`, else its first bytes.
    fileprivate(set) var head: [UInt8] = []
    fileprivate let keptBytesMax: Int

    var isWhole: Bool { head.count == size }

    fileprivate init(_ header: TarHeader, spare: Int) {
        name = header.shownName
        size = header.size
        isPlain = header.brokenRules.isEmpty
        let mayBeMessage = size <= ArchiveLimits.messageBytesMax && size <= spare && name.hasSuffix(".xml")
        keptBytesMax = mayBeMessage ? size : FileFormat.signatureBytes
    }
}

import XMLSecurity

/// One file that a message names: its name against the message, its bytes against its name.
struct PieceCheck {
    private let message: ReadMessage
    private let rank: Int
    private(set) var problems: [ArchiveProblem] = []

    init(message: ReadMessage, rank: Int) {
        self.message = message
        self.rank = rank
    }

    mutating func check(_ entry: TarEntry) {
        let place = ArchivePlace(entry: entry.name)
        guard entry.size > 0 else { return add(.emptyFile, place) }
        guard let name = PieceName(entry.name) else { return add(.fileName, place, found: entry.name) }
        if name.act != message.act || name.code != message.code {
            add(.fileName, place, found: "\(name.act.identifier)-\(name.code)", expected: "\(message.act.identifier)-\(message.code)")
        }
        if name.rank != rank { add(.fileRank, place, found: String(name.rank), expected: String(rank)) }
        if message.isAct, let nature = message.nature, !FileTypeCode.allowed(for: nature).contains(name.type) {
            add(.fileTypeCode, place, found: name.type.description, expected: nature.abbreviation)
        }
        let found = FileFormat(of: entry.head)
        if found != name.format {
            add(.fileFormat, place, found: found?.rawValue ?? "unknown", expected: name.format.rawValue)
        } else if !allowed.contains(name.format) {
            add(.fileFormat, place, found: name.format.rawValue, expected: allowed.map(\.rawValue).joined(separator: ", "))
        } else if name.format == .xml, entry.isWhole {
            do throws(XMLRefusal) { try XMLDocument.check(entry.head, limits: FileFormat.xmlLimits) } catch {
                problems.append(ArchiveProblem(error, entry: entry.name))
            }
        }
    }

    private var allowed: [FileFormat] {
        guard message.isAct, rank == 1, let nature = message.nature else { return FileFormat.ofAnnex(toBudgetText: false) }
        // A matter that the table does not know is a problem of its own: the format is then not judged twice.
        return Matter(levels: message.levels).map { FileFormat.ofAct(nature, $0) } ?? [.pdf, .xml]
    }

    private mutating func add(_ rule: ArchiveRule, _ place: ArchivePlace, found: String? = nil, expected: String? = nil) {
        problems.append(ArchiveProblem(rule, at: place, found: found, expected: expected))
    }
}

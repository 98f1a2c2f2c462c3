import Values
import XMLSecurity

/// Compares what an archive holds with what it says of itself: name, envelope, messages, files, order.
struct ArchiveCheck {
    private let archive: String
    private let entries: [TarEntry]
    /// The plain ones, by name; of two of the same name, the first.
    private let plain: [String: TarEntry]
    private let archiveName: ArchiveName?
    private(set) var problems: [ArchiveProblem] = []
    private(set) var messages: [ReadMessage] = []

    init(archive: String, entries: [TarEntry]) {
        self.archive = archive
        self.entries = entries
        plain = Dictionary(entries.filter(\.isPlain).map { ($0.name, $0) }) { first, _ in first }
        archiveName = ArchiveName(archive)
    }

    mutating func run() {
        if archiveName == nil { add(.archiveName, .archive, found: archive) }
        let envelope = checkEnvelope()
        let names = envelope.map { $0.forms } ?? entries.map(\.name).filter { MessageName($0) != nil && PieceName($0) == nil }
        let texts = once(names)
        for name in texts { checkMessage(name, envelope) }
        if envelope == nil, names.isEmpty { add(.messageMissing, .archive) }
        let declared = once(messages.flatMap(\.files))
        for name in declared where plain[name] == nil { add(.fileMissing, ArchivePlace(entry: name)) }
        // The files of a message that was not read are unknown: then no file can be called unexpected.
        if messages.count == texts.count { checkOrder([envelope?.name].compactMap(\.self) + texts + declared) }
        checkPieces()
    }

    /// Names given twice are looked at once: a text that names one file ten thousand times must not cost ten thousand readings.
    private mutating func once(_ names: [String]) -> [String] {
        var counts: [String: Int] = [:]
        let distinct = names.filter { name in
            counts[name, default: 0] += 1
            return counts[name] == 1
        }
        for name in distinct where counts[name] != 1 { add(.namedTwice, ArchivePlace(entry: name)) }
        return distinct
    }

    private mutating func checkEnvelope() -> ReadEnvelope? {
        let candidates = entries.filter { $0.isPlain && ArchiveName.isEnvelope($0.name) }
        guard let entry = candidates.first(where: { $0.name == archiveName?.envelope }) ?? candidates.first else {
            add(.envelopeMissing, .archive, expected: archiveName?.envelope)
            return nil
        }
        if let expected = archiveName?.envelope, entry.name != expected {
            add(.envelopeMissing, ArchivePlace(entry: entry.name), found: entry.name, expected: expected)
        }
        guard let root = text(of: entry) else { return nil }
        var form = FormCheck(entry: entry.name)
        form.check(root, MessageForm.envelope)
        problems += form.problems
        let envelope = ReadEnvelope(name: entry.name, root)
        guard let siren = envelope.siren, let place = envelope.place else { return envelope }
        if FormValue.siren.allows(siren), Siren(siren) == nil { add(.sirenKey, place, found: siren) }
        if let expected = archiveName?.siren { compare(.sirenMismatch, place, siren, expected) }
        return envelope
    }

    private mutating func checkMessage(_ name: String, _ envelope: ReadEnvelope?) {
        guard let entry = plain[name] else { return add(.messageMissing, ArchivePlace(entry: name)) }
        let named = MessageName(name)
        if named == nil { add(.messageName, ArchivePlace(entry: name)) }
        guard let root = text(of: entry) else { return }
        let place = ArchivePlace(entry: name, line: root.line, node: root.name.local)
        guard let form = MessageForm.of(root.name) else { return add(.rootUnexpected, place, found: root.name.local) }
        var check = FormCheck(entry: name)
        check.check(root, form.root)
        problems += check.problems
        guard let named else { return }
        let message = ReadMessage(name: name, code: form.code, act: named.act, root)
        messages.append(message)
        compare(.codeMismatch, place, named.code, form.code)
        if let expected = envelope?.siren { compare(.sirenMismatch, ArchivePlace(entry: name), named.act.siren, expected) }
        if let expected = envelope?.department { compare(.departmentMismatch, ArchivePlace(entry: name), named.act.department, expected) }
        checkIdentity(message, root, place)
    }

    /// What the message says of the act against what its name says.
    private mutating func checkIdentity(_ message: ReadMessage, _ root: XMLElement, _ place: ArchivePlace) {
        let act = message.act
        if let identifier = root.attribute(.actes("IDActe")) { compare(.identifierMismatch, place, identifier, act.identifier) }
        guard message.isAct else { return }
        if let date = root.attribute(.actes("Date")) { compare(.dateMismatch, place, date.filter { $0 != "-" }, act.date) }
        if let number = root.attribute(.actes("NumeroInterne")) { compare(.numberMismatch, place, number, act.number) }
        if let nature = root.attribute(.actes("CodeNatureActe")), let code = LegalNature(nature) {
            compare(.natureMismatch, place, code.abbreviation, act.nature)
        }
        if let day = archiveName?.day, let date = CivilDate(compact: act.date), date > day {
            add(.futureDate, place, found: date.description, expected: day.description)
        }
        let levels = message.levels
        if levels.count >= 2, Matter(levels: levels) == nil {
            add(.matterUnknown, place, found: levels.map(String.init).joined(separator: "."))
        }
        if let annexes = root.first(.actes("Annexes")), let count = annexes.attribute(.actes("Nombre")) {
            let place = ArchivePlace(entry: message.name, line: annexes.line, node: "Annexes@Nombre")
            compare(.annexCount, place, count, String(annexes.elements(.actes("Annexe")).count))
        }
    }

    private mutating func text(of entry: TarEntry) -> XMLElement? {
        let limits = XMLLimits(bytesMax: ArchiveLimits.messageBytesMax, depthMax: 24, attributesMax: 32)
        guard entry.isWhole else {
            add(.xmlTooLarge, ArchivePlace(entry: entry.name))
            return nil
        }
        do throws(XMLRefusal) {
            let document = try XMLDocument(entry.head, limits: limits)
            let encoding = document.declaredEncoding ?? ""
            if encoding.uppercased() != "ISO-8859-1" {
                add(.encoding, ArchivePlace(entry: entry.name, line: 1), found: encoding, expected: "ISO-8859-1")
            }
            return document.root
        } catch {
            problems.append(ArchiveProblem(error, entry: entry.name))
            return nil
        }
    }

    private mutating func checkOrder(_ expected: [String]) {
        let wanted = Set(expected)
        let found = entries.filter(\.isPlain).map(\.name)
        for name in found where !wanted.contains(name) { add(.fileUnexpected, ArchivePlace(entry: name)) }
        guard found.count == expected.count, Set(found) == wanted else { return }
        if let (name, other) = zip(found, expected).first(where: { $0 != $1 }) {
            add(.entryOrder, ArchivePlace(entry: name), found: name, expected: other)
        }
    }

    private mutating func checkPieces() {
        var seen: Set<String> = []
        for message in messages {
            for (place, name) in message.files.enumerated() where seen.insert(name).inserted {
                guard let entry = plain[name] else { continue }
                var check = PieceCheck(message: message, rank: place + 1)
                check.check(entry)
                problems += check.problems
            }
        }
    }

    private mutating func compare(_ rule: ArchiveRule, _ place: ArchivePlace, _ found: String, _ expected: String) {
        if found != expected { add(rule, place, found: found, expected: expected) }
    }

    private mutating func add(_ rule: ArchiveRule, _ place: ArchivePlace, found: String? = nil, expected: String? = nil) {
        guard problems.count < Self.problemsMax else { return }
        problems.append(ArchiveProblem(rule, at: place, found: found, expected: expected))
    }

    /// Beyond, a list says nothing more to anyone.
    static let problemsMax = 500
}

extension ArchiveProblem {
    init(_ refusal: XMLRefusal, entry: String) {
        let place = ArchivePlace(entry: entry, line: refusal.line)
        switch refusal {
        case .documentType: self.init(.xmlDocumentType, at: place)
        case .tooLarge, .tooDeep, .tooManyAttributes, .noMemory: self.init(.xmlTooLarge, at: place)
        case .encoding(let declared): self.init(.encoding, at: place, found: declared, expected: "ISO-8859-1")
        case .malformed(_, let reason): self.init(.xmlMalformed, at: place, found: reason)
        case .empty: self.init(.emptyFile, at: place)
        }
    }
}

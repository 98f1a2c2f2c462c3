import Values

/// What a file's name declares. An act's number may hold the dash that separates the parts, so a name is read from both ends:
/// department, SIREN and date from the left, nature, code and counter from the right.
struct NamedAct: Equatable {
    let department: String
    let siren: String
    /// Eight digits; empty, like the two others, for a message that is about no act.
    let date: String
    let number: String
    let nature: String

    var identifier: String { "\(department)-\(siren)-\(date)-\(number)-\(nature)" }
}

/// `DDD-SIREN-AAAAMMJJ-NUM-NAT-c-f_n.xml`; `DDD-SIREN----c-f_n.xml` for a message that is about no act.
struct MessageName: Equatable {
    let act: NamedAct
    /// `1-1`
    let code: String

    init?(_ name: String) {
        guard let parts = NameParts(name), parts.format == "xml" else { return nil }
        act = parts.act
        code = parts.code
    }
}

/// `TTTTT-` and the name of the message with the file's rank and format.
struct PieceName: Equatable {
    let type: FileTypeCode
    let act: NamedAct
    let code: String
    let rank: Int
    let format: FileFormat

    init?(_ name: String) {
        guard name.utf8.count > 6, name.dropFirst(5).first == "-", let type = FileTypeCode(name.prefix(5)),
            let parts = NameParts(String(name.dropFirst(6))), let rank = Int(parts.counter), rank >= 1,
            let format = FileFormat(rawValue: parts.format)
        else { return nil }
        self.type = type
        act = parts.act
        code = parts.code
        self.rank = rank
        self.format = format
    }
}

/// `TRI-APPLI--SIREN--AAAAMMJJ-N.tar.gz` and the envelope inside, which is the same without `TRI-`.
struct ArchiveName: Equatable {
    let envelope: String
    let siren: String
    let day: CivilDate

    init?(_ name: String) {
        guard name.hasSuffix(".tar.gz"), name.utf8.count > 11, OperatorCode(String(name.prefix(3))) != nil,
            name.dropFirst(3).first == "-"
        else { return nil }
        let stem = name.dropFirst(4).dropLast(7)
        let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[1].isEmpty, parts[3].isEmpty, ["EACT", "TACT", "FACT", "QACT", "DACT"].contains(parts[0]),
            parts[2].utf8.count == 9, parts[2].utf8.allSatisfy(\.isDigit), let day = CivilDate(compact: parts[4]),
            EnvelopeSerial(parts[5]) != nil
        else { return nil }
        envelope = stem + ".xml"
        siren = String(parts[2])
        self.day = day
    }
}

private struct NameParts {
    let act: NamedAct
    let code: String
    let counter: String
    let format: String

    init?(_ name: String) {
        guard let point = name.lastIndex(of: "."), let bar = name[..<point].lastIndex(of: "_") else { return nil }
        format = String(name[name.index(after: point)...])
        counter = String(name[name.index(after: bar)..<point])
        let parts = name[..<bar].split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 7, 1...9 ~= counter.utf8.count, counter.utf8.allSatisfy(\.isDigit) else { return nil }
        let tail = parts.suffix(3)
        code = tail.dropFirst().joined(separator: "-")
        guard let nature = tail.first, code.utf8.count == 3 else { return nil }
        act = NamedAct(
            department: parts[0], siren: parts[1], date: parts[2], number: parts[3..<(parts.count - 3)].joined(separator: "-"),
            nature: nature)
        guard act.isAbsent || act.isComplete else { return nil }
    }
}

extension NamedAct {
    var isAbsent: Bool { hasAuthority && date.isEmpty && number.isEmpty && nature.isEmpty }

    fileprivate var isComplete: Bool {
        hasAuthority && CivilDate(compact: date) != nil && FormValue.isNumber(number) && LegalNature(abbreviation: nature) != nil
    }

    private var hasAuthority: Bool {
        Department(department) != nil && siren.utf8.count == 9 && siren.utf8.allSatisfy(\.isDigit)
    }
}

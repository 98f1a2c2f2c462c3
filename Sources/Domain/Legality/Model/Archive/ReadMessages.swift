import XMLSecurity

/// What an envelope says, whatever the form thinks of it.
struct ReadEnvelope {
    let name: String
    let siren: String?
    let department: String?
    /// Where the emitter is declared.
    let place: ArchivePlace?
    /// Names of the messages.
    let forms: [String]

    init(name: String, _ root: XMLElement) {
        self.name = name
        let emitter = root.first(.actes("Emetteur"))?.first(.actes("IDCL"))
        siren = emitter?.attribute(ActesName.siren)
        department = emitter?.attribute(.actes("Departement"))
        place = emitter.map { ArchivePlace(entry: name, line: $0.line, node: "IDCL") }
        forms = root.first(.actes("FormulairesEnvoyes"))?.elements(.actes("Formulaire")).compactMap(\.fileName) ?? []
    }
}

/// What a message says, whatever the form thinks of it.
struct ReadMessage {
    let name: String
    let code: String
    let act: NamedAct
    let levels: [Int]
    /// Names of its files, in the order of the message; for an act, the act first.
    let files: [String]

    var isAct: Bool { code == "1-1" }
    var nature: LegalNature? { LegalNature(abbreviation: act.nature) }

    init(name: String, code: String, act: NamedAct, _ root: XMLElement) {
        self.name = name
        self.code = code
        self.act = act
        levels = (1...5).compactMap { rank in
            root.first(.actes("CodeMatiere\(rank)"))?.attribute(.actes("CodeMatiere")).flatMap { Int($0) }
        }
        let holders = [root] + ["Documents", "Annexes"].flatMap { root.elements(.actes($0)) }
        files = holders.flatMap { $0.elements.filter { ["Document", "Annexe"].contains($0.name.local) }.compactMap(\.fileName) }
    }
}

extension XMLElement {
    fileprivate var fileName: String? { first(.actes("NomFichier"))?.text }
}

extension ArchiveName {
    /// `EACT--` and the like: the name of an envelope from an authority, well made or not.
    static func isEnvelope(_ name: String) -> Bool {
        name.hasSuffix(".xml") && name.utf8.count > 6 && name.dropFirst().hasPrefix("ACT--")
    }
}

import Values

/// The two texts of a transmission, in the form of 2019: elements in order, attributes qualified, ISO-8859-1.
enum Messages {
    static func envelope(_ emitter: Emitter, sending: Sending, messages: [String]) -> [UInt8] {
        var text = MessageText(root: "EnveloppeCLMISILL", attributes: [])
        text.open("Emetteur")
        text.empty(
            "IDCL",
            [
                ("insee:SIREN", "\(emitter.siren)"), ("actes:Departement", "\(emitter.department)"),
                ("actes:Arrondissement", "\(emitter.district)"), ("actes:Nature", "\(emitter.kind)"),
            ])
        text.close("Emetteur")
        text.open("AdressesRetour")
        for address in sending.returnAddresses { text.element("Email", "\(address)") }
        text.close("AdressesRetour")
        text.open("FormulairesEnvoyes")
        for message in messages { text.file("Formulaire", message) }
        text.close("FormulairesEnvoyes")
        return text.end()
    }

    /// Message 1-1. `files` are in the order of their names; the first is the act.
    static func act(_ act: TransmittedAct, document: String, annexes: [String]) -> [UInt8] {
        var text = MessageText(
            root: "Acte",
            attributes: [
                ("actes:Date", "\(act.date)"), ("actes:NumeroInterne", "\(act.number)"),
                ("actes:CodeNatureActe", "\(act.nature.rawValue)"),
            ])
        for (rank, level) in act.matter.levels.enumerated() {
            text.empty("CodeMatiere\(rank + 1)", [("actes:CodeMatiere", "\(level)")])
        }
        text.element("Objet", act.subject)
        text.element("ClassificationDateVersion", "\(act.classificationDate)")
        text.file("Document", document)
        text.open("Annexes", [("actes:Nombre", "\(annexes.count)")])
        for annex in annexes { text.file("Annexe", annex) }
        text.close("Annexes")
        text.element("DocumentPapier", "N")
        return text.end()
    }
}

/// A message being written.
private struct MessageText {
    private let root: String
    private var bytes: [UInt8]
    private var depth = 1

    init(root: String, attributes: [(String, String)]) {
        self.root = root
        bytes = Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n".utf8)
        let namespaces = [("xmlns:actes", ActesName.namespace), ("xmlns:insee", ActesName.inseeNamespace)]
        tag(root, namespaces + attributes, end: ">\n")
    }

    mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        indent()
        tag(name, attributes, end: ">\n")
        depth += 1
    }

    mutating func close(_ name: String) {
        depth -= 1
        indent()
        raw("</actes:\(name)>\n")
    }

    mutating func empty(_ name: String, _ attributes: [(String, String)]) {
        indent()
        tag(name, attributes, end: "/>\n")
    }

    mutating func element(_ name: String, _ value: String) {
        indent()
        tag(name, [], end: ">")
        bytes += Latin1.markup(value)
        raw("</actes:\(name)>\n")
    }

    /// FichierSigne of the form, without detached signature.
    mutating func file(_ name: String, _ fileName: String) {
        open(name)
        element("NomFichier", fileName)
        close(name)
    }

    consuming func end() -> [UInt8] { bytes + Array("</actes:\(root)>\n".utf8) }

    private mutating func tag(_ name: String, _ attributes: [(String, String)], end: String) {
        raw("<actes:\(name)")
        for (name, value) in attributes {
            raw(" \(name)=\"")
            bytes += Latin1.markup(value)
            raw("\"")
        }
        raw(end)
    }

    private mutating func indent() { raw(String(repeating: "  ", count: depth)) }

    private mutating func raw(_ text: String) { bytes += Array(text.utf8) }
}

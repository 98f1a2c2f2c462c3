import XMLSecurity

/// The form of 2019 as a table: elements in order, how many times, attributes, values. `DocumentPapier` is optional because the
/// other schema in circulation under the same namespace does not have it.
struct FormElement: Sendable {
    let name: XMLName
    let attributes: [FormAttribute]
    let content: FormContent

    init(_ name: String, _ attributes: [FormAttribute] = [], _ content: FormContent) {
        self.name = .actes(name)
        self.attributes = attributes
        self.content = content
    }
}

/// Attributes of the form that are present in what we read are all mandatory.
struct FormAttribute: Sendable {
    let name: XMLName
    let value: FormValue

    init(_ name: String, _ value: FormValue) {
        self.name = .actes(name)
        self.value = value
    }

    static let siren = FormAttribute(name: ActesName.siren, value: .siren)

    private init(name: XMLName, value: FormValue) {
        self.name = name
        self.value = value
    }
}

enum FormContent: Sendable {
    case empty
    case value(FormValue)
    case sequence([FormPart])
    /// Whatever a detached signature is wrapped in.
    case anything
}

struct FormPart: Sendable {
    let element: FormElement
    let count: ClosedRange<Int>

    static func one(_ element: FormElement) -> FormPart { FormPart(element: element, count: 1...1) }
    static func optional(_ element: FormElement) -> FormPart { FormPart(element: element, count: 0...1) }
    static func some(_ element: FormElement) -> FormPart { FormPart(element: element, count: 1...Int.max) }
    static func many(_ element: FormElement) -> FormPart { FormPart(element: element, count: 0...Int.max) }
}

/// A message an authority sends: the code of its name, its root, and where its files are named.
struct MessageForm: Sendable {
    let code: String
    let root: FormElement

    /// Dispatch is on the root, never on the name.
    static func of(_ root: XMLName) -> MessageForm? { all.first { $0.root.name == root } }

    static let all: [MessageForm] = [
        MessageForm(code: "1-1", root: act),
        MessageForm(code: "2-2", root: reply("ReponseCourrierSimple", [.one(file("Document"))])),
        MessageForm(code: "3-2", root: reply("ARDemandePieceComplementaire", [])),
        MessageForm(code: "3-3", root: reply("RefusPieceComplementaire", [.one(file("Document"))])),
        MessageForm(
            code: "3-4", root: reply("PieceComplementaire", [.one(FormElement("Documents", .sequence([.some(file("Document"))])))])),
        MessageForm(code: "4-2", root: reply("ARLettreObservations", [])),
        MessageForm(code: "4-3", root: reply("RejetLettreObservations", [.one(file("Document"))])),
        MessageForm(code: "4-4", root: reply("ReponseLettreObservations", [.one(file("Document"))])),
        MessageForm(code: "6-1", root: FormElement("Annulation", [FormAttribute("IDActe", .identifier)], .empty)),
        MessageForm(
            code: "7-1",
            root: FormElement("DemandeClassification", .sequence([.optional(FormElement("DateClassification", .value(.date)))]))),
    ]

    static let envelope = FormElement(
        "EnveloppeCLMISILL",
        .sequence([
            .one(
                FormElement(
                    "Emetteur",
                    .sequence([
                        .one(
                            FormElement(
                                "IDCL",
                                [
                                    .siren, FormAttribute("Departement", .department), FormAttribute("Arrondissement", .district),
                                    FormAttribute("Nature", .kind),
                                ], .empty)),
                        .optional(
                            FormElement(
                                "Referent",
                                .sequence([
                                    .optional(FormElement("Nom", .value(.any))), .optional(FormElement("Telephone", .value(.any))),
                                    .optional(FormElement("Email", .value(.email))),
                                ]))),
                    ]))),
            .one(FormElement("AdressesRetour", .sequence([.some(FormElement("Email", .value(.email)))]))),
            .one(FormElement("FormulairesEnvoyes", .sequence([.some(file("Formulaire"))]))),
        ]))

    private static let act = FormElement(
        "Acte", [FormAttribute("Date", .date), FormAttribute("NumeroInterne", .number), FormAttribute("CodeNatureActe", .nature)],
        .sequence(
            [
                .one(level(1)), .one(level(2)), .optional(level(3)), .optional(level(4)), .optional(level(5)),
                .one(FormElement("Objet", .value(.text(countMax: 500)))),
                .optional(FormElement("PrecedentIdentifiantActe", [FormAttribute("IDActe", .identifier)], .empty)),
                .one(FormElement("ClassificationDateVersion", .value(.date))), .one(file("Document")),
                .one(FormElement("Annexes", [FormAttribute("Nombre", .whole)], .sequence([.many(file("Annexe"))]))),
                .optional(FormElement("DocumentPapier", .value(.paper))),
            ]))

    private static func level(_ rank: Int) -> FormElement {
        FormElement("CodeMatiere\(rank)", [FormAttribute("CodeMatiere", .whole)], .empty)
    }

    private static func file(_ name: String) -> FormElement {
        FormElement(
            name, .sequence([.one(FormElement("NomFichier", .value(.any))), .optional(FormElement("Signature", .anything))]))
    }

    private static func reply(_ name: String, _ parts: [FormPart]) -> FormElement {
        let attributes = [FormAttribute("IDActe", .identifier), FormAttribute("DateCourrierPref", .date)]
        return FormElement(name, attributes, parts.isEmpty ? .empty : .sequence(parts))
    }
}

extension FormElement {
    init(_ name: String, _ content: FormContent) { self.init(name, [], content) }
}

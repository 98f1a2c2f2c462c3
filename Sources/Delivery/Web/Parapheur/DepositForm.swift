import Acts
import Directory
import Hummingbird
import Values

/// What the depositor wrote, as it was written: it is shown again when something is refused.
struct DepositForm: Sendable {
    static let visasMax = 3

    var act: String
    var nature: String
    var title = ""
    var date: String
    var matter = ""
    var number = ""
    var visas: [String] = []
    var signer = ""

    /// A new page of deposit draws the act's identifier: the same page sent twice is one deposit.
    init(new id: ActID, today: CivilDate) {
        act = id.description
        nature = String(ActNature.deliberation.rawValue)
        date = today.description
    }

    init(_ form: Form, new id: ActID) {
        act = form["acte"] ?? id.description
        nature = form["nature"] ?? ""
        title = form["titre"] ?? ""
        date = form["date"] ?? ""
        matter = form["matiere"] ?? ""
        number = form["numero"] ?? ""
        visas = (1...DepositForm.visasMax).map { form["visa\($0)"] ?? "" }
        signer = form["signataire"] ?? ""
    }

    /// The values of the fields, or what is wrong with them, in the order of the page.
    func deposit(by person: PersonID, files: [UploadedFile], id: ActID) throws(DepositErrors) -> Acts.Deposit {
        var errors = DepositErrors()
        let nature = errors.take("nature", "Choisissez la nature de l’acte") { Int(self.nature).flatMap(ActNature.init) }
        let title = errors.text("titre", self.title)
        let date = errors.take("date", "Donnez la date de l’acte, un jour du calendrier") { CivilDate(self.date) }
        let matter = errors.take("matiere", "Choisissez la matière dans la liste") { MatterCode(self.matter) }
        var asked: Int?
        if number.contains(where: { $0 != " " }) {
            asked = errors.take("numero", "Donnez un nombre, ou laissez vide pour le prochain numéro") {
                Int(self.number.filter { $0 != " " }).flatMap { 1...RegisterNumber.sequenceMax ~= $0 ? $0 : nil }
            }
        }
        let document = errors.file(files.first { $0.field == "document" })
        let annexes = files.filter { $0.field == "annexes" }.compactMap { errors.upload($0, field: "annexes") }
        var approvers: [PersonID] = []
        for (rank, text) in visas.enumerated() where !text.isEmpty {
            guard let approver = errors.take("visa\(rank + 1)", "Choisissez une personne de la liste", { PersonID(text) }) else { continue }
            approvers.append(approver)
        }
        let signer = errors.take("signataire", "Choisissez qui signera") { PersonID(self.signer) }
        guard errors.isEmpty, let nature, let title, let date, let matter, let document, let signer else { throw errors }
        return Acts.Deposit(
            id: id, nature: nature, title: title, date: date, matter: matter, depositor: person, approvers: approvers, signer: signer,
            askedNumber: asked, document: document, annexes: annexes)
    }
}

/// What is wrong, at which field, in the words that are shown at both places.
struct DepositErrors: Error, Sendable {
    private(set) var all: [(field: String, sentence: String)] = []

    var isEmpty: Bool { all.isEmpty }

    subscript(_ field: String) -> String? { all.first { $0.field == field }?.sentence }

    mutating func add(_ field: String, _ sentence: String) { all.append((field, French.typeset(sentence))) }

    mutating func take<T>(_ field: String, _ sentence: String, _ read: () -> T?) -> T? {
        let value = read()
        if value == nil { add(field, sentence) }
        return value
    }

    mutating func text(_ field: String, _ text: String) -> PlainText? {
        do throws(TextRefusal) {
            return try PlainText(text)
        } catch {
            add(field, error == .empty ? "Écrivez le titre de l’acte" : Sentence(error).whole)
            return nil
        }
    }

    mutating func file(_ file: UploadedFile?) -> Acts.Upload? {
        guard let file else {
            add("document", "Choisissez le document à signer, au format PDF")
            return nil
        }
        return upload(file, field: "document")
    }

    mutating func upload(_ file: UploadedFile, field: String) -> Acts.Upload? {
        do throws(TextRefusal) {
            return Acts.Upload(name: try DocumentName(file.name), bytes: file.bytes)
        } catch {
            add(field, Sentence(error).whole)
            return nil
        }
    }
}

import Acts
import Application
import Directory
import Legality
import Values

/// Three things: what it is, the files, the path. Nothing leaves before the last button.
struct DepositPage {
    private let desk: Desk
    private let form: DepositForm
    private let errors: DepositErrors
    private let people: [Person]
    private let signers: [Person]

    init(_ desk: Desk, _ form: DepositForm, _ errors: DepositErrors = DepositErrors()) async throws {
        (self.desk, self.form, self.errors) = (desk, form, errors)
        people = try await desk.office.people.all()
        var signers: [Person] = []
        for person in people where try await desk.office.people.mandates(of: person.id).contains(where: { $0.isHeld(on: desk.today) }) {
            signers.append(person)
        }
        self.signers = signers
    }

    var page: Page {
        Page("Déposer un acte", at: .parapheur, density: .dense, width: .wide, isRefused: !errors.isEmpty, content: content)
    }

    private var content: HTML {
        """
        \(crumbs([("Parapheur", "/parapheur")], here: "Déposer un acte"))
        \(head("Déposer un acte", lead: "Trois choses : ce que c’est, les fichiers, le chemin. Rien ne part avant votre dernier clic."))
        \(refused)<form method="post" action="/parapheur/nouveau" enctype="multipart/form-data" class="aside">
        <input type="hidden" name="acte" value="\(form.act)">
        <div class="flow-l">\(what)\(files)</div>
        <div class="flow stay">\(path)\(buttons([Button("Lancer le circuit", .send, .main, isBig: true).html], isFull: true))\
        <p class="note">L’acte reçoit son numéro au dépôt. Il ne pourra plus être modifié, seulement refusé par le circuit.</p></div>
        </form>
        """
    }

    private var refused: HTML {
        guard !errors.isEmpty else { return .none }
        return """
            <div class="flow apart">\(errorSummary(errors.all))
            <p>Rien n’a été enregistré. Vos réponses sont gardées ci-dessous, mais le navigateur oublie les fichiers : \
            choisissez-les à nouveau.</p></div>
            """
    }

    private var what: HTML {
        let natures = ActNature.allCases.map { (value: String($0.rawValue), label: French.name($0)) }
        let nature = Field("nature", "Nature", .choice(natures), error: errors["nature"], value: form.nature)
        let title = Field(
            "titre", "Titre", hint: "Ce que les élus liront dans leur liste. Court et précis.", error: errors["titre"], value: form.title,
            lengthMax: PlainText.lengthMax)
        let date = Field("date", "Date de l’acte", .date, hint: "Le jour de la décision.", error: errors["date"], value: form.date)
        let number = Field(
            "numero", "Numéro attendu", hint: "Laissez vide pour le prochain du registre.", error: errors["numero"], value: form.number,
            isRequired: false, lengthMax: 6)
        return """
            <section class="leaf flow" aria-labelledby="quoi"><h2 id="quoi">1. Ce que c’est</h2>\(nature.html)\(title.html)\
            <div class="cols">\(date.html)\(number.html)</div>\(matter.html)</section>
            """
    }

    private var matter: Field {
        let matters = NationalMatters.all.map { matter in
            (value: matter.description, label: matter.description + " " + matter.labels.joined(separator: " : "))
        }
        return Field(
            "matiere", "Matière", .choice([(value: "", label: "Choisir dans la liste nationale")] + matters), error: errors["matiere"],
            value: form.matter)
    }

    private var files: HTML {
        let document = Field(
            "document", "Document à signer", .file(accepts: "application/pdf,.pdf", many: false),
            hint: "Un PDF, sans mot de passe. \(French.size(Site.depositMax)) pour tous les fichiers ensemble.", error: errors["document"])
        let annexes = Field(
            "annexes", "Annexes", .file(accepts: "application/pdf,.pdf,image/png,image/jpeg,text/xml,.xml", many: true),
            hint: "PDF, PNG, JPEG ou XML. Elles partiront en préfecture avec l’acte.", error: errors["annexes"], isRequired: false)
        return """
            <section class="leaf flow" aria-labelledby="lesfichiers"><h2 id="lesfichiers">2. Les fichiers</h2>\
            \(document.html)\(annexes.html)</section>
            """
    }

    private var path: HTML {
        let everyone = people.map { (value: $0.id.description, label: $0.presentation) }
        let visas = (1...DepositForm.visasMax).map { rank -> HTML in
            let names = ["Premier visa", "Deuxième visa", "Troisième visa"]
            let value = form.visas.indices.contains(rank - 1) ? form.visas[rank - 1] : ""
            return Field(
                "visa\(rank)", names[rank - 1], .choice([(value: "", label: "Personne")] + everyone), error: errors["visa\(rank)"],
                value: value, isRequired: false
            ).html
        }
        let holders = signers.map { (value: $0.id.description, label: $0.presentation) }
        let signer = Field(
            "signataire", "Signature", .choice([(value: "", label: "Choisir")] + holders),
            hint: "Celles et ceux qui ont un mandat aujourd’hui.", error: errors["signataire"], value: form.signer)
        return """
            <section class="leaf first flow" aria-labelledby="parou"><h2 id="parou">3. Le chemin</h2>\(HTML(visas))\(signer.html)</section>
            """
    }
}

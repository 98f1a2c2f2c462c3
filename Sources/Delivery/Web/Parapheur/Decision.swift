import Application
import ContentStore
import Database
import Directory
import PDFDocument
import Parapheur
import Values

/// What the holder of the current step can do, at the bottom of the screen. Nil for everybody else.
struct Decision {
    private let dossier: Dossier
    private let asked: Step.Kind
    private let warnings: [String]
    /// The key that would sign, or why none can.
    private let key: Result<MandateKey, KeyRefusal>?

    init?(_ dossier: Dossier, _ desk: Desk) async throws {
        guard let step = dossier.currentStep, step.holder == desk.person.id else { return nil }
        (self.dossier, asked) = (dossier, step.kind)
        let bytes = try await desk.office.cabinet.content.bytes(of: dossier.document.digest)
        let flags = try await BlockingExecutor.shared.run { (try? PDFDocument(bytes).inspect().flags) ?? [] }
        warnings = PDFFlag.allCases.filter(flags.contains).compactMap(French.warning)
        guard step.kind == .signature else {
            key = nil
            return
        }
        do {
            key = .success(try await KeyUse(cabinet: desk.office.cabinet).key(of: desk.person.id, at: desk.now))
        } catch let refusal as KeyRefusal {
            key = .failure(refusal)
        }
    }

    var html: HTML {
        """
        \(warning)\(bar)\(signDialog)\
        \(dialog("refuser", title: "Refuser ce dossier", action: "/parapheur/\(dossier.id)/refus", RefusalForm.fields(), RefusalForm.act))
        \(keyLine(asked == .visa ? [(["v"], "viser"), (["r"], "refuser")] : [(["s"], "signer"), (["r"], "refuser")]))
        """
    }

    private var warning: HTML {
        guard !warnings.isEmpty else { return .none }
        return message(.wait, "Avant de décider, sachez-le.", "\(French.typeset(warnings.joined(separator: " ")))")
    }

    private var bar: HTML {
        let refuse = LinkButton("Refuser", .back, to: "#refuser", key: "r", opensDialog: true).html
        let pages = dossier.document.pages.map { French.count($0, "page", "pages") } ?? "document"
        switch (asked, key) {
        case (.visa, _):
            let visa = LinkButton("Viser", .visa, .main, to: "#viser", key: "v", opensDialog: true).html
            return signBar("Votre visa est attendu", "Vous dites votre accord sur ce document, " + pages + ".", [visa, refuse]) + visaDialog
        case (.signature, .success(let key)?):
            let sign = LinkButton("Signer", .sign, .main, to: "#signer", key: "s", opensDialog: true).html
            return signBar("Votre signature est attendue", Decision.words(of: key), [sign, refuse])
        case (.signature, .failure(let refusal)?):
            let sentence = Sentence(refusal)
            return signBar(French.typeset(sentence.problem), French.typeset(sentence.remedy), [refuse])
        case (.signature, nil): return .none
        }
    }

    static func words(of key: MandateKey) -> String {
        "Certificat de " + key.facts.subject + ", valable jusqu’au " + French.date(CivilDate(key.facts.notAfter, in: .paris))
    }

    private var visaDialog: HTML {
        let remark = Field(
            "remarque", "Remarque", .area, hint: "Elle sera lue par tout le circuit.", isRequired: false, lengthMax: PlainText.lengthMax)
        return dialog(
            "viser", title: "Viser ce document", action: "/parapheur/\(dossier.id)/visa", remark.html + read,
            Button("Donner mon visa", .visa, .main))
    }

    private var signDialog: HTML {
        guard case .success(let key)? = key else { return .none }
        return dialog(
            "signer", title: "Signer ce document", action: "/parapheur/\(dossier.id)/signature",
            SigningForm.fields(dossier, key) + read, SigningForm.act)
    }

    private var read: HTML { HTML.read(dossier) }
}

extension HTML {
    /// What was on the screen travels with the decision: another document is refused.
    static func read(_ dossier: Dossier) -> HTML { "<input type=\"hidden\" name=\"lu\" value=\"\(dossier.document.digest.hex)\">" }
}

/// The questions of a signature, in the dialog and on the page that follows a wrong code.
enum SigningForm {
    static func fields(_ dossier: Dossier, _ key: MandateKey, error: String? = nil) -> HTML {
        let rows: [(String, HTML)] = [
            ("Document", "\(French.typeset(dossier.title.description))"),
            ("Certificat", "\(key.facts.subject), jusqu’au \(French.date(CivilDate(key.facts.notAfter, in: .paris)))"),
        ]
        let code = Field(
            "code", "Code de votre clé", .pin, hint: "Demandé à chaque signature. Une erreur ne bloque rien.", error: error, lengthMax: 256)
        return facts(rows) + code.html
    }

    static let act = Button("Signer maintenant", .sign, .main)
}

/// The question of a refusal.
enum RefusalForm {
    static func fields(reason: String = "", error: String? = nil) -> HTML {
        let field = Field(
            "motif", "Motif du refus", .area, hint: "Une phrase suffit. Elle restera dans l’historique.", error: error, value: reason,
            lengthMax: 2000)
        return "<p>Le dossier s’arrête, et tout le circuit lira votre motif. Il faudra le déposer à nouveau.</p>" + field.html
    }

    static let act = Button("Refuser le dossier", .back, .danger)
}

import Acts
import Application
import Directory
import Legality
import Parapheur
import Values

/// One act: its life, its proof, what counts in law, its files.
struct ActPage {
    private let act: Act
    private let desk: Desk
    private let names: Names
    private let dossier: Dossier?
    private let docket: Docket?
    /// The line of the signature in the journal.
    private let leaf: UInt64?
    private let receipt: DepositReceipt?
    /// The code of what forbids the transmission, when something does.
    private let obstacle: String?

    init(_ act: Act, _ desk: Desk, isReceipt: Bool) async throws {
        (self.act, self.desk) = (act, desk)
        names = try await desk.names()
        dossier = try await desk.office.parapheur.dossier(origin: Act.origin(act.id), for: desk.viewer)
        docket = try await desk.office.acts.docket(of: act.id, for: desk.viewer)
        obstacle = try await desk.office.transmissions.one(origin: Act.origin(act.id))?.refusal
        leaf = try await desk.office.acts.signedLeaf(of: act.id, for: desk.viewer)
        receipt = isReceipt && act.depositor == desk.person.id ? try await DepositReceipt(act, desk, names) : nil
    }

    var page: Page {
        Page(act.number.internalNumber + ", " + title, at: .acts, density: .dense, width: .wide, content: content)
    }

    private var title: String { French.typeset(act.title.description) }

    private var content: HTML {
        let open: HTML? = dossier.map { LinkButton("Lire le dossier", .file, to: "/parapheur/\($0.id)").html }
        return """
            \(crumbs([("Actes", "/actes")], here: act.number.internalNumber))
            \(head(title, over: French.name(act.nature) + " n°" + French.space + act.number.printed, lead: lead, open))
            <div class="flow-l">\(receipt?.html)\(refusal)
            <section class="leaf first flow" aria-labelledby="vie"><h2 id="vie">La vie de l’acte</h2>\(life.html)</section>
            <div class="halves">\(proofBlock)<div class="flow-l">\(law)</div></div>
            \(ActFilesList(act, docket, hasProof: leaf != nil).html)</div>
            """
    }

    private var lead: String {
        "Du " + French.date(act.date) + ", déposé par " + names.full(act.depositor) + "."
    }

    private var refusal: HTML {
        if let obstacle {
            return message(.stop, "Cet acte est signé, mais ne peut pas être transmis.", "\(French.refusal(ofTransmission: obstacle))")
        }
        guard case .refused(let reason) = act.state else { return .none }
        return message(
            .stop, "Le circuit a refusé cet acte.",
            "Motif : « \(French.typeset(reason)) » Le numéro reste au registre : pour reprendre, déposez un nouvel acte.")
    }

    private var proofBlock: HTML {
        guard let signed = act.state.signed else {
            let sentence =
                isRefused
                ? "Cet acte n’a pas été signé. Son dépôt et son refus sont inscrits au journal."
                : "Elle sera là dès la signature : une empreinte, une ligne au journal, et un fichier que chacun peut vérifier sans nous."
            return "<section class=\"margin flow-s\" aria-labelledby=\"preuve\"><h2 id=\"preuve\">Preuve</h2><p>\(sentence)</p></section>"
        }
        var rows: [(String, HTML)] = []
        if let leaf { rows.append(("Au journal", "ligne n° \(French.grouped(Int(clamping: leaf)))")) }
        rows.append(("Signé", "le \(French.proofMoment(signed.at, in: desk.zone))"))
        if let docket { rows.append(("Certificat", "\(docket.certificate.subject)")) }
        let acts: [HTML] =
            leaf == nil
            ? []
            : [LinkButton("Télécharger la preuve", .down, .main, to: "/actes/\(act.number.internalNumber)/preuve", isDownload: true).html]
        return proof("preuve", title: "Preuve", digest: signed.digest, facts: rows, acts)
    }

    private var life: ActLife { ActLife(act, dossier, names, desk, isBlocked: obstacle != nil) }

    private var isRefused: Bool { act.state.phase == .refused }

    private var law: HTML {
        let labels = Matter(act.matter.description)?.labels.joined(separator: " : ") ?? ""
        return section(
            "droit", "Ce qui compte en droit", class: "flow-s",
            facts([
                ("Nature", "\(French.name(act.nature))"), ("Matière", "\(act.matter.description) \(labels)"),
                ("Date de l’acte", "\(French.longDate(act.date))"),
                (
                    "Exécutoire",
                    isRefused
                        ? "non : le circuit l’a refusé" : "pas encore : après transmission à la préfecture et publication (CGCT, L2131-1)"
                ),
                ("Numéro", "<span class=\"mono\">\(act.number.internalNumber)</span>"),
            ]))
    }
}

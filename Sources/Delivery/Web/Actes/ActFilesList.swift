import Acts
import Directory
import Values

/// Everything that can be taken away: signed document, docket, archive, proof, what was deposited.
struct ActFilesList {
    private let act: Act
    private let docket: Docket?
    private let hasProof: Bool

    init(_ act: Act, _ docket: Docket?, hasProof: Bool) { (self.act, self.docket, self.hasProof) = (act, docket, hasProof) }

    var html: HTML { section("fichiers", "À télécharger", items(rows)) }

    private var number: String { act.number.internalNumber }

    private var rows: [HTML] {
        var rows: [HTML] = []
        if let signed = act.state.signed {
            rows.append(row("Acte signé", "PDF, " + French.size(signed.sizeBytes), "/actes/\(number)/signe"))
        }
        if docket != nil {
            let see = LinkButton("Lire", .eye, .bare, to: "/actes/\(number)/bordereau", object: "le bordereau").html
            let keep = link("/actes/\(number)/bordereau.json", "le bordereau pour les machines", "Pour les machines")
            rows.append(fileItem("Bordereau de signature", sub: "Qui a visé et signé, quand, avec quel certificat", [see, keep]))
        }
        if let archive = act.state.bundle { rows.append(row("Archive pour la préfecture", archive.name, "/actes/\(number)/archive")) }
        if hasProof { rows.append(row("Preuve", "Vérifiable sans nous, hors ligne", "/actes/\(number)/preuve")) }
        rows.append(row("Document déposé", describe(act.document), "/actes/\(number)/original"))
        rows += act.annexes.enumerated().map { row("Annexe \($0 + 1)", describe($1), "/actes/\(number)/annexes/\($0 + 1)") }
        return rows
    }

    private func row(_ name: String, _ sub: String, _ place: Link) -> HTML {
        fileItem(name, sub: sub, [link(place, name.lowercased(), "Télécharger")])
    }

    private func link(_ place: Link, _ object: String, _ label: String) -> HTML {
        LinkButton(label, .down, .bare, to: place, object: object, isDownload: true).html
    }

    private func describe(_ document: ActDocument) -> String {
        let pages = document.pages.map { ", " + French.count($0, "page", "pages") } ?? ""
        return document.name.description + ", " + French.size(document.sizeBytes) + pages
    }
}

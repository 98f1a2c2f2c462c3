import Acts
import Values

/// The docket as a sheet: what was signed, by whom, after whose visas. Prints alone.
struct DocketPage {
    private let act: Act
    private let docket: Docket
    private let zone: Zone

    init(_ act: Act, _ docket: Docket, zone: Zone) { (self.act, self.docket, self.zone) = (act, docket, zone) }

    var page: Page {
        let number = act.number.internalNumber
        return Page(
            "Bordereau de " + number, at: .acts, density: .plain,
            content: """
                \(crumbs([("Actes", "/actes"), (number, "/actes/\(number)")], here: "Bordereau"))
                <div class="flow"><article class="leaf flow folio" aria-labelledby="bordereau">
                <div><p class="over">\(docket.authority), SIREN \(docket.siren)</p><h1 id="bordereau">Bordereau de signature</h1>
                <p class="lead">\(French.typeset(docket.title))</p></div>
                \(facts(identity))
                \(section("etapes", "Qui a décidé", class: "flow-s", steps.html))
                \(section("pieces", "Ce qui est signé", class: "flow-s", facts(pieces)))
                \(section("certificat", "Avec quel certificat", class: "flow-s", facts(certificate)))
                </article>
                \(buttons([
                    LinkButton("Revenir à l’acte", .back, to: "/actes/\(number)").html,
                    LinkButton("Télécharger pour les machines", .down, to: "/actes/\(number)/bordereau.json", isDownload: true).html,
                ]))
                <p class="note">Ce bordereau s’imprime seul, en noir sur blanc. Pour vérifier ce qu’il dit, voyez la preuve sur la \
                page de l’acte.</p></div>
                """)
    }

    private var identity: [(String, HTML)] {
        [
            ("Numéro", "<span class=\"mono\">\(docket.internalNumber)</span>"), ("Nature", "\(French.name(act.nature))"),
            ("Date", "\(French.longDate(docket.date))"), ("Matière", "\(docket.matter)"), ("Déposé", "\(moment(docket.depositedAt))"),
        ]
    }

    private var steps: Table {
        let hasRemarks = docket.steps.contains { $0.remark != nil }
        return Table(
            "Visas et signature",
            [.init("Étape", isTight: true), .init("Personne"), .init("Quand")] + (hasRemarks ? [.init("Remarque")] : []),
            docket.steps.map { step in
                Table.Row([
                    step.action == "visa" ? "Visa" : "Signature",
                    "<div><span class=\"strong\">\(step.person)</span><span class=\"sub\">\(step.title)</span></div>", "\(moment(step.at))",
                    step.remark.map { "« \(French.typeset($0)) »" } ?? "–",
                ])
            })
    }

    private var pieces: [(String, HTML)] {
        [("Déposé", file(docket.deposited)), ("Signé", file(docket.signed))]
            + docket.annexes.enumerated().map { ("Annexe \($0 + 1)", file($1)) }
    }

    private func file(_ file: ActFile) -> HTML {
        "\(file.name), \(French.size(file.bytes))<br><span class=\"hash\">\(French.digest(file.digest))</span>"
    }

    private var certificate: [(String, HTML)] {
        [
            ("Titulaire", "\(docket.certificate.subject)"),
            ("Empreinte", "<span class=\"hash\">\(French.digest(docket.certificate.sha256))</span>"),
        ]
    }

    private func moment(_ text: String) -> String { Instant(rfc3339: text).map { French.proofMoment($0, in: zone) } ?? text }
}

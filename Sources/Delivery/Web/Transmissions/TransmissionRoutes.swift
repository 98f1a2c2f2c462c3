import Acts
import Application
import Directory
import Hummingbird
import Legality
import Values

/// Archives prepared for the legality control.
extension Site {
    var transmissionRoutes: [Route] {
        [
            get("/transmissions", .office, "Archives pour la préfecture") { visit, desk in
                .page(try await TransmissionsPage(desk, visit.query).page, for: desk)
            }
        ]
    }
}

struct TransmissionsPage {
    private static let pageSize = 50

    private let desk: Desk
    private let lines: [(prepared: PreparedTransmission, act: Act?)]
    private let next: Instant?

    init(_ desk: Desk, _ query: Form) async throws {
        let start = query["avant"].flatMap { Int64($0) }.map { Instant(milliseconds: $0) } ?? Instant(milliseconds: .max)
        let found = try await desk.office.transmissions.page(before: start, limit: TransmissionsPage.pageSize + 1)
        var lines: [(PreparedTransmission, Act?)] = []
        for prepared in found.prefix(TransmissionsPage.pageSize) {
            let id = Act.id(origin: prepared.origin)
            lines.append((prepared, id == nil ? nil : try await desk.act(id)))
        }
        (self.desk, self.lines) = (desk, lines)
        next = found.count > TransmissionsPage.pageSize ? lines.last?.0.at : nil
    }

    var page: Page { Page("Transmissions", at: .transmissions, density: .dense, width: .wide, content: content) }

    private var content: HTML {
        let ready = lines.count { $0.prepared.archive != nil }
        let lead =
            French.count(ready, "archive prête", "archives prêtes", none: "aucune") + (next == nil ? "" : " sur cette page")
            + ". Remettez-les à votre opérateur de télétransmission : Tabellion ne les envoie pas encore."
        return """
            \(head("Contrôle de légalité", lead: lead.prefix(1).uppercased() + lead.dropFirst()))
            \(lines.isEmpty ? nothing : table.html)
            \(further)
            """
    }

    private var table: Table {
        Table(
            "Archives, les plus récentes d’abord",
            [.init("Acte"), .init("Archive"), .init("Préparée", isTight: true), .init("État", isTight: true)],
            lines.map { row($0.prepared, $0.act) })
    }

    private func row(_ prepared: PreparedTransmission, _ act: Act?) -> Table.Row {
        let name: HTML =
            act.map { act in
                """
                <a class="title-link" href="\("/actes/\(act.number.internalNumber)" as Link)">\(French.typeset(act.title.description))</a>\
                <span class="sub">\(French.name(act.nature)) <span class="mono">\(act.number.internalNumber)</span></span>
                """
            } ?? "<span class=\"note\">Acte inconnu</span>"
        let archive: HTML
        let state: HTML
        switch (prepared.archive, act) {
        case (let made?, let act?):
            let place: Link = "/actes/\(act.number.internalNumber)/archive"
            archive = """
                <div><a class="title-link mono" href="\(place)" download>\(Icon.down) \(made.name)</a>\
                <span class="sub">\(French.size(made.sizeBytes))</span></div>
                """
            state = tag(.now, "prête", icon: .send)
        case (let made?, nil): (archive, state) = ("<span class=\"hash\">\(made.name)</span>", tag(.now, "prête", icon: .send))
        case (nil, _):
            archive = "\(French.refusal(ofTransmission: prepared.refusal ?? "refus"))"
            state = tag(.stop, "impossible")
        }
        return Table.Row([name, archive, "\(French.near(desk.day(prepared.at), today: desk.today))", state])
    }

    private var nothing: HTML {
        empty(
            .send, "Aucune archive", "Une archive au format @CTES est préparée dès qu’un acte est signé.",
            LinkButton("Voir les actes", to: "/actes").html)
    }

    private var further: HTML {
        guard let next else { return .none }
        let link = ("/transmissions" as Link).query([("avant", "\(next.milliseconds)")])
        return buttons([LinkButton("Archives plus anciennes", .next, to: link).html])
    }
}

extension Desk {
    fileprivate func act(_ id: ActID?) async throws -> Act? {
        guard let id else { return nil }
        return try await office.acts.act(id, for: viewer)
    }
}

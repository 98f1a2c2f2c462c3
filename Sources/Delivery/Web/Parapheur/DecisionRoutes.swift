import Application
import Directory
import Hummingbird
import Parapheur
import Values

/// Acting on a dossier: each ends on its receipt, or on the same page with what went wrong and nothing lost.
extension Site {
    var decisionRoutes: [Route] {
        [
            post("/parapheur/{dossier}/visa", .papers, "Donner un visa") { visit, desk in
                let (dossier, form) = (try await dossier(in: visit, for: desk), try await visit.form())
                return try await decide(dossier, desk, "visa") {
                    let remark = try Site.remark(form["remarque"])
                    try await desk.office.parapheur.approve(dossier.id, by: desk.person.id, read: try Site.read(form), remark: remark)
                }
            },
            post("/parapheur/{dossier}/signature", .papers, "Signer") { visit, desk in
                let (dossier, form) = (try await dossier(in: visit, for: desk), try await visit.form())
                return try await sign(dossier, desk, form)
            },
            post("/parapheur/{dossier}/refus", .papers, "Refuser un dossier") { visit, desk in
                let (dossier, form) = (try await dossier(in: visit, for: desk), try await visit.form())
                return try await refuse(dossier, desk, reason: form["motif"] ?? "")
            },
        ]
    }

    private static func read(_ form: Form) throws -> Digest {
        guard let digest = form["lu"].flatMap({ Digest(hex: $0) }) else { throw Fault.form(.encoding) }
        return digest
    }

    private static func remark(_ text: String?) throws -> PlainText? {
        guard let text = text.map(Site.oneLine), text.contains(where: { $0 != " " }) else { return nil }
        return try PlainText(text)
    }

    /// What is typed in an area may hold line ends; what is kept is one line.
    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private func decide(
        _ dossier: Dossier, _ desk: Desk, _ receipt: String, _ act: () async throws -> Void
    ) async throws -> Response {
        do {
            try await act()
            return .seeOther(("/parapheur/\(dossier.id)" as Link).query([("recu", receipt)]))
        } catch DossierRefusal.notFound {
            throw Fault.notFound
        } catch {
            guard let sentence = Sentence(refusal: error) else { throw error }
            return try await again(dossier, desk, sentence)
        }
    }

    /// The dossier as it is now, under what went wrong.
    private func again(_ dossier: Dossier, _ desk: Desk, _ sentence: Sentence) async throws -> Response {
        guard let current = try await desk.office.parapheur.dossier(dossier.id, for: desk.viewer) else { throw Fault.notFound }
        let request = ReadingPane.Request(Form(fields: []), renderer: renderer)
        return .page(try await DossierPage(current, desk, request, alert: sentence).page, for: desk, status: .conflict)
    }

    private func sign(_ dossier: Dossier, _ desk: Desk, _ form: Form) async throws -> Response {
        do {
            let read = try Site.read(form)
            return try await decide(dossier, desk, "signature") {
                do {
                    _ = try await desk.office.parapheur.sign(dossier.id, by: desk.person.id, pin: form["code"] ?? "", read: read)
                } catch KeyRefusal.wrongPIN(let seconds) {
                    throw CodeRefused(refusal: .wrongPIN(retryAfterSeconds: seconds))
                } catch KeyRefusal.tooSoon(let seconds) {
                    throw CodeRefused(refusal: .tooSoon(retryAfterSeconds: seconds))
                }
            }
        } catch let refused as CodeRefused {
            let key = try await KeyUse(cabinet: desk.office.cabinet).key(of: desk.person.id, at: desk.now)
            let page = AnswerPage.signing(dossier, key, error: Sentence(refused.refusal).whole)
            return .page(page, for: desk, status: .unprocessableContent)
        }
    }

    /// Stays at its field; every other refusal is said above the dossier.
    private struct CodeRefused: Error { let refusal: KeyRefusal }

    private func refuse(_ dossier: Dossier, _ desk: Desk, reason: String) async throws -> Response {
        let reason = Site.oneLine(reason)
        do {
            try await desk.office.parapheur.refuse(dossier.id, by: desk.person.id, reason: reason)
            return .seeOther(("/parapheur/\(dossier.id)" as Link).query([("recu", "refus")]))
        } catch DossierRefusal.notFound {
            throw Fault.notFound
        } catch {
            guard let sentence = Sentence(refusal: error) else { throw error }
            switch error {
            case DossierRefusal.reasonMissing, is TextRefusal:
                let page = AnswerPage.refusing(dossier, reason: reason, error: sentence.whole)
                return .page(page, for: desk, status: .unprocessableContent)
            default: return try await again(dossier, desk, sentence)
            }
        }
    }
}

/// A decision whose answer was not right: the same questions, alone on their page, with the error at its field.
enum AnswerPage {
    static func signing(_ dossier: Dossier, _ key: MandateKey, error: String) -> Page {
        page(
            "Signer", dossier, action: "/parapheur/\(dossier.id)/signature", field: "code", error,
            SigningForm.fields(dossier, key, error: error) + HTML.read(dossier), SigningForm.act)
    }

    static func refusing(_ dossier: Dossier, reason: String, error: String) -> Page {
        page(
            "Refuser", dossier, action: "/parapheur/\(dossier.id)/refus", field: "motif", error,
            RefusalForm.fields(reason: reason, error: error), RefusalForm.act)
    }

    private static func page(
        _ name: String, _ dossier: Dossier, action: Link, field: String, _ error: String, _ fields: HTML, _ act: Button
    ) -> Page {
        let title = French.typeset(dossier.title.description)
        let back = LinkButton("Revenir au document", .back, to: "/parapheur/\(dossier.id)")
        let acts = buttons([act.html, back.html], isFull: true)
        return Page(
            name, at: .parapheur, isRefused: true,
            content: """
                \(crumbs([("Parapheur", "/parapheur"), (title, "/parapheur/\(dossier.id)")], here: name))
                \(head(name + French.space + ": " + title))
                <div class="flow phone">\(errorSummary([(field: field, sentence: error)]))
                <form class="leaf first flow" method="post" action="\(action)">\(fields)\(acts)</form></div>
                """)
    }
}

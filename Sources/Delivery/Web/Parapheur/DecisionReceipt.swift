import Acts
import Directory
import Parapheur
import Values

/// What was just done, kept on the page. It is read in the history: an address that claims an act shows nothing by itself.
struct DecisionReceipt {
    private let dossier: Dossier
    private let desk: Desk
    private let names: Names
    private let history: [HistoryEntry]
    private let act: Act?
    private let next: DossierSummary?

    init(_ dossier: Dossier, _ desk: Desk, _ names: Names, _ history: [HistoryEntry], _ act: Act?, next: DossierSummary?) {
        (self.dossier, self.desk, self.names) = (dossier, desk, names)
        (self.history, self.act, self.next) = (history, act, next)
    }

    /// `name` is what the redirection carried.
    func html(_ name: String) -> HTML {
        let wanted: HistoryEntry.Action? =
            switch name {
            case "visa": .approved
            case "signature": .signed
            case "refus": .refused
            default: nil
            }
        guard let wanted, let entry = history.last(where: { $0.action == wanted && $0.actor == desk.person.id }) else { return .none }
        return "<div class=\"apart\">\(receipt(said(entry), "<p>\(detail(entry))</p>\(digest(entry))\(onwards)"))</div>"
    }

    private func said(_ entry: HistoryEntry) -> String {
        let moment = French.proofMoment(entry.at, in: desk.zone)
        switch entry.action {
        case .approved: return "Visé le " + moment
        case .signed: return "Signé le " + moment
        case .refused: return "Refusé le " + moment
        case .opened: return "Déposé le " + moment
        }
    }

    private func detail(_ entry: HistoryEntry) -> String {
        switch entry.action {
        case .approved:
            guard let step = dossier.currentStep else { return "Un visa ne se retire pas." }
            return French.typeset("Le dossier est maintenant chez \(names.full(step.holder)). Un visa ne se retire pas.")
        case .signed:
            let number = act.map { " sous le numéro " + $0.number.internalNumber } ?? ""
            return
                "Le document signé est gardé\(number) et inscrit au journal. L’archive se prépare. Une signature ne se retire pas."
        case .refused: return "Le circuit s’arrête ici. Chacun y lit votre motif. Pour reprendre, il faut un nouveau dépôt."
        case .opened: return ""
        }
    }

    private func digest(_ entry: HistoryEntry) -> HTML {
        facts([("Empreinte", "<span class=\"hash\">\(French.digest(entry.document))</span>")])
    }

    private var onwards: HTML {
        var links: [HTML] = []
        if let next {
            links.append(LinkButton("Dossier suivant", .next, .main, to: "/parapheur/\(next.id)", object: next.title.description).html)
        }
        if let act { links.append(LinkButton("Voir l’acte", .act, to: "/actes/\(act.number.internalNumber)").html) }
        links.append(LinkButton("Retour au parapheur", .back, to: "/parapheur").html)
        return buttons(links)
    }
}

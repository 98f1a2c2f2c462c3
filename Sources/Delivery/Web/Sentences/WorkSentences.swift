package import Acts
package import Parapheur
import Values

extension Sentence {
    package init(_ refusal: DossierRefusal) {
        switch refusal {
        case .over(.completed): self.init(problem: "Ce dossier est déjà signé", remedy: "Il n’y a plus rien à y faire.")
        case .over(.refused), .over(.waiting):
            self.init(problem: "Ce dossier a été refusé", remedy: "Déposez-en un nouveau s’il faut le reprendre.")
        case .notYourTurn: self.init(problem: "Ce n’est pas votre tour sur ce dossier", remedy: "Rechargez la page pour voir qui l’attend.")
        case .otherKind(.visa): self.init(problem: "C’est un visa qui vous est demandé", remedy: "Utilisez le bouton « Viser ».")
        case .otherKind(.signature): self.init(problem: "C’est votre signature qui est demandée", remedy: "Utilisez le bouton « Signer ».")
        case .documentChanged:
            self.init(
                problem: "Le fichier a changé depuis votre lecture", remedy: "Rien n’a été fait : ouvrez-le pour le relire.")
        case .documentReplacedSinceVisa(let step, _, _):
            self.init(
                problem: "Le document n’est plus celui qui a reçu le visa de l’étape \(step + 1)",
                remedy: "Il n’a pas été signé. Refusez le dossier pour qu’il soit redéposé.")
        case .reasonMissing:
            self.init(problem: "Il manque le motif du refus", remedy: "Une phrase suffit : elle restera dans l’historique.")
        case .tooManySteps(_, let allowed): self.init(problem: "Le circuit a trop d’étapes", remedy: "Gardez-en \(allowed) au plus.")
        case .openedDifferently:
            self.init(problem: "Ce dossier existe déjà avec un autre contenu", remedy: "Recommencez depuis une page de dépôt neuve.")
        case .tooManyAnnexes(_, let allowed):
            self.init(problem: "Il y a trop d’annexes", remedy: "Gardez-en \(allowed) au plus, ou réunissez-les.")
        case .notFound: self.init(problem: "Ce dossier n’existe pas, ou ne vous est pas ouvert", remedy: "Parlez-en au secrétariat.")
        case .signatureTokenInvalid: self.init(problem: "La signature a trop attendu", remedy: "Recommencez : rien n’a été signé.")
        case .signatureValueInvalid:
            self.init(problem: "La signature ne correspond pas à ce document", remedy: "Recommencez : rien n’a été signé.")
        }
    }

    package init(_ refusal: ActRefusal) {
        switch refusal {
        case .numberTaken(let asked, let next):
            self.init(problem: "Le numéro \(asked) est déjà pris", remedy: "Le prochain numéro libre est \(next). Rien n’a été enregistré.")
        case .numberWouldLeaveGap(let asked, let next):
            self.init(
                problem: "Le numéro \(asked) laisserait un trou dans le registre",
                remedy: "Le prochain numéro est \(next). Rien n’a été enregistré.")
        case .registerFull(_, let year): self.init(problem: "Le registre de \(year) est plein", remedy: "Prévenez l’exploitant.")
        case .datedInFuture(let date, let today):
            self.init(
                problem: "La date de l’acte (\(French.date(date))) est dans l’avenir",
                remedy: "Donnez une date jusqu’au \(French.date(today)).")
        case .depositedDifferently:
            self.init(problem: "Cet acte a déjà été déposé avec un autre contenu", remedy: "Recommencez depuis une page de dépôt neuve.")
        case .annexKind(let name):
            self.init(problem: "« \(name) » n’est ni un PDF, ni une image, ni un fichier XML", remedy: "Transformez cette annexe en PDF.")
        case .tooManyAnnexes(_, let allowed):
            self.init(problem: "Il y a trop d’annexes", remedy: "Gardez-en \(allowed) au plus, ou réunissez-les.")
        case .unknownPerson:
            self.init(problem: "Une personne du circuit n’est pas de cette collectivité", remedy: "Choisissez-la dans la liste.")
        case .notPossible(.bundled), .notPossible(.signed):
            self.init(problem: "Cet acte est déjà signé", remedy: "Il ne peut plus revenir en arrière.")
        case .notPossible:
            self.init(problem: "Cet acte ne peut pas changer ainsi d’état", remedy: "Rechargez la page pour voir où il en est.")
        case .notFound: self.init(problem: "Cet acte n’existe pas, ou ne vous est pas ouvert", remedy: "Parlez-en au secrétariat.")
        }
    }
}

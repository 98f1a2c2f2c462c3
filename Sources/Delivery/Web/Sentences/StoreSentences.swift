package import ContentStore
package import Database
package import Journal
import MerkleLog

extension Sentence {
    package init(_ refusal: ContentStoreRefusal) {
        switch refusal {
        case .diskFull: self.init(problem: "Le disque est plein", remedy: "Rien n’a été enregistré. Libérez de la place, puis recommencez.")
        case .broken:
            self.init(
                problem: "Une écriture sur le disque a échoué",
                remedy: "Plus rien n’est accepté. Vérifiez le disque, puis relancez le service.")
        case .unknown:
            self.init(problem: "Aucun contenu ne porte cette empreinte ici", remedy: "Vérifiez les 64 chiffres, et la collectivité.")
        case .vanished: self.init(problem: "Ce contenu vient d’être effacé", remedy: "Déposez-le à nouveau.")
        case .changedWhileRead:
            self.init(problem: "Le fichier a changé pendant sa lecture", remedy: "Attendez qu’il soit complet, puis recommencez.")
        case .shortened:
            self.init(problem: "Le fichier a raccourci pendant sa lecture", remedy: "Attendez qu’il soit complet, puis recommencez.")
        case .unreadable(let error):
            self.init(problem: "Le fichier ne se lit pas (\(error.path))", remedy: "Vérifiez son nom et ses droits.")
        case .outOfRange: self.init(problem: "La partie demandée dépasse le contenu", remedy: "Demandez une partie plus courte.")
        case .damaged(_, let place, _):
            self.init(problem: "Ce contenu est abîmé sur le disque (\(place))", remedy: "Restaurez-le depuis une sauvegarde.")
        case .cryptography: self.init(problem: "Le chiffrement a échoué", remedy: "Signalez-le à l’exploitant : rien n’a été enregistré.")
        }
    }

    package init(_ refusal: JournalRefusal) {
        switch refusal {
        case .invalidOrigin(let text):
            self.init(problem: "« \(text) » ne peut pas nommer un journal", remedy: "Prenez un nom sans espace ni signe plus.")
        case .rolledBack(let marked, let found):
            self.init(
                problem:
                    "Retour en arrière détecté : \(marked.size) lignes de journal promises, \(found.size) présentes ou changées",
                remedy: "Ces données sont plus anciennes que la dernière preuve remise. Restaurez la sauvegarde la plus récente.")
        case .markMissing:
            self.init(problem: "La marque du journal a disparu", remedy: "Restaurez le fichier journal.mark avec les données.")
        case .markUnreadable:
            self.init(problem: "La marque du journal n’est pas lisible", remedy: "Restaurez le fichier journal.mark avec les données.")
        case .markInDoubt:
            self.init(problem: "La marque du journal n’a pas pu être écrite", remedy: "Vérifiez le disque, puis relancez le service.")
        case .detailsTooLarge:
            self.init(problem: "Ce texte est trop long pour le journal", remedy: "Raccourcissez-le. Rien n’a été enregistré.")
        case .noSuchLine(let index, let size):
            self.init(problem: "Le journal n’a pas de ligne \(index)", remedy: "Il en compte \(size), numérotées depuis 0.")
        case .missingNode, .damaged:
            self.init(problem: "Le journal est abîmé", remedy: "Lancez « tabellion journal verify », puis restaurez la sauvegarde.")
        }
    }

    package init(_ error: DiskError) {
        self.init(
            problem: error.isFull ? "Le disque est plein" : "Le fichier \(error.path) n’est pas utilisable",
            remedy: error.isFull ? "Libérez de la place, puis recommencez." : "Vérifiez son nom, ses droits et le disque.")
    }
}

package import Application
package import Database
import Values

extension Sentence {
    package init(_ refusal: DataDirectoryRefusal) {
        switch refusal {
        case .heldByAnotherProcess(let path, let process):
            let holder = process.map { " (processus \($0))" } ?? ""
            self.init(
                problem: "\(path) est déjà utilisé par un service Tabellion\(holder)", remedy: "Arrêtez ce service, ou utilisez ses pages.")
        case .unusable(let path, _):
            self.init(problem: "Le dossier \(path) ne peut pas être utilisé", remedy: "Vérifiez ses droits et la place du disque.")
        }
    }

    package init(_ refusal: DatabaseRefusal) {
        switch refusal {
        case .diskFull: self.init(problem: "Le disque est plein", remedy: "Rien n’a été enregistré. Libérez de la place, puis recommencez.")
        case .broken:
            self.init(
                problem: "Une base de données ne répond plus correctement",
                remedy: "Rien d’autre ne sera écrit. Vérifiez le disque, puis relancez le service.")
        case .notDurable:
            self.init(problem: "La base n’est pas réglée pour tenir une coupure de courant", remedy: "Le service refuse de démarrer ainsi.")
        case .newerSchema:
            self.init(problem: "Ces données viennent d’une version plus récente de Tabellion", remedy: "Mettez le programme à jour.")
        case .constraint, .missingColumn, .wrongType, .statement:
            self.init(problem: "La base a refusé l’opération", remedy: "Rien n’a été enregistré. Signalez-le à l’exploitant.")
        }
    }

    package init(_ refusal: InstanceRefusal) {
        switch refusal {
        case .absent(let path):
            self.init(problem: "Il n’y a pas d’instance dans \(path)", remedy: "Créez-la par « tabellion init --data \(path) ».")
        case .exists(let path): self.init(problem: "Il y a déjà une instance dans \(path)", remedy: "Choisissez un autre dossier.")
        case .rootKeyUnusable(let path):
            self.init(problem: "La clé racine \(path) n’est pas utilisable", remedy: "Restaurez ce fichier depuis sa sauvegarde.")
        case .keysUnusable(let tenant):
            self.init(
                problem: "Les clés de la collectivité \(tenant) ne s’ouvrent pas",
                remedy: "Restaurez son dossier et la clé racine ensemble.")
        case .unknownTenant(let text):
            self.init(problem: "Aucune collectivité ne correspond à « \(text) »", remedy: "Donnez son identifiant ou son nom court.")
        case .unknownLogin(let text): self.init(problem: "Aucun compte ne correspond à « \(text) »", remedy: "Vérifiez l’adresse.")
        case .demonstrationKeys(let path):
            self.init(
                problem: "\(path) contient la démonstration, dont les clés sont publiques",
                remedy: "Créez une vraie instance par « tabellion init » ailleurs.")
        }
    }

    package init(_ refusal: ConfigurationRefusal) {
        switch refusal {
        case .noValue(let line):
            self.init(problem: "La ligne \(line) de la configuration n’a pas de valeur", remedy: "Écrivez « nom = valeur ».")
        case .unknown(let name, let line):
            self.init(problem: "« \(name) », ligne \(line), n’est pas un réglage", remedy: "Voyez « tabellion serve --help-config ».")
        case .repeated(let name, let line):
            self.init(problem: "« \(name) » est donné deux fois (ligne \(line))", remedy: "Gardez une seule ligne.")
        case .refused(let name, let value, let line):
            self.init(
                problem: "« \(value) » ne convient pas à « \(name) », ligne \(line)", remedy: "Voyez « tabellion serve --help-config ».")
        }
    }
}

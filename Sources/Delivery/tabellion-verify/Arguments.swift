/// The command line, read by hand: a library for it would be larger than the rest.
struct Arguments {
    var proofs: [String] = []
    var keys: [String] = []
    var document: String?
    var json = false

    enum Reading {
        case run(Arguments)
        case help
        case wrong(Failure)
    }

    static func read(_ words: [String]) -> Reading {
        var arguments = Arguments()
        var rest = words[...]
        while let word = rest.popFirst() {
            switch word {
            case "--help", "-h": return .help
            case "--json": arguments.json = true
            case "--key", "--document":
                guard let value = rest.popFirst() else { return .wrong(.usage("l’option \(word) attend une valeur")) }
                if word == "--key" {
                    arguments.keys.append(value)
                } else if arguments.document == nil {
                    arguments.document = value
                } else {
                    return .wrong(.usage("un seul --document à la fois"))
                }
            case _ where word.hasPrefix("-"): return .wrong(.usage("option inconnue : \(word)"))
            default: arguments.proofs.append(word)
            }
        }
        return arguments.proofs.isEmpty ? .wrong(.usage("aucune preuve à vérifier")) : .run(arguments)
    }

    static let help = """
        Usage : tabellion-verify PREUVE… [--key FICHIER|CLÉ]… [--document FICHIER] [--json]

        Vérifie hors ligne qu’un acte est inscrit au journal d’une collectivité.
          PREUVE       fichier .proof remis par la collectivité
          --key        clé publique du journal (texte « nom+identifiant+base64 » ou fichier qui la contient) ; sans elle,
                       le fichier journal.vkey placé à côté de la preuve est utilisé, et personne ne s’en porte garant
          --document   le document dont parle la preuve : son empreinte est comparée à celle qui a été inscrite
          --json       un objet par preuve

        Codes de sortie : 0 tout est prouvé, 1 refus, 64 mauvais usage.
        Exemple : tabellion-verify 2026-001.proof --key journal.vkey --document 2026-001.pdf
        """
}

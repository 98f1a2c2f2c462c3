import Glibc
import MerkleLog
import Values

/// Why nothing is proved: a short code for programs, a sentence and what to do for people.
struct Failure: Error {
    let code: String
    let sentence: String
    let remedy: String

    static func usage(_ sentence: String) -> Failure {
        Failure(code: "usage", sentence: sentence, remedy: "tabellion-verify --help montre l’usage et un exemple")
    }

    static func unreadable(_ path: String, _ error: CInt) -> Failure {
        Failure(
            code: "unreadable", sentence: "\(path.shown) ne peut pas être lu (\(reason(error)))",
            remedy: "vérifiez le nom du fichier et vos droits de lecture")
    }

    private static func reason(_ error: CInt) -> String {
        switch error {
        case ENOENT, ENOTDIR: "il n’existe pas"
        case EACCES, EPERM: "accès refusé"
        case EISDIR: "c’est un dossier"
        default: "erreur \(error)"
        }
    }

    static func tooLarge(_ path: String, max: Int) -> Failure {
        Failure(
            code: "too-large", sentence: "\(path.shown) dépasse \(max / 1024) Kio : ce n’est ni une preuve ni une clé",
            remedy: "donnez le fichier .proof tel que la collectivité l’a remis")
    }

    static func notKey(_ path: String) -> Failure {
        Failure(
            code: "not-a-key", sentence: "\(path.shown) ne contient pas de clé de journal",
            remedy: "demandez à la collectivité la clé publique de son journal (journal.vkey)")
    }

    static func noDocumentRecorded(in file: String) -> Failure {
        Failure(
            code: "no-document", sentence: "\(file.shown) est l’inscription d’un fait sans document : elle ne dit rien du fichier donné",
            remedy: "relancez sans --document, ou avec la preuve de ce document")
    }

    static func otherDocument(recorded: Digest, found: Digest) -> Failure {
        Failure(
            code: "other-document", sentence: "le document n’est pas celui qui a été inscrit (inscrit \(recorded), donné \(found))",
            remedy: "redemandez le document à la collectivité : un seul octet changé suffit à ce refus")
    }
}

extension Failure {
    init(_ refusal: ProofRefusal, in file: String) {
        let file = file.shown
        let again = "redemandez la preuve à la collectivité : un seul caractère changé suffit à ce refus"
        switch refusal {
        case .tooLarge(_, let allowed):
            self = .tooLarge(file, max: allowed)
        case .malformed(let line, let expected):
            self.init(
                code: "malformed", sentence: "\(file) n’est pas une preuve intacte (ligne \(line), \(expected.french))", remedy: again)
        case .leaf(.version(let found)):
            self.init(
                code: "leaf-version", sentence: "\(file) est d’une version d’inscription inconnue ici (\(found))",
                remedy: "procurez-vous un vérificateur plus récent auprès de la collectivité")
        case .leaf:
            self.init(code: "malformed-leaf", sentence: "l’inscription que porte \(file) est altérée (ligne 2)", remedy: again)
        case .signatures(let found, _):
            self.init(code: "signatures", sentence: "\(file) porte \(found) signatures au lieu de celle du journal seul", remedy: again)
        case .indexMismatch(let line, let leaf):
            self.init(
                code: "index", sentence: "\(file) dit le numéro \(line) et son inscription le numéro \(leaf)", remedy: again)
        case .notInTree(let index, let size):
            self.init(
                code: "not-in-journal",
                sentence: "rien dans \(file) ne rattache l’inscription \(index) au journal de \(size) inscriptions", remedy: again)
        case .checkpoint(.note(.unknownKeys(let found))):
            self.init(
                code: "unknown-key",
                sentence: "\(file) est signé par une autre clé que celle donnée (\(found.joined(separator: ", ").shown))",
                remedy: "donnez par --key la clé du journal de la collectivité qui a remis la preuve")
        case .checkpoint(.note(.wrongSignature(let name))):
            self.init(code: "wrong-signature", sentence: "la signature du journal \(name.shown) est fausse dans \(file)", remedy: again)
        case .checkpoint(.originMismatch(let origin, let key)):
            self.init(
                code: "origin", sentence: "\(file) est du journal \(origin.shown) et signé par \(key.shown)",
                remedy: "donnez par --key la clé du journal de la collectivité qui a remis la preuve")
        case .checkpoint:
            self.init(code: "malformed-checkpoint", sentence: "l’état signé du journal est altéré dans \(file)", remedy: again)
        }
    }
}

extension ProofPart {
    fileprivate var french: String {
        switch self {
        case .header: "en-tête"
        case .extra: "inscription"
        case .index: "numéro"
        case .hash: "empreinte"
        case .blankLine: "fin des empreintes"
        }
    }
}

extension String {
    /// What comes from outside, as it may be shown on a terminal: control characters and those that turn the text are replaced.
    var shown: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0...0x1f, 0x7f...0x9f, 0x200b...0x200f, 0x2028...0x202e, 0x2060...0x206f, 0xfeff: text += "\u{fffd}"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

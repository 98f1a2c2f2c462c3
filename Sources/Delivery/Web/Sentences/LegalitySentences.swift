package import Legality
import Values

extension Sentence {
    package init(_ refusal: LegalityRefusal) {
        switch refusal {
        case .siren(let text):
            self.init(problem: "« \(text) » n’est pas un SIREN", remedy: "Donnez neuf chiffres, le dernier étant la clé.")
        case .department(let text):
            self.init(problem: "« \(text) » n’est pas un département", remedy: "Écrivez-le en trois caractères, par exemple 040 ou 02A.")
        case .district(let text): self.init(problem: "« \(text) » n’est pas un arrondissement", remedy: "Donnez un seul chiffre.")
        case .kind(let text):
            self.init(
                problem: "« \(text) » n’est pas une nature de collectivité",
                remedy: "Donnez deux chiffres de la liste nationale, par exemple 31.")
        case .number(let text):
            self.init(
                problem: "« \(text) » n’est pas un numéro d’acte", remedy: "Quinze caractères au plus : majuscules, chiffres, tiret bas.")
        case .date(let text): self.init(problem: "« \(text) » n’est pas une date", remedy: "Écrivez AAAA-MM-JJ, un jour du calendrier.")
        case .futureDate(let date, let today):
            self.init(
                problem: "L’acte est daté du \(French.date(date)), dans l’avenir", remedy: "Donnez une date jusqu’au \(French.date(today))."
            )
        case .nature(let text): self.init(problem: "« \(text) » n’est pas une nature d’acte", remedy: "Donnez un chiffre de 1 à 6.")
        case .matter(let text):
            self.init(problem: "« \(text) » n’est pas une matière", remedy: "Donnez deux niveaux au moins, par exemple 5.2.")
        case .subjectEmpty: self.init(problem: "L’objet est vide", remedy: "Écrivez l’objet de l’acte.")
        case .returnAddress(let text):
            self.init(problem: "« \(text) » n’est pas une adresse de retour", remedy: "Donnez une adresse sans signe plus.")
        case .operatorCode(let text):
            self.init(problem: "« \(text) » n’est pas un trigramme d’opérateur", remedy: "Donnez trois majuscules ou chiffres.")
        case .serial(let text): self.init(problem: "« \(text) » n’est pas un numéro d’enveloppe", remedy: "Donnez un nombre de 1 à 9999.")
        case .noFile: self.init(problem: "Il manque le fichier de l’acte", remedy: "Donnez d’abord l’acte, puis ses annexes.")
        case .emptyFile(let rank): self.init(problem: "Le fichier \(rank) est vide", remedy: "Remplacez-le.")
        case .fileFormat(let rank, _, let allowed):
            let names = allowed.map { "\($0)" }.joined(separator: ", ")
            self.init(
                problem: "Le fichier \(rank) n’est pas d’un format admis",
                remedy: "Formats admis ici : \(names). Le contenu compte, pas l’extension.")
        case .fileTypeCode(let rank, let code, _):
            self.init(
                problem: "Le type « \(code) » du fichier \(rank) n’est pas de cette nature d’acte",
                remedy: "Choisissez-le dans la liste de la nature.")
        case .malformedXML(let rank, _):
            self.init(problem: "Le fichier \(rank) n’est pas un XML bien formé", remedy: "Reprenez-le depuis le logiciel d’origine.")
        case .tooManyFiles(_, let allowed):
            self.init(problem: "Il y a trop de fichiers", remedy: "Gardez-en \(French.grouped(allowed)) au plus.")
        case .tooLarge(_, let allowed): self.init(problem: "L’archive dépasse \(French.size(allowed))", remedy: "Allégez les annexes.")
        case .compression:
            self.init(problem: "L’archive n’a pas pu être compressée", remedy: "Recommencez ; si cela persiste, prévenez l’exploitant.")
        }
    }

    /// What to do about a broken rule of an archive.
    package static func remedy(_ rule: ArchiveRule) -> String {
        switch rule {
        case .archiveName: "nommez-la TRI-EACT--SIREN--AAAAMMJJ-N.tar.gz"
        case .archiveTooLarge: "restez sous 150 Mio"
        case .gzipDamaged, .gzipCut: "reprenez l'archive à sa source : elle est abîmée ou coupée"
        case .gzipTrailing, .tarTrailing: "retirez ce qui suit la fin de l'archive"
        case .overExpansion: "une archive d'actes ne grossit pas autant : n'ouvrez pas celle-ci"
        case .tarHeader, .tarCut: "refaites l'archive au format USTAR"
        case .tooManyEntries: "une archive porte un acte et ses annexes"
        case .link, .device, .folder, .entryType: "ne mettez que des fichiers ordinaires"
        case .absolutePath, .pathTraversal, .nestedPath: "mettez les fichiers à plat, sans dossier"
        case .entryName: "nommez le fichier en ASCII, selon la norme"
        case .duplicateEntry: "gardez un seul fichier de ce nom"
        case .namedTwice: "ne nommez ce fichier qu'une fois dans le message"
        case .emptyFile: "remplacez ce fichier vide"
        case .envelopeMissing: "mettez l'enveloppe en premier"
        case .messageMissing: "mettez le message après l'enveloppe"
        case .fileMissing: "ajoutez le fichier que le message nomme"
        case .fileUnexpected: "retirez le fichier que le message ne nomme pas"
        case .entryOrder: "suivez l'ordre : enveloppe, message, acte, annexes"
        case .xmlMalformed: "corrigez le XML"
        case .xmlDocumentType: "retirez la déclaration DOCTYPE"
        case .xmlTooLarge: "une enveloppe ou un message tient en quelques kilo-octets"
        case .encoding: "déclarez ISO-8859-1"
        case .rootUnexpected, .elementMissing, .elementUnexpected, .textUnexpected: "suivez le schéma ACTES de 2019"
        case .attributeMissing, .attributeUnexpected, .valueInvalid: "suivez le schéma ACTES de 2019"
        case .messageName: "nommez le message d'après l'acte"
        case .fileName: "nommez le fichier d'après l'acte"
        case .sirenKey: "vérifiez les neuf chiffres du SIREN"
        case .sirenMismatch, .departmentMismatch, .dateMismatch, .numberMismatch, .natureMismatch, .identifierMismatch, .codeMismatch:
            "mettez la même valeur dans l'enveloppe, le message et les noms"
        case .futureDate: "un acte n'est pas daté après son envoi"
        case .matterUnknown: "choisissez la matière dans la classification nationale"
        case .annexCount: "mettez dans Annexes le nombre d'annexes"
        case .fileRank: "numérotez l'acte 1, puis les annexes 2, 3…"
        case .fileTypeCode: "choisissez le type dans la liste de la nature"
        case .fileFormat: "remplacez le fichier par un PDF (ou une image pour une annexe)"
        }
    }
}

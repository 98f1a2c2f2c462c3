import Legality

extension French {
    /// Why no archive was made, from the code that was kept: what is wrong and who can put it right.
    static func refusal(ofTransmission code: String) -> String {
        switch code {
        case "return-address", "siren", "department", "district", "kind":
            "La fiche de la collectivité n’est pas admise par @CTES (\(code)). L’exploitant peut la corriger."
        case "file-format", "file-type-code", "malformed-xml", "empty-file", "no-file":
            "Un fichier n’est pas d’un format que @CTES admet pour cette nature d’acte (\(code))."
        case "too-large", "too-many-files": "Les fichiers dépassent ce que @CTES accepte en un envoi (\(code))."
        case "number", "date", "future-date", "nature", "matter", "subject-empty":
            "Un renseignement de l’acte n’est pas admis par @CTES (\(code))."
        default: "L’archive n’a pas pu être faite (\(code)). L’exploitant en trouvera la raison."
        }
    }
}

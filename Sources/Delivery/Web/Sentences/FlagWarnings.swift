import PDFDocument

extension French {
    /// What whoever decides should know of a sound document; nil when it changes nothing of what is seen.
    static func warning(_ flag: PDFFlag) -> String? {
        switch flag {
        case .javascript: "Le document contient un programme (JavaScript) : ce qu’il montre peut changer d’un lecteur à l’autre."
        case .attachment: "Le document contient des fichiers joints : ils seront signés avec lui."
        case .portfolio: "Le document est un porte-documents : il contient plus que les pages montrées ici."
        case .form: "Le document a des champs à remplir : vérifiez ce qu’ils contiennent."
        case .signed: "Le document porte déjà une signature : elle restera valable."
        case .damagedStream: "Une page est abîmée : assurez-vous de la voir en entier."
        case .emptySignatureField, .seedValue, .hybrid, .linearized, .updates, .trailingPadding, .crossReferenceShortLines,
            .crossReferenceEntryZero:
            nil
        }
    }
}

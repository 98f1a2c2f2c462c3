package import PDFDocument

extension Sentence {
    /// Why a PDF is not taken: what is wrong with it, and how to make one that is sound.
    package init(_ refusal: PDFRefusal) {
        let again = "Enregistrez-le à nouveau au format PDF depuis le logiciel d’origine, puis déposez-le."
        switch refusal {
        case .empty:
            self.init(problem: "Le fichier est vide", remedy: "Choisissez un autre fichier : celui-ci ne contient rien.")
        case .notPDF:
            self.init(problem: "Ce fichier n’est pas un PDF", remedy: "Transformez le document en PDF, puis déposez-le.")
        case .leadingBytes(let count):
            self.init(problem: "Le PDF est précédé de \(French.count(count, "octet étranger", "octets étrangers"))", remedy: again)
        case .truncated:
            self.init(problem: "Il manque la fin du PDF", remedy: "L’envoi ou la copie a été coupé. Reprenez le fichier d’origine.")
        case .trailingData(let count):
            self.init(problem: "Le PDF est suivi de \(French.size(count)) que personne ne verrait", remedy: again)
        case .crossReferenceBroken:
            self.init(problem: "La table interne du PDF ne mène pas à ses pages", remedy: again)
        case .malformedObject(let number, _):
            self.init(problem: "L’objet \(number) du PDF est abîmé", remedy: again)
        case .missing(let structure):
            self.init(problem: "Le PDF n’a pas de \(French.name(structure))", remedy: again)
        case .encrypted:
            self.init(
                problem: "Le PDF est protégé par un mot de passe ou des restrictions",
                remedy: "Enregistrez-le sans protection : un acte doit rester lisible par tous et pour toujours.")
        case .xfa:
            self.init(
                problem: "Le PDF contient un formulaire XFA, qui montre autre chose que ses pages",
                remedy: "Imprimez-le vers un nouveau PDF.")
        case .bomb(let object, let allowed):
            self.init(
                problem: "L’objet \(object) du PDF dépasse \(French.size(allowed)) une fois décompressé",
                remedy: "Réduisez la page qui le contient, ou imprimez le document vers un nouveau PDF.")
        case .pageTreeCycle:
            self.init(problem: "Les pages du PDF se renvoient les unes aux autres sans fin", remedy: again)
        case .tooLarge(_, let allowed):
            self.init(
                problem: "Le PDF dépasse une limite (\(French.grouped(allowed)))", remedy: "Séparez le document en plusieurs fichiers.")
        case .tooDeep:
            self.init(problem: "La structure du PDF est trop profonde", remedy: again)
        case .certifiedNoChanges:
            self.init(
                problem: "Une signature déjà posée interdit tout ajout, même une autre signature",
                remedy: "Demandez à son auteur un exemplaire qui accepte d’autres signatures.")
        case .signatureTooLong:
            self.init(
                problem: "La signature ne tient pas dans la place réservée",
                remedy: "Réduisez la chaîne de certificats, ou prévenez l’exploitant.")
        }
    }
}

extension French {
    static func name(_ structure: PDFRefusal.Structure) -> String {
        switch structure {
        case .catalog: "catalogue"
        case .pages, .page: "page"
        case .acroForm: "formulaire lisible"
        case .trailer: "fin de table"
        }
    }
}

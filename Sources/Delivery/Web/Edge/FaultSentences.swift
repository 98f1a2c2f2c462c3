/// What happened and what to do, in French. One switch without `default`: a new case does not compile until it has its sentence.
package struct Sentence: Sendable, Equatable {
    package let over: String
    package let problem: String
    package let remedy: String

    package init(over: String = "", problem: String, remedy: String) { (self.over, self.problem, self.remedy) = (over, problem, remedy) }
}

extension Sentence {
    package init(_ fault: Fault) {
        switch fault {
        case .notFound:
            self.init(
                over: "Page introuvable", problem: "Cette page n’existe pas, ou ne vous est pas ouverte",
                remedy: "L’adresse est peut-être incomplète, ou le dossier a été rangé. Si vous y avez droit, parlez-en au secrétariat.")
        case .signedOut:
            self.init(over: "Accès réservé", problem: "Vous n’êtes pas identifié", remedy: "Présentez un jeton valable, ou connectez-vous.")
        case .crossSite:
            self.init(
                over: "Demande refusée", problem: "Cette demande vient d’un autre site",
                remedy: "Rien n’a été fait. Revenez à la page d’accueil et recommencez d’ici.")
        case .tooLarge(let allowed):
            self.init(
                over: "Envoi refusé", problem: "Ce que vous envoyez est trop grand",
                remedy: "La limite est de \(French.size(allowed)). Rien n’a été enregistré : allégez le fichier, ou séparez-le.")
        case .form, .upload, .bodyIncomplete:
            self.init(
                over: "Envoi refusé", problem: "L’envoi est arrivé incomplet ou abîmé",
                remedy: "Rien n’a été enregistré. Revenez en arrière et recommencez.")
        case .refused(let refusal):
            self.init(refusal)
        case .stopped(let sentence):
            self.init(over: "Service arrêté", problem: sentence.problem, remedy: sentence.remedy)
        case .incident(let number):
            self.init(
                over: "Panne de notre côté", problem: "Nous n’avons pas pu répondre",
                remedy: "Ce qui était validé est gardé. Réessayez dans une minute. Si cela recommence, donnez ce numéro : \(number).")
        case .busy:
            self.init(
                over: "Trop de demandes", problem: "Le service est très occupé", remedy: "Rien n’est perdu. Réessayez dans une minute.")
        }
    }

    private init(_ refusal: EdgeRefusal) {
        let remedy = "Rien n’a été fait. Revenez à la page d’accueil."
        switch refusal {
        case .hostCount, .hostUnknown:
            self.init(over: "Adresse inconnue", problem: "Ce nom n’est pas servi ici", remedy: "Vérifiez l’adresse que vous avez tapée.")
        case .methodUnknown:
            self.init(over: "Demande refusée", problem: "Cette façon de demander n’existe pas ici", remedy: remedy)
        case .targetForm, .targetTooLong, .targetCharacter, .targetSegment:
            self.init(over: "Demande refusée", problem: "Cette adresse n’est pas bien formée", remedy: remedy)
        case .version, .fieldCount, .fieldsTooLong, .fieldName, .transferCoding, .contentLength, .twoFramings:
            self.init(over: "Demande refusée", problem: "Cette demande n’est pas bien formée", remedy: remedy)
        }
    }
}

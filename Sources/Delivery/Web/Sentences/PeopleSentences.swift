package import Directory
import Values

extension Sentence {
    package init(_ refusal: SignInRefusal) {
        switch refusal {
        case .wrong:
            self.init(
                problem: "L’adresse ou le mot de passe ne correspond pas",
                remedy: "Vérifiez les deux et recommencez. En cas d’oubli, voyez le secrétariat.")
        case .tooSoon(let seconds):
            self.init(
                problem: "Trop d’essais à la suite",
                remedy: "Attendez \(French.count(Int(seconds), "seconde", "secondes")), puis recommencez. Votre compte n’est pas bloqué.")
        }
    }

    package init(_ refusal: KeyRefusal) {
        switch refusal {
        case .certificateExpired(let notAfter, _):
            self.init(
                problem: "Votre certificat a expiré le \(French.date(.init(notAfter, in: .paris)))",
                remedy: "Demandez un nouveau certificat, puis faites-le enregistrer par le secrétariat. Rien n’a été signé.")
        case .certificateNotYetValid(let notBefore, _):
            self.init(
                problem: "Votre certificat n’est valable qu’à partir du \(French.date(.init(notBefore, in: .paris)))",
                remedy: "Attendez cette date. Rien n’a été signé.")
        case .lacksNonRepudiation:
            self.init(
                problem: "Ce certificat n’est pas fait pour signer",
                remedy: "Utilisez un certificat de signature (usage « non-répudiation »). Rien n’a été signé.")
        case .notRegistered:
            self.init(
                problem: "Ce certificat n’est pas enregistré pour votre mandat",
                remedy: "Demandez au secrétariat de l’enregistrer. Rien n’a été signé.")
        case .mandateEnded(let day):
            self.init(
                problem: "Votre mandat s’est terminé le \(French.date(day))",
                remedy: "Demandez au secrétariat de vérifier vos fonctions. Rien n’a été signé.")
        case .mandateNotBegun(let start):
            self.init(problem: "Votre mandat commence le \(French.date(start))", remedy: "Attendez cette date. Rien n’a été signé.")
        case .wrongPIN(let seconds):
            let wait = seconds == 0 ? "Recommencez." : "Attendez \(French.count(Int(seconds), "seconde", "secondes")), puis recommencez."
            self.init(problem: "Le code n’est pas le bon", remedy: wait + " Votre clé n’est pas bloquée. Rien n’a été signé.")
        case .tooSoon(let seconds):
            self.init(
                problem: "Trop d’essais de code à la suite",
                remedy: "Attendez \(French.count(Int(seconds), "seconde", "secondes")), puis recommencez. Votre clé n’est pas bloquée.")
        case .notTrusted:
            self.init(
                problem: "Ce certificat ne vient pas d’une autorité reconnue ici, ou il est révoqué",
                remedy: "Demandez à l’exploitant de vérifier le dossier de confiance. Rien n’a été signé.")
        case .unreadable:
            self.init(problem: "Le fichier de clé n’est pas lisible", remedy: "Donnez un fichier PKCS#12 (.p12 ou .pfx) complet.")
        }
    }

    package init(_ refusal: TextRefusal) {
        switch refusal {
        case .empty: self.init(problem: "Ce texte est vide", remedy: "Écrivez-le, puis recommencez.")
        case .tooLong(let found, let allowed):
            self.init(
                problem: "Ce texte est trop long : \(French.grouped(found)) pour \(French.grouped(allowed)) au plus",
                remedy: "Raccourcissez-le.")
        case .controlCharacter, .invisibleCharacter:
            self.init(problem: "Ce texte contient un caractère invisible", remedy: "Tapez-le au clavier au lieu de le coller.")
        case .bidirectionalMark:
            self.init(
                problem: "Ce nom contient une marque qui change l’ordre de lecture",
                remedy: "Renommez le fichier en tapant son nom au clavier.")
        case .path:
            self.init(
                problem: "Ce nom de fichier contient un chemin de dossier",
                remedy: "Renommez le fichier sans barre oblique ni points doubles.")
        }
    }

    package init(_ refusal: AuthorityRefusal) {
        switch refusal {
        case .slug(let text):
            self.init(
                problem: "« \(text) » ne peut pas servir de nom court", remedy: "Utilisez des minuscules, des chiffres et des tirets.")
        case .natureCode(let text):
            self.init(
                problem: "« \(text) » n’est pas un code de nature de collectivité",
                remedy: "Donnez deux chiffres, par exemple 31 pour une commune.")
        case .department(let text):
            self.init(problem: "« \(text) » n’est pas un département", remedy: "Écrivez-le en trois caractères, par exemple 040 ou 02A.")
        case .district(let text): self.init(problem: "« \(text) » n’est pas un arrondissement", remedy: "Donnez un seul chiffre.")
        case .population(let number):
            self.init(problem: "\(number) n’est pas un nombre d’habitants", remedy: "Donnez un nombre positif.")
        case .slugTaken(let text):
            self.init(problem: "Une collectivité s’appelle déjà « \(text) » ici", remedy: "Choisissez un autre nom court.")
        }
    }

    package init(_ refusal: PasswordRefusal) {
        switch refusal {
        case .tooShort(_, let least):
            self.init(problem: "Ce mot de passe est trop court", remedy: "Prenez au moins \(least) caractères, par exemple quatre mots.")
        case .tooLong(_, let allowed): self.init(problem: "Ce mot de passe dépasse \(allowed) octets", remedy: "Raccourcissez-le.")
        case .tooPlain: self.init(problem: "Ce mot de passe répète toujours les mêmes caractères", remedy: "Prenez quatre mots différents.")
        }
    }

    package init(_ refusal: AccountRefusal) {
        switch refusal {
        case .loginTaken(let login): self.init(problem: "Un compte porte déjà l’adresse \(login)", remedy: "Choisissez une autre adresse.")
        case .notFound: self.init(problem: "Ce compte n’existe pas", remedy: "Vérifiez l’adresse.")
        case .firstRunTokenInvalid:
            self.init(problem: "Ce jeton a déjà servi, ou n’en est pas un", remedy: "Recréez l’instance, ou demandez à l’exploitant.")
        }
    }
}

import Directory

/// The door: an address and a password, nothing else to read first.
struct ConnexionPage {
    var login = ""
    var wanted: String?
    var isOut = false
    var refusal: SignInRefusal?

    var page: Page {
        Page("Se connecter", density: .roomy, isRefused: refusal != nil, content: content)
    }

    private var content: HTML {
        """
        <div class="aside"><div class="flow-l">
        <div><p class="over">Espace des élus et des agents</p><h1>Se connecter</h1></div>
        \(said)\(form)
        </div>
        <aside class="leaf quiet proof flow-s" aria-labelledby="lieu"><h2 id="lieu">\(Icon.lock) Avant de taper votre mot de passe</h2>
        <p>Regardez l’adresse en haut de votre navigateur : ce doit être celle que votre collectivité vous a donnée.</p>
        <p>Personne ne vous demandera votre mot de passe ni le code de votre clé par téléphone.</p>
        <p class="note">Mot de passe oublié, adresse changée : voyez le secrétariat.</p></aside></div>
        """
    }

    private var said: HTML {
        if let refusal {
            let sentence = Sentence(refusal)
            return message(.stop, sentence.problem + ".", "\(French.typeset(sentence.remedy))", isAlert: true)
        }
        return isOut ? message(.done, "Votre session est fermée.", "Sur un appareil partagé, fermez aussi le navigateur.") : .none
    }

    private var form: HTML {
        let suite: HTML? = wanted.map { "<input type=\"hidden\" name=\"suite\" value=\"\($0)\">" }
        let address = Field("adresse", "Adresse électronique", .email, value: login, autocomplete: "username", lengthMax: Login.bytesMax)
        let password = Field("motdepasse", "Mot de passe", .password(autocomplete: "current-password"))
        return """
            <form class="leaf first flow" method="post" action="/connexion">\(suite)\(address.html)\(password.html)\
            \(buttons([Button("Entrer", nil, .main, isBig: true).html], isFull: true))</form>
            """
    }
}

import Directory
import Hummingbird

/// Help, personal data, accessibility: short, honest, the same for everybody.
extension Site {
    var plainRoutes: [Route] {
        [
            plain("/aide", "Aide", PlainPages.help), plain("/donnees-personnelles", "Données personnelles", PlainPages.data),
            plain("/accessibilite", "Accessibilité", PlainPages.accessibility),
        ]
    }

    private func plain(_ path: String, _ title: String, _ content: HTML) -> Route {
        .get(path, .anyone, title) { (visit: Visit) in
            .page(Page(title, content: content).document(in: try await surroundings(of: visit)))
        }
    }

    private func surroundings(of visit: Visit) async throws -> Surroundings {
        guard let account = visit.account else { return doorway }
        guard account.tenant != nil, account.person != nil else { return operatorSurroundings(account) }
        return try await desk(of: account, at: visit.now).surroundings
    }
}

enum PlainPages {
    static let help: HTML = """
        \(head("Aide", lead: "Ce que fait chaque page, et comment vérifier un acte sans nous."))
        <div class="text flow">
        <section class="flow-s" aria-labelledby="signer"><h2 id="signer">Viser et signer</h2>
        <p>Un dossier vous attend quand vient votre tour. Ouvrez-le, lisez les pages, puis choisissez en bas de l’écran. Viser, \
        c’est dire que \
        vous êtes d’accord ; signer, c’est engager la collectivité, avec votre certificat et son code.</p>
        <p>Un visa ou une signature ne se retire pas. Refuser arrête le dossier : votre motif est lu par tout le circuit.</p></section>
        <section class="flow-s" aria-labelledby="deposer"><h2 id="deposer">Déposer</h2>
        <p>Le secrétariat, la direction et l’administration déposent un PDF et ses annexes. Le numéro est donné au dépôt, sans trou, par \
        registre et par année.</p></section>
        <section class="flow-s" id="preuve" aria-labelledby="verifier"><h2 id="verifier">Vérifier un acte sans nous faire confiance</h2>
        <p>Sur la page d’un acte signé, téléchargez le PDF signé et sa preuve, un fichier qui se termine par <code>.proof</code>. Puis :</p>
        <ol><li>La signature : ouvrez le PDF dans un lecteur qui vérifie les signatures, ou lancez <code>pdfsig acte.pdf</code>.</li>
        <li>L’empreinte : <code>sha256sum acte.pdf</code> donne les 64 chiffres affichés sur la page.</li>
        <li>Le journal : <code>tabellion-verify acte.proof --document acte.pdf</code> répond sans réseau.</li></ol></section>
        <section class="flow-s" aria-labelledby="clavier"><h2 id="clavier">Au clavier</h2>
        <p>Tout se fait avec Tab, Entrée, Espace et Échap. En plus, hors des champs : <kbd>j</kbd> et <kbd>k</kbd> passent d’une ligne à \
        l’autre, <kbd>v</kbd> va au visa, <kbd>s</kbd> ouvre la signature, <kbd>r</kbd> le refus. Ces touches s’éteignent dans le menu de \
        votre nom.</p></section>
        </div>
        """

    static let data: HTML = """
        \(head("Données personnelles"))
        <div class="text flow">
        <p>Votre collectivité est responsable de ces données ; la plateforme les traite pour elle.</p>
        <section class="flow-s" aria-labelledby="quoi"><h2 id="quoi">Ce qui est gardé</h2>
        <ul><li>Votre nom, votre fonction, votre adresse de connexion, et une empreinte de votre mot de passe, jamais le mot de passe.</li>
        <li>Ce que vous avez déposé, visé, signé ou refusé, avec la date : ces actes sont la mémoire de la collectivité.</li>
        <li>Votre clé de signature, si vous en avez confié une : chiffrée, et inutilisable sans son code, qui n’est pas \
        gardé.</li></ul></section>
        <section class="flow-s" aria-labelledby="journal"><h2 id="journal">Le journal ne porte pas votre nom</h2>
        <p>Il désigne chaque personne par un numéro. Effacer ce qui relie ce numéro à vous laisse les preuves valables.</p></section>
        <section class="flow-s" aria-labelledby="temoin"><h2 id="temoin">Un seul témoin de connexion</h2>
        <p>Il garde votre session ouverte, douze heures au plus, deux heures sans rien faire. Aucune mesure d’audience, aucun appel \
        à un autre \
        site.</p></section>
        <section class="flow-s" aria-labelledby="droits"><h2 id="droits">Vos droits</h2>
        <p>Accès, rectification, limitation : adressez-vous à votre collectivité et à sa déléguée ou son délégué à la protection des \
        données. Ensuite, si besoin, à la CNIL.</p></section>
        </div>
        """

    static let accessibility: HTML = """
        \(head("Accessibilité : non conforme", lead: "L’audit complet n’a pas encore été fait. Voici ce qui est vrai aujourd’hui."))
        <div class="text flow">
        <section class="flow-s" aria-labelledby="fait"><h2 id="fait">Ce qui est vérifié</h2>
        <ul><li>Chaque page passe un contrôle automatique (WCAG 2.2, niveaux A et AA) en clair, en sombre, et à trois largeurs.</li>
        <li>Déposer, viser, signer, refuser et télécharger une preuve se font au clavier seul.</li>
        <li>Tout marche sans JavaScript, et jusqu’à 320 pixels de large.</li></ul></section>
        <section class="flow-s" aria-labelledby="manque"><h2 id="manque">Ce qui ne l’est pas</h2>
        <ul><li>L’évaluation selon le RGAA, critère par critère, par une personne formée : la mention légale reste donc « non \
        conforme ».</li>
        <li>Les PDF déposés : leur accessibilité dépend du logiciel qui les a faits. « Texte seul » en lit les mots quand ils \
        existent.</li></ul>\
        </section>
        <section class="flow-s" aria-labelledby="dire"><h2 id="dire">Un obstacle ?</h2>
        <p>Dites-le au secrétariat de votre collectivité, qui doit vous répondre. Sans réponse, vous pouvez saisir le Défenseur des \
        droits.</p></section>
        </div>
        """
}

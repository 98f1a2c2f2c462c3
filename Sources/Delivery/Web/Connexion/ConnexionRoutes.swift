import Application
import Directory
import Hummingbird

/// Coming in and going out.
extension Site {
    var connexionRoutes: [Route] {
        [
            .get("/connexion", .anyone, "Formulaire de connexion") { (visit: Visit) in
                let wanted = visit.query["suite"]
                if visit.account != nil { return .seeOther(SignIn.place(after: wanted)) }
                return .page(ConnexionPage(wanted: wanted, isOut: visit.query["sortie"] != nil).page.document(in: doorway))
            },
            .post("/connexion", .anyone, "Se connecter", signIn),
            .post("/deconnexion", .anyone, "Se déconnecter") { (visit: Visit) in
                if let token = visit.token.flatMap({ BearerToken($0) }) { try await instance.house.sessions.end(token) }
                return .seeOther(
                    ("/connexion" as Link).query([("sortie", "oui")]), cookie: SessionCookie.clear(isSecure: instance.configuration.https))
            },
        ]
    }

    /// Before anyone is known, no authority is.
    var doorway: Surroundings { Surroundings(authority: Surroundings.product, logo: "/tabellion.svg") }

    private var signIn: Route.Handler {
        { visit in
            let form = try await visit.form()
            let (login, wanted) = (form["adresse"] ?? "", form["suite"])
            do {
                let opened = try await instance.house.signIn.signIn(
                    login: login, password: form["motdepasse"] ?? "", network: visit.network,
                    replacing: visit.token.flatMap { BearerToken($0) })
                return .seeOther(
                    SignIn.place(after: wanted),
                    cookie: SessionCookie.set(opened.token.text, isSecure: instance.configuration.https))
            } catch let refusal as SignInRefusal {
                let page = ConnexionPage(login: login, wanted: wanted, refusal: refusal).page
                return .page(page.document(in: doorway), status: refusal == .wrong ? .unprocessableContent : .tooManyRequests)
            }
        }
    }
}

import Acts
import Application
import Directory
import Hummingbird
import Parapheur

/// What waits for me, and what an operator sees instead.
extension Site {
    var homeRoutes: [Route] {
        [
            .get("/", .signedIn, "Ce qui m’attend") { visit, account in
                guard account.person != nil, account.tenant != nil else { return try operatorHome(account) }
                let desk = try await desk(of: account, at: visit.now)
                return .page(try await AccueilPage(desk).page, for: desk)
            },
            .get("/exploitation/collectivites", .operators, "Collectivités de la plateforme") { visit, account in
                let slug = visit.query["apres"].flatMap { Slug($0) }
                let listed = try await instance.house.authorities.page(after: slug, limit: AuthoritiesPage.linesMax + 1)
                return .page(AuthoritiesPage(listed).page.document(in: operatorSurroundings(account)))
            },
        ]
    }

    private func operatorHome(_ account: Account) throws -> Response {
        guard account.roles.contains(.operator) else { throw Fault.notFound }
        return .page(OperatorHome.page.document(in: operatorSurroundings(account)))
    }

    func operatorSurroundings(_ account: Account) -> Surroundings {
        Surroundings(
            authority: Surroundings.product, logo: "/tabellion.svg",
            reader: Surroundings.Reader(
                name: account.login.description, position: "exploitation", waiting: 0, sections: [.home, .authorities]))
    }
}

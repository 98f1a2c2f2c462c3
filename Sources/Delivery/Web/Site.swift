package import Application
import Directory
package import DocumentTools

/// The product as people see it: every page, over one open instance. Knows who may knock at which page; whether an object is theirs is
/// decided by the services, with the object in hand.
package struct Site: Sendable {
    let instance: Instance
    /// Nil when the server runs without images of pages.
    let renderer: PageRenderer?

    package init(instance: Instance, renderer: PageRenderer?) { (self.instance, self.renderer) = (instance, renderer) }

    package var routes: [Route] {
        connexionRoutes + homeRoutes + plainRoutes + parapheurRoutes + decisionRoutes + depositRoutes + actRoutes + transmissionRoutes
    }

    package var doorkeeper: Doorkeeper {
        let house = instance.house
        return Doorkeeper(
            browser: { text in
                guard let token = BearerToken(text) else { return nil }
                return try await house.sessions.account(of: token)
            },
            program: { text in
                guard let token = BearerToken(text) else { return nil }
                return try await house.tokens.account(of: token)
            })
    }
}

extension Access {
    /// Those who belong to an authority and have, or may have, papers there.
    static let papers = Access.oneOf([.administrator, .secretary, .dgs, .mayor, .member, .agent, .commissioner])
    /// Those who prepare papers and follow all of them.
    static let office = Access.oneOf([.administrator, .secretary, .dgs])
    static let operators = Access.oneOf([.operator])
}

package import Directory
import HTTPTypes
import Hummingbird
import Values

/// How a token is turned into somebody. Given by the wiring; a token that opens nothing is nil, never an error.
package struct Doorkeeper: Sendable {
    /// The cookie of a browser.
    package let browser: @Sendable (String) async throws -> Account?
    /// The bearer token of a program; only read under `/api`.
    package let program: @Sendable (String) async throws -> Account?

    package init(
        browser: @escaping @Sendable (String) async throws -> Account?, program: @escaping @Sendable (String) async throws -> Account?
    ) {
        (self.browser, self.program) = (browser, program)
    }
}

/// Every route of the product, in one list. A path and a method appear once.
package struct RouteTable: Sendable {
    package let routes: [Route]

    /// The files of the pages are routes too: nothing is answered that is not in the list.
    package init(_ routes: [Route]) { self.routes = Assets.all.map(RouteTable.asset) + routes }

    /// Paths and methods that appear twice.
    package var clashes: [String] {
        var seen: Set<String> = []
        return routes.map { "\($0.method.rawValue) \(RouteTable.shape($0.path))" }.filter { !seen.insert($0).inserted }
    }

    func router(_ maker: VisitMaker, _ edge: Edge) -> Router<WebContext> {
        let router = Router(context: WebContext.self, options: [.autoGenerateHeadEndpoints])
        router.add(middleware: edge)
        for route in routes {
            router.on(RouterPath(route.path), method: route.method) { request, web in
                try await maker.answer(route, request, web)
            }
        }
        return router
    }

    private static func shape(_ path: String) -> String {
        path.split(separator: "/").map { $0.hasPrefix("{") ? "{}" : String($0) }.joined(separator: "/")
    }

    private static func asset(_ asset: Asset) -> Route {
        let tag = "\"\(asset.version)\""
        return .get("/\(asset.name)", .anyone, "Fichier des pages") { (visit: Visit) in
            let isForEver = visit.query["v"] == asset.version
            let age = isForEver ? "public, max-age=31536000, immutable" : "public, max-age=600"
            let headers: HTTPFields = [.contentType: asset.type, .eTag: tag, .cacheControl: age]
            if visit.head.headerFields[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: asset.bytes)))
        }
    }
}

/// Opens or closes the door of a route, then lets the handler work.
struct VisitMaker: Sendable {
    let clock: Clock
    let doorkeeper: Doorkeeper
    let isSecure: Bool

    func answer(_ route: Route, _ request: Request, _ context: WebContext) async throws -> Response {
        let (token, account) = try await whoAsks(request)
        switch route.access.verdict(for: account) {
        case .open: break
        case .notFound: throw Fault.notFound
        case .signIn:
            guard !request.isForAPI else { throw Fault.signedOut }
            return .seeOther(SignIn.door(backTo: request))
        }
        let length = request.headers[.contentLength].flatMap { Int($0) }
        if let length, length > route.bodyMax { throw Fault.tooLarge(allowed: route.bodyMax) }
        let visit = Visit(
            head: request.head, account: account, now: clock.now(), body: request.body, bodyMax: route.bodyMax,
            parameters: context.parameters, declaredLength: length, token: token, network: network(of: request, context).description)
        return try await route.handler(visit)
    }

    private func network(of request: Request, _ context: WebContext) -> Network {
        let forwarded = isSecure ? HTTPField.Name("X-Forwarded-For").flatMap { request.headers[$0] } : nil
        return context.network.seenThrough(forwarded: forwarded)
    }

    private func whoAsks(_ request: Request) async throws -> (token: String?, account: Account?) {
        if request.isForAPI, let field = request.headers[.authorization] {
            guard field.hasPrefix("Bearer ") else { return (nil, nil) }
            return (nil, try await doorkeeper.program(String(field.dropFirst("Bearer ".count))))
        }
        guard let token = SessionCookie.token(in: request.headers, isSecure: isSecure), !token.isEmpty else { return (nil, nil) }
        return (token, try await doorkeeper.browser(token))
    }
}

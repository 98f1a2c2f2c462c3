import Application
import Directory
import DocumentTools
import HTTPTypes
import TestSupport
import Testing
import Web

/// Every route × everybody × {own, foreign, missing}, against `policy.txt`. On a real server with real sessions.
@Suite(.timeLimit(.minutes(5))) struct PermissionTests {
    private static let safe: Set<HTTPRequest.Method> = [.get, .head]

    @Test func thePolicyHasALineForEachRouteAndAColumnForEachRole() async throws {
        let policy = try Policy.read()
        #expect(policy.malformed.isEmpty)
        #expect(policy.columns == Policy.visitors)
        let town = try await Commune.copy()
        try await town.served { _, site, _ in
            let routes = Commune.table(of: site).routes.map { "\($0.method.rawValue) \($0.path)" }
            #expect(Set(routes) == Set(policy.lines.map(\.route)))
            #expect(policy.lines.count == routes.count)
            for (route, line) in Commune.table(of: site).routes.compactMap({ route in
                policy.lines.first { $0.route == "\(route.method.rawValue) \(route.path)" }.map { (route, $0) }
            }) {
                #expect((line.elsewhere != nil) == route.path.contains("{"), "\(line.route)")
            }
        }
    }

    @Test func everyRouteAnswersAsThePolicySays() async throws {
        let policy = try Policy.read()
        let town = try await Commune.copy()
        let drawsPages = if case .ready = await PageRenderer.start().state { true } else { false }
        try await town.served { client, site, _ in
            for route in Commune.table(of: site).routes {
                let name = "\(route.method.rawValue) \(route.path)"
                guard let line = policy.lines.first(where: { $0.route == name }) else { continue }
                // Whoever can change something comes last, so that all the others find it as it was.
                for visitor in Policy.visitors.sorted(by: { _, right in line.statuses[right] == 303 && right != "anonymous" }) {
                    let cookie = try await PermissionTests.cookie(visitor, town, client)
                    let knock = Knock(route: route, town: town, client: client, cookie: cookie, visitor: visitor, drawsPages: drawsPages)
                    try await knock.expect(line)
                }
            }
        }
    }

    @Test func readingChangesNothing() async throws {
        let town = try await Commune.copy()
        try await town.served { client, site, _ in
            var cookies: [String?] = []
            for visitor in Policy.visitors { cookies.append(try await PermissionTests.cookie(visitor, town, client)) }
            // Opening an authority's database is not the business of a request: it is done before.
            for cookie in cookies { _ = try await client.ask("GET", "/actes", cookie: cookie) }
            let before = try town.state()
            for route in Commune.table(of: site).routes where route.method == .get {
                let target = Knock.target(route.path) { town.own.value(of: $0, in: route.path) }
                for cookie in cookies {
                    let read = try await client.ask("GET", target, cookie: cookie)
                    let head = try await client.ask("HEAD", target, cookie: cookie)
                    #expect(head.status == read.status && head.body.isEmpty, "\(target)")
                    _ = try await client.ask("OPTIONS", target, cookie: cookie)
                }
            }
            let changed = try town.state().filter { before[$0.key] != $0.value }.keys.sorted()
            #expect(changed == [])
        }
    }

    @Test func anotherSiteIsAnsweredBeforeAnyHandler() async throws {
        let town = try await Commune.copy()
        try await town.served { client, site, _ in
            let mayor = try await PermissionTests.cookie("mayor", town, client)
            let before = try town.state()
            var answers: Set<[UInt8]> = []
            for route in Commune.table(of: site).routes where !PermissionTests.safe.contains(route.method) {
                let target = Knock.target(route.path) { town.own.value(of: $0, in: route.path) }
                for foreign in [
                    ["Sec-Fetch-Site: cross-site"], ["Sec-Fetch-Site: same-site"], ["Origin: https://ailleurs.example"], ["Origin: null"],
                ] {
                    let answer = try await client.ask(
                        route.method.rawValue, target, cookie: mayor, body: town.own.body(of: route.path), more: foreign)
                    #expect(answer.status == 403, "\(target) \(foreign)")
                    answers.insert(answer.body)
                }
            }
            #expect(answers.count == 1)
            let changed = try town.state().filter { before[$0.key] != $0.value }.keys.sorted()
            #expect(changed == [])
        }
    }

    @Test func whatIsTakenAwayIsGoneAtTheNextRequest() async throws {
        let town = try await Commune.copy()
        try await town.served { client, _, instance in
            func status(_ cookie: String?, _ path: String) async throws -> Int { try await client.ask("GET", path, cookie: cookie).status }
            func account(_ visitor: String) async throws -> Account {
                let login = try #require(Login(town.doors[visitor]?.login ?? ""))
                return try #require(await instance.house.accounts.one(login: login))
            }
            let agent = try await PermissionTests.cookie("agent", town, client)
            let secretary = try await PermissionTests.cookie("secretary", town, client)
            let dgs = try await PermissionTests.cookie("dgs", town, client)
            #expect(try await status(agent, "/parapheur") == 200)
            _ = try await client.ask("POST", "/deconnexion", cookie: agent, body: .form([:]))
            #expect(try await status(agent, "/parapheur") == 303)

            #expect(try await status(secretary, "/parapheur/nouveau") == 200)
            try await instance.house.accounts.set(roles: [.agent], of: account("secretary").id)
            #expect(try await status(secretary, "/parapheur/nouveau") == 404)
            #expect(try await status(secretary, "/parapheur") == 200)

            #expect(try await status(dgs, "/actes/\(town.own.number)") == 200)
            try await instance.house.accounts.set(disabled: true, of: account("dgs").id)
            #expect(try await status(dgs, "/actes/\(town.own.number)") == 303)
        }
    }

    @Test func nothingOfAnAuthorityIsReadInAnothersPages() async throws {
        let town = try await Commune.copy()
        try await town.served { client, _, _ in
            let sides = [
                (town.doors["secretary"], town.own, town.foreign), (town.doors["mayor"], town.own, town.foreign),
                (town.neighbour, town.foreign, town.own), (town.doors["operator"], nil, town.foreign),
                (town.doors["operator"], nil, town.own),
            ]
            for (door, own, other) in sides {
                let cookie = try await client.signIn(try #require(door))
                let pages = try await Crawl(client: client, cookie: cookie).pages()
                #expect(pages.contains { $0.holds(own?.canary ?? "Collectivités") })
                for page in pages where page.holds(other.canary) { Issue.record("\(other.canary) in \(page.target)") }
            }
        }
    }

    static func cookie(_ visitor: String, _ town: Commune, _ client: Client) async throws -> String? {
        guard visitor != "anonymous" else { return nil }
        return try await client.signIn(try #require(town.doors[visitor], "\(visitor)"))
    }
}

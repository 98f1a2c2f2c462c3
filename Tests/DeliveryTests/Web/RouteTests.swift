import Directory
import Hummingbird
import Testing
import Values
import Web

struct AccessTests {
    private static func account(_ roles: Set<Role>) throws -> Account {
        Account(
            id: ID(at: Instant(milliseconds: 0), from: .system), login: try #require(Login("essai@ville.example")), tenant: nil,
            person: nil,
            roles: roles, isDisabled: false)
    }

    /// Written by hand: the whole meaning of a door.
    @Test func doors() throws {
        let mayor = try AccessTests.account([.mayor])
        let agent = try AccessTests.account([.agent, .secretary])
        #expect(Access.anyone.verdict(for: nil) == .open)
        #expect(Access.anyone.verdict(for: mayor) == .open)
        #expect(Access.signedIn.verdict(for: nil) == .signIn)
        #expect(Access.signedIn.verdict(for: agent) == .open)
        #expect(Access.oneOf([.secretary, .dgs]).verdict(for: nil) == .signIn)
        #expect(Access.oneOf([.secretary, .dgs]).verdict(for: mayor) == .notFound)
        #expect(Access.oneOf([.secretary, .dgs]).verdict(for: agent) == .open)
        #expect(Access.oneOf([]).verdict(for: mayor) == .notFound)
    }

    @Test func clashesAreNamed() {
        let handler: Route.Handler = { _ in .text("") }
        let table = RouteTable([
            .get("/a/{x}", .anyone, "", handler), .get("/a/{y}", .anyone, "", handler), .post("/a/{x}", .anyone, "", handler),
        ])
        #expect(table.clashes == ["GET a/{}"])
        #expect(table.routes.map(\.line).contains("GET /a/{x} anyone "))
        let settings = WebServer.Settings(address: "127.0.0.1", port: 0, hosts: [], isSecure: false)
        let nobody = Doorkeeper(browser: { _ in nil }, program: { _ in nil })
        #expect(throws: WebServer.Refusal.self) { try WebServer(settings, table, nobody, clock: .system, random: .system) }
    }

    @Test(
        arguments: [
            (nil, "/"), ("/parapheur?page=2", "/parapheur?page=2"), ("https://evil.example/", "/"), ("//evil.example", "/"),
            ("/..//x", "/"),
            ("/connexion", "/"), ("parapheur", "/"), ("/a\\b", "/"),
        ] as [(String?, String)])
    func theWayBackStaysAtHome(wanted: String?, place: String) { #expect(SignIn.place(after: wanted).text == place) }

    @Test func cookies() {
        #expect(SessionCookie.set("t", isSecure: true) == "__Host-tabellion=t; Path=/; HttpOnly; SameSite=Lax; Secure")
        #expect(SessionCookie.set("t", isSecure: false) == "tabellion=t; Path=/; HttpOnly; SameSite=Lax")
    }

    @Test func downloads() throws {
        let file = Download(Array("0123456789".utf8), type: "application/pdf", name: "Arrêté \"n° 3\".pdf", tag: "abc")
        func answer(_ fields: HTTPFields) -> Response {
            file.response(to: HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/f", headerFields: fields))
        }
        let whole = answer([:])
        #expect(whole.status == .ok)
        #expect(
            whole.headers[.contentDisposition]
                == "attachment; filename=\"Arr_t_ _n_ 3_.pdf\"; filename*=UTF-8''Arr%C3%AAt%C3%A9%20%22n%C2%B0%203%22.pdf")
        let table: [(String, Int, String?)] = [
            ("bytes=0-3", 206, "bytes 0-3/10"), ("bytes=-3", 206, "bytes 7-9/10"), ("bytes=8-", 206, "bytes 8-9/10"),
            ("bytes=5-500", 206, "bytes 5-9/10"), ("bytes=10-", 416, "bytes */10"), ("bytes=-0", 416, "bytes */10"),
            ("bytes=0-1,4-5", 200, nil),
            ("bytes=5-2", 200, nil), ("bytes=a-b", 200, nil), ("lines=1-2", 200, nil), ("bytes=99999999999999999999-", 200, nil),
        ]
        for (range, status, content) in table {
            let response = answer([.range: range])
            #expect(response.status.code == status, "\(range)")
            #expect(response.headers[.contentRange] == content, "\(range)")
        }
        #expect(answer([.range: "bytes=0-3", .ifRange: "\"autre\""]).status == .ok)
        #expect(answer([.range: "bytes=0-3", .ifRange: "\"abc\""]).status == .partialContent)
    }
}

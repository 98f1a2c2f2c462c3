import HTTPTypes
import Testing
import Web

/// One visitor at one route: with an object of their authority, then with others.
struct Knock {
    let route: Route
    let town: Commune
    let client: Client
    let cookie: String?
    let visitor: String
    /// Where no sandbox starts (a change of root, a container), no image of a page exists for anybody.
    let drawsPages: Bool

    private var method: String { route.method.rawValue }
    /// Parameters that name an object: the others only name a part of one.
    private static let objects: Set<String> = ["dossier", "numero", "empreinte", "annee"]

    func expect(_ line: Policy.Line) async throws {
        let ruled = try #require(line.statuses[visitor])
        let asked = ruled == 200 && !drawsPages && route.path.hasSuffix("/pages/{empreinte}/{page}") ? 404 : ruled
        if let elsewhere = line.elsewhere {
            let names = Knock.parameters(route.path)
            for part in Knock.choices(among: names.filter(Knock.objects.contains)) {
                let foreign = try await ask(town.foreign, for: part)
                let missing = try await ask(.missing, for: part)
                #expect(foreign == missing, "\(line.route), \(visitor): \(part) \(foreign.difference(from: missing))")
                #expect(foreign.status == expected(asked, elsewhere), "\(line.route), \(visitor): foreign \(part)")
            }
            for part in names.filter({ !Knock.objects.contains($0) }) {
                let answer = try await send(Knock.target(route.path) { $0 == part ? "777" : town.own.value(of: $0, in: route.path) })
                #expect(answer.status == expected(asked, elsewhere), "\(line.route), \(visitor): no such \(part)")
            }
        }
        let answer = try await send(Knock.target(route.path) { town.own.value(of: $0, in: route.path) })
        #expect(answer.status == asked, "\(line.route), \(visitor)")
    }

    /// Whoever is stopped at the door gets the same answer for any object.
    private func expected(_ own: Int, _ elsewhere: Int) -> Int { visitor == "anonymous" || own == 404 ? own : elsewhere }

    /// The objects of `part` are another's, the rest is one's own. What names them in the answer is wiped out.
    private func ask(_ other: Papers, for part: Set<String>) async throws -> Client.Answer {
        let target = Knock.target(route.path) { (part.contains($0) ? other : town.own).value(of: $0, in: route.path) }
        let answer = try await send(target)
        var text = answer.text
        var headers = answer.headers
        for name in part {
            guard let value = other.value(of: name, in: route.path) else { continue }
            text = text.replacing(value, with: "{\(name)}")
            headers = headers.map { $0.replacing(value, with: "{\(name)}") }
            // The page of a year leads to the one before and the one after.
            for near in [-1, 1] where name == "annee" { text = text.replacing("\((Int(value) ?? 0) + near)", with: "{\(near)}") }
        }
        return Client.Answer(status: answer.status, headers: headers, body: Array(text.utf8))
    }

    private func send(_ target: String) async throws -> Client.Answer {
        guard method != "GET" else { return try await client.ask(method, target, cookie: cookie) }
        let door = town.doors[visitor] ?? town.doors["agent"]
        let body = target == "/connexion" ? door?.form : town.own.body(of: route.path)
        return try await client.ask(method, target, cookie: cookie, body: body)
    }

    static func target(_ path: String, _ value: (String) -> String?) -> String {
        "/"
            + path.split(separator: "/").map { piece in
                piece.hasPrefix("{") ? value(String(piece.dropFirst().dropLast())) ?? "inconnu-du-test" : String(piece)
            }.joined(separator: "/")
    }

    private static func parameters(_ path: String) -> [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// Each object alone, and all of them.
    private static func choices(among names: [String]) -> Set<Set<String>> { Set(names.map { [$0] } + [Set(names)]) }
}

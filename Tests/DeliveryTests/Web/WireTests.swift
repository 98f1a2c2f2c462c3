import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Testing
import Values
import Web

/// The edge as a stranger sees it, by raw bytes on a socket.
@Suite(.timeLimit(.minutes(1)))
struct WireTests {
    private static let host = "Host: essai.example\r\n"

    private static func get(_ path: String, _ more: String = "") -> String { "GET \(path) HTTP/1.1\r\n\(host)\(more)\r\n" }

    /// Every request on its own connection; the answers until the server closes or answered as often as `answers`.
    private static func withServer(_ body: @Sendable @escaping (Int) async throws -> Void) async throws {
        let echo: Route.Handler = { visit in .text(try await visit.form().fields.map { "\($0.name)=\($0.value)" }.joined(separator: ";")) }
        let mine: Route.SignedInHandler = { _, _ in .text("ouvert") }
        struct Odd: Error {}
        let odd: Route.Handler = { _ in throw Odd() }
        let table = RouteTable(
            Health.routes { true } + [
                .post("/formulaire", .anyone, "", echo), .get("/reserve/{x}", .signedIn, "", mine), .get("/panne", .anyone, "", odd),
                .get("/api/v1/moi", .signedIn, "", mine),
            ])
        let settings = WebServer.Settings(address: "127.0.0.1", port: 0, hosts: ["essai.example"], isSecure: false)
        let nobody = Doorkeeper(browser: { _ in nil }, program: { _ in nil })
        let server = try WebServer(settings, table, nobody, clock: .system, random: .system)
        let (ports, port) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingOldest(1))
        var logger = Logger(label: "essai")
        logger.logLevel = .critical
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: server.application(logger: logger) { port.yield($0) })], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await open in ports.prefix(1) { try await body(open) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private static func exchange(_ port: Int, _ request: String, answers: Int = 1) async throws -> String {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connect(host: "127.0.0.1", port: port) {
            channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(string: request))
            var answer = ""
            for try await part in inbound {
                answer += String(buffer: part)
                if WireTests.wholeAnswers(answer) >= answers { break }
            }
            return answer
        }
    }

    private static func wholeAnswers(_ text: String) -> Int {
        var rest = text[...]
        var count = 0
        while let end = rest.firstRange(of: "\r\n\r\n") {
            let head = rest[..<end.lowerBound].lowercased()
            let length = head.firstRange(of: "content-length: ").flatMap { Int(head[$0.upperBound...].prefix { $0.isNumber }) } ?? 0
            guard rest[end.upperBound...].utf8.count >= length else { return count }
            count += 1
            rest = Substring(rest[end.upperBound...].utf8.dropFirst(length))
        }
        return count
    }

    private static let refused: [(String, String, String)] = [
        ("no host", "GET / HTTP/1.1\r\n\r\n", "400"), ("two hosts", "GET / HTTP/1.1\r\n\(host)\(host)\r\n", "400"),
        ("foreign host", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", "421"), ("absolute target", get("http://evil.example/"), "400"),
        ("xchunked", "POST /formulaire HTTP/1.1\r\n\(host)Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", "501"),
        ("both framings", "POST / HTTP/1.1\r\n\(host)Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"),
        ("old version", "GET / HTTP/1.0\r\n\(host)\r\n", "505"), ("trace", "TRACE / HTTP/1.1\r\n\(host)\r\n", "405"),
        ("climbing", get("/p/%2e%2e%2fetc"), "400"), ("nul", get("/p/a%00"), "400"),
        ("bare line feed", "GET / HTTP/1.1\r\n\(host)X: a\nY: b\r\n\r\n", "400"),
        ("many fields", get("/", (0..<300).map { "X-\($0): b\r\n" }.joined()), "400"), ("missing", get("/.git/config"), "404"),
    ]

    @Test func rudeRequestsAreAnsweredWithTheHeadersOfTheHouse() async throws {
        try await WireTests.withServer { port in
            for (name, request, status) in WireTests.refused {
                let answer = try await WireTests.exchange(port, request)
                #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(name): \(answer.prefix(40))")
                WireTests.expectHeaders(answer, name)
            }
        }
    }

    private static func expectHeaders(_ answer: String, _ name: String) {
        let head = answer.prefix(4000).lowercased()
        for header in ["x-content-type-options: nosniff", "content-security-policy: default-src 'none'", "referrer-policy: same-origin"] {
            #expect(head.contains(header), "\(name): \(header)")
        }
        #expect(!head.contains("\r\nserver:"), "\(name)")
    }

    @Test func oneAnswerForWhatIsNotThereAndOneForOurFaults() async throws {
        try await WireTests.withServer { port in
            let missing = try await WireTests.exchange(port, WireTests.get("/inconnu"))
            let deeper = try await WireTests.exchange(port, WireTests.get("/a/b/c"))
            let slash = try await WireTests.exchange(port, WireTests.get("/formulaire/"))
            #expect(WireTests.body(missing) == ErrorAnswer.notFound)
            #expect(WireTests.body(missing) == WireTests.body(deeper))
            #expect(WireTests.body(missing) == WireTests.body(slash))
            let fault = try await WireTests.exchange(port, WireTests.get("/panne"))
            #expect(fault.hasPrefix("HTTP/1.1 500 "))
            #expect(!fault.contains("Odd"))
            WireTests.expectHeaders(fault, "fault")
            let problem = try await WireTests.exchange(port, WireTests.get("/api/v1/inconnu"))
            #expect(problem.contains("application/problem+json"))
            #expect(WireTests.body(problem).contains("\"status\":404"))
        }
    }

    @Test func closedDoorsLeadToTheSignInPageAndKeepThePlace() async throws {
        try await WireTests.withServer { port in
            let page = try await WireTests.exchange(port, WireTests.get("/reserve/12?x=1"))
            #expect(page.hasPrefix("HTTP/1.1 303 "))
            #expect(page.contains("Location: /connexion?suite=%2Freserve%2F12%3Fx%3D1\r\n"))
            let program = try await WireTests.exchange(port, WireTests.get("/api/v1/moi"))
            #expect(program.hasPrefix("HTTP/1.1 401 "))
        }
    }

    @Test func formsFromElsewhereStopBeforeTheHandler() async throws {
        try await WireTests.withServer { port in
            for (more, body, start) in WireTests.posts {
                let head = "POST /formulaire HTTP/1.1\r\n\(WireTests.host)Content-Type: application/x-www-form-urlencoded\r\n"
                let answer = try await WireTests.exchange(port, head + "Content-Length: \(body.utf8.count)\r\n\(more)\r\n\(body)")
                #expect(answer.hasPrefix("HTTP/1.1 \(start) "), "\(more) \(body.prefix(20))")
                #expect(answer.hasSuffix("a=1;b=é") == (start == "200"), "\(more)")
            }
        }
    }

    private static let posts: [(String, String, String)] = [
        ("", "a=1&b=%C3%A9", "200"), ("Sec-Fetch-Site: same-origin\r\nOrigin: https://essai.example\r\n", "a=1&b=%C3%A9", "200"),
        ("Sec-Fetch-Site: cross-site\r\n", "a=1", "403"), ("Sec-Fetch-Site: same-site\r\n", "a=1", "403"),
        ("Origin: null\r\n", "a=1", "403"),
        ("Origin: https://evil.example\r\n", "a=1", "403"), ("", "a=%zz", "400"), ("", String(repeating: "a", count: 300_000), "413"),
    ]

    @Test func nothingAfterARefusalIsRead() async throws {
        try await WireTests.withServer { port in
            let alive = WireTests.get("/sante/vivant")
            let three = alive + "GET /sante/pret HTTP/1.1\r\nHost: evil.example\r\n\r\n" + alive
            let answer = try await WireTests.exchange(port, three, answers: 3)
            #expect(answer.ranges(of: "HTTP/1.1 200 ").count == 1)
            #expect(answer.contains("HTTP/1.1 421 "))
        }
    }

    @Test func assetsMayBeKeptForEver() async throws {
        try await WireTests.withServer { port in
            let fresh = try await WireTests.exchange(port, WireTests.get(Assets.style))
            #expect(fresh.contains("Cache-Control: public, max-age=31536000, immutable"))
            let tag = try #require(fresh.firstRange(of: "ETag: ").map { fresh[$0.upperBound...].prefix { $0 != "\r\n" } })
            let again = try await WireTests.exchange(port, WireTests.get("/tabellion.css", "If-None-Match: \(tag)\r\n"))
            #expect(again.hasPrefix("HTTP/1.1 304 "))
        }
    }

    private static func body(_ answer: String) -> String {
        answer.firstRange(of: "\r\n\r\n").map { String(answer[$0.upperBound...]) } ?? ""
    }
}

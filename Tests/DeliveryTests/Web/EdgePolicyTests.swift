import Testing
import Web

struct EdgePolicyTests {
    private static let policy = EdgePolicy(names: ["Papiers.Example"], port: 8080)

    private static func head(
        _ method: String = "GET", _ target: String = "/", host: [String] = ["papiers.example"], more: [(String, String)] = [],
        version: (Int, Int) = (1, 1)
    ) -> RequestHead {
        RequestHead(
            method: method, target: target, major: version.0, minor: version.1,
            fields: host.map { (name: "Host", value: $0) } + more.map { (name: $0.0, value: $0.1) })
    }

    @Test(arguments: ["papiers.example", "PAPIERS.EXAMPLE", "127.0.0.1:8080", "localhost:8080", "[::1]:8080"])
    func knownNamesPass(host: String) { #expect(EdgePolicyTests.policy.refusal(of: EdgePolicyTests.head(host: [host])) == nil) }

    @Test(arguments: ["evil.example", "", "127.0.0.1", "127.0.0.1:8081", "papiers.example:80", "papiers.example/x", "papiers.example."])
    func otherNamesAreMisdirected(host: String) {
        let refusal = EdgePolicyTests.policy.refusal(of: EdgePolicyTests.head(host: [host]))
        #expect(refusal == .hostUnknown(host))
        #expect(refusal?.status == 421)
    }

    @Test func hostComesOnce() {
        #expect(EdgePolicyTests.policy.refusal(of: EdgePolicyTests.head(host: [])) == .hostCount(0))
        #expect(EdgePolicyTests.policy.refusal(of: EdgePolicyTests.head(host: ["papiers.example", "papiers.example"])) == .hostCount(2))
    }

    @Test func framing() {
        let refusal = { (fields: [(String, String)]) in EdgePolicyTests.policy.refusal(of: EdgePolicyTests.head("POST", more: fields)) }
        #expect(refusal([("Content-Length", "12")]) == nil)
        #expect(refusal([("transfer-encoding", "Chunked")]) == nil)
        #expect(refusal([("Transfer-Encoding", "xchunked")]) == .transferCoding("xchunked"))
        #expect(refusal([("Transfer-Encoding", "chunked, identity")]) == .transferCoding("chunked, identity"))
        #expect(refusal([("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "chunked")]) == .transferCoding("chunked"))
        #expect(refusal([("Transfer-Encoding", "chunked"), ("Content-Length", "4")]) == .twoFramings)
        for wrong in ["+4", "-1", "", "4 ", "0x4", "9999999999999999"] {
            #expect(refusal([("Content-Length", wrong)]) == .contentLength(wrong), "\(wrong)")
        }
        #expect(refusal([("Content-Length", "4"), ("Content-Length", "4")]) == .contentLength("4"))
    }

    @Test func methodsVersionsAndSizes() {
        let policy = EdgePolicyTests.policy
        for method in ["TRACE", "CONNECT", "FROB", "get", ""] {
            #expect(policy.refusal(of: EdgePolicyTests.head(method))?.status == 405, "\(method)")
        }
        #expect(policy.refusal(of: EdgePolicyTests.head(version: (1, 0)))?.status == 505)
        #expect(policy.refusal(of: EdgePolicyTests.head(version: (9, 9)))?.status == 505)
        #expect(policy.refusal(of: EdgePolicyTests.head(more: (0..<64).map { ("X-\($0)", "b") }))?.status == 431)
        #expect(policy.refusal(of: EdgePolicyTests.head(more: [("X-A", String(repeating: "b", count: 17_000))]))?.status == 431)
        #expect(policy.refusal(of: EdgePolicyTests.head(more: [("X A", "b")])) == .fieldName("X A"))
        #expect(policy.refusal(of: EdgePolicyTests.head(more: [("X-A", "b\u{0}c")])) == .fieldName("X-A"))
    }

    @Test(arguments: [
        "/", "/parapheur", "/parapheur?page=2&tri=date", "/p/a%20b", "/p/%C3%A9t%C3%A9", "/actes/2026-038", "/parapheur/", "/x?a=%2F..%2F",
    ])
    func soundTargets(target: String) { #expect(Target.refusal(of: target) == nil) }

    @Test(arguments: [
        "", "*", "http://evil.example/", "evil.example:22", "//x", "/a//b", "/..", "/../etc", "/a/../b", "/./a", "/%2e%2e/etc",
        "/p/%2e%2e%2fx",
        "/p/%252e", "/p/a%00b", "/p/%c0%ae", "/p/%ff", "/p/%", "/p/%4", "/p/%zz", "/p/..%5c", "/a\\b", "/a b", "/é", "/a#b", "/<b>",
        "/a\"b",
        "/%0d%0aSet-Cookie:x", "/a%2fb", "/x?a=%00", "/x?a=%ff", "/a%E2%80%AEb", "/a?b\u{7f}", "/" + String(repeating: "a", count: 5000),
    ])
    func hostileTargets(target: String) { #expect(Target.refusal(of: target) != nil) }

    @Test func anythingIsJudgedWithoutFault() {
        var random = Noise(seed: 20_260_924)
        let alphabet = Array("/%.0a2eF?#\\:@ \u{0}é&=-".unicodeScalars)
        for _ in 0..<20_000 {
            var text = String.UnicodeScalarView()
            for _ in 0..<random.below(24) { text.append(alphabet[random.below(alphabet.count)]) }
            let target = String(text)
            guard Target.refusal(of: target) == nil else { continue }
            // What passed has no way up, and every piece of it means something.
            let path = target.prefix { $0 != "?" }
            for piece in path.split(separator: "/") {
                let meaning = Target.decode(Array(piece.utf8))
                #expect(meaning != nil && meaning != ".." && meaning != ".", "\(target)")
                #expect(meaning?.contains("/") == false && meaning?.contains("\0") == false, "\(target)")
            }
        }
    }
}

struct CrossSiteTests {
    @Test(
        arguments: [
            ("GET", "cross-site", "https://evil.example", false), ("HEAD", "cross-site", nil, false),
            ("POST", "same-origin", "https://papiers.example", false), ("POST", "none", nil, false), ("POST", nil, nil, false),
            ("POST", nil, "http://papiers.example", false), ("POST", nil, "https://PAPIERS.example", false),
            ("POST", "cross-site", "https://papiers.example", true), ("POST", "same-site", nil, true), ("DELETE", "cross-site", nil, true),
            ("POST", "none", "https://evil.example", true), ("POST", nil, "null", true), ("POST", "same-origin", "null", true),
            ("POST", nil, "https://papiers.example.evil", true), ("PUT", nil, "https://papiers.example:8443", true),
            ("PATCH", "odd", nil, true),
        ] as [(String, String?, String?, Bool)])
    func whoMadeTheBrowserSend(method: String, fetchSite: String?, origin: String?, isRefused: Bool) {
        #expect(CrossSite.refuses(method: method, host: "papiers.example", fetchSite: fetchSite, origin: origin) == isRefused)
    }
}

struct BodyPaceTests {
    private static let second: UInt64 = 1_000_000_000

    @Test func aTrickleIsGivenUpWithinThirtySeconds() throws {
        var pace = BodyPace()
        var closed: UInt64?
        for tick in 0..<300 where closed == nil {
            let now = UInt64(tick) * BodyPaceTests.second / 5
            pace.asked(at: now)
            pace.received(1, at: now + BodyPaceTests.second / 10)
            if pace.isTooSlow(at: now + BodyPaceTests.second / 10) { closed = now / BodyPaceTests.second }
        }
        #expect(try #require(closed) < 30)
    }

    @Test func aSilenceAfterMuchIsGivenUpToo() {
        var pace = BodyPace()
        pace.asked(at: 0)
        pace.received(100_000_000, at: 11 * BodyPaceTests.second)
        pace.asked(at: 11 * BodyPaceTests.second)
        let verdicts = [11, 20, 22].map { pace.isTooSlow(at: $0 * BodyPaceTests.second) }
        #expect(verdicts == [false, false, true])
    }

    @Test func ourOwnSlownessIsNotTheClients() {
        var pace = BodyPace()
        pace.asked(at: 0)
        pace.received(10, at: 1)
        let isBlamed = pace.isTooSlow(at: 3600 * BodyPaceTests.second)
        #expect(!isBlamed)
    }

    @Test func aSlowButHonestLinePasses() {
        var pace = BodyPace()
        for tick in 0..<600 {
            let now = UInt64(tick) * BodyPaceTests.second
            pace.asked(at: now)
            pace.received(8192, at: now + BodyPaceTests.second)
            let isBlamed = pace.isTooSlow(at: now + BodyPaceTests.second)
            #expect(!isBlamed)
        }
    }
}

/// Reproducible noise; the seed is written where it is used.
struct Noise {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }
}

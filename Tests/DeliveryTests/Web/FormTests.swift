import Testing
import Web

struct FormParserTests {
    @Test func fieldsInOrder() throws {
        let form = try FormParser.parse(Array("titre=Caf%C3%A9+du+port&d=1&d=2&vide=&seul&=x".utf8))
        #expect(form["titre"] == "Café du port")
        #expect(form.all("d") == ["1", "2"])
        #expect(form["vide"] == "")
        #expect(form["seul"] == "")
        #expect(form[""] == "x")
        #expect(form["absent"] == nil)
        #expect(try FormParser.parse([]).fields.isEmpty)
    }

    @Test func refusals() {
        #expect(throws: FormRefusal.encoding) { try FormParser.parse(Array("a=%zz".utf8)) }
        #expect(throws: FormRefusal.encoding) { try FormParser.parse(Array("a=%4".utf8)) }
        #expect(throws: FormRefusal.notUTF8) { try FormParser.parse(Array("a=%ff".utf8)) }
        #expect(throws: FormRefusal.notUTF8) { try FormParser.parse(Array("a=%00".utf8)) }
        #expect(throws: FormRefusal.tooManyFields(allowed: 1000)) {
            try FormParser.parse(Array(String(repeating: "a=1&", count: 1001).utf8))
        }
    }
}

struct MultipartTests {
    private static let body = Array(
        """
        ignored\r
        --LIMITE\r
        Content-Disposition: form-data; name="titre"\r
        \r
        Délibération\r
        --LIMITE\r
        content-disposition: form-data; name="fichier"; filename="..\\\\a%22b/c.pdf"\r
        Content-Type: application/pdf\r
        X-Autre: oui\r
        \r
        %PDF\r\n--LIMIT\r\n\r--\r
        --LIMITE\r
        Content-Disposition: form-data; name="vide"\r
        \r
        \r
        --LIMITE--\r
        après
        """.utf8)

    private static let expected: [MultipartEvent] = [
        .begin(name: "titre", filename: nil, type: nil), .bytes(Array("Délibération".utf8)), .end,
        .begin(name: "fichier", filename: "..\\\\a\"b/c.pdf", type: "application/pdf"), .bytes(Array("%PDF\r\n--LIMIT\r\n\r--".utf8)), .end,
        .begin(name: "vide", filename: nil, type: nil), .end,
    ]

    /// Bytes that follow each other are put together: where they were cut does not matter.
    private static func events(_ body: [UInt8], cuts: (Int) -> Int) throws -> [MultipartEvent] {
        var parser = try MultipartParser(boundary: "LIMITE")
        var events: [MultipartEvent] = []
        var place = 0
        while place < body.count {
            let size = min(max(1, cuts(place)), body.count - place)
            for event in try parser.feed(body[place..<place + size]) {
                if case .bytes(let more) = event, case .bytes(let before)? = events.last {
                    events[events.count - 1] = .bytes(before + more)
                } else {
                    events.append(event)
                }
            }
            place += size
        }
        try parser.finish()
        return events
    }

    @Test(arguments: [1, 2, 3, 7, 64, 100_000])
    func sameEventsWhateverTheCut(size: Int) throws {
        #expect(try MultipartTests.events(MultipartTests.body) { _ in size } == MultipartTests.expected)
    }

    @Test func aBodyFullOfReturns() throws {
        let returns = [UInt8](repeating: 0x0d, count: 5000)
        let body = Array("--LIMITE\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n".utf8) + returns + Array("\r\n--LIMITE--".utf8)
        #expect(try MultipartTests.events(body) { _ in 7 } == [.begin(name: "f", filename: nil, type: nil), .bytes(returns), .end])
    }

    @Test func everyTruncationIsSeen() {
        let end = MultipartTests.body.count - Array("\r\naprès".utf8).count
        for length in 0..<end {
            #expect(throws: MultipartRefusal.self, "\(length)") {
                _ = try MultipartTests.events(Array(MultipartTests.body.prefix(length))) { _ in 50 }
            }
        }
    }

    @Test(arguments: ["", String(repeating: "a", count: 71), "a\r\nb", "é", "fin "])
    func boundariesThatAreNone(boundary: String) {
        #expect(throws: MultipartRefusal.boundary) { try MultipartParser(boundary: boundary) }
    }

    @Test(arguments: [
        ("--LIMITE\r\nContent-Type: a\r\n\r\nx\r\n--LIMITE--", MultipartRefusal.head),
        ("--LIMITE\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--LIMITE--", .head),
        ("--LIMITE\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\nx\r\n--LIMITE--", .head),
        ("--LIMITE\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx\r\n--LIMITE--", .head),
        ("--LIMITE\r\nContent-Disposition: form-data; name=\"a\"; filename*=\"b\"\r\n\r\nx\r\n--LIMITE--", .head),
        ("--LIMITEx\r\n", .delimiter),
        (String(repeating: "p", count: 5000), .preambleTooLong(allowed: 4096)),
        ("--LIMITE\r\nX: " + String(repeating: "h", count: 9000), .headTooLong(allowed: 8192)),
        (String(repeating: "--LIMITE\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n", count: 101), .tooManyParts(allowed: 100)),
    ])
    func refusals(body: String, refusal: MultipartRefusal) {
        #expect(throws: refusal) { _ = try MultipartTests.events(Array(body.utf8)) { _ in 10_000 } }
    }

    @Test func noiseIsReadOrRefusedAlikeWhateverTheCut() {
        var random = Noise(seed: 7351)
        for _ in 0..<3000 {
            var body = MultipartTests.body
            for _ in 0...random.below(6) {
                let place = random.below(body.count)
                switch random.below(3) {
                case 0: body[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: body.remove(at: place)
                default: body.insert(contentsOf: MultipartTests.body.dropFirst(random.below(body.count)).prefix(12), at: place)
                }
            }
            let whole = try? MultipartTests.events(body) { _ in body.count }
            var cutter = Noise(seed: random.next())
            let cut = try? MultipartTests.events(body) { _ in cutter.below(40) }
            #expect(whole == cut)
        }
    }
}

import TestSupport
import Testing
import XMLSecurity

private let limits = XMLLimits(bytesMax: 100_000, depthMax: 16, attributesMax: 20)

private func document(_ text: String, limits: XMLLimits = limits) throws(XMLRefusal) -> XMLDocument {
    try XMLDocument(Array(text.utf8), limits: limits)
}

@Suite struct XMLDocumentTests {
    @Test func `A tree says names, attributes, text and lines`() throws {
        let read = try document(
            "<?xml version='1.0' encoding='UTF-8'?>\n"
                + "<a:r xmlns:a='urn:a' a:k='&lt;é' k='2'>\n <b>un<!-- rien -->&#233;<![CDATA[<c>]]></b>\n</a:r>"
        )
        #expect(read.declaredEncoding == "UTF-8")
        #expect(read.root.name == XMLName(namespace: "urn:a", local: "r"))
        #expect(read.root.attribute(XMLName(namespace: "urn:a", local: "k")) == "<é")
        #expect(read.root.attribute(XMLName(namespace: "", local: "k")) == "2")
        let inner = try #require(read.root.first(XMLName(namespace: "", local: "b")))
        #expect(inner.text == "uné<c>")
        #expect(inner.line == 3)
        #expect(read.root.elements.count == 1)
    }

    @Test func `Latin-1 is read as it is declared`() throws {
        let bytes = Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>".utf8) + [0xe9] + Array("</a>".utf8)
        let read = try XMLDocument(bytes, limits: limits)
        #expect(read.root.text == "é")
        #expect(read.declaredEncoding == "ISO-8859-1")
    }

    @Test(arguments: [
        ("", XMLRefusal.empty),
        ("<?xml version=\"1.0\"?>\n<!DOCTYPE a><a/>", .documentType(line: 2)),
        ("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a>&x;</a>", .documentType(line: 1)),
        ("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a/>", .documentType(line: 1)),
        ("<?xml version=\"1.0\" encoding=\"UTF-7\"?><a/>", .encoding(declared: "UTF-7")),
        ("<?xml version=\"1.0\" encoding='utf-16'?><a/>", .encoding(declared: "UTF-16")),
        ("\u{feff}<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>", .encoding(declared: "ISO-8859-1")),
    ])
    func `What is refused is refused by name and line`(text: String, refusal: XMLRefusal) {
        #expect(throws: refusal) { try document(text) }
    }

    @Test(arguments: [
        ("<a>\n<b></a>", 2), ("<a", 1), ("<a/><b/>", 1), ("text", 1), ("<a>&x;</a>", 1), ("<p:a/>", 1), ("<a k='1' k='2'/>", 1),
        ("<a>\u{1}</a>", 1), ("<a xmlns:p='u' xmlns:q='u' p:k='1' q:k='2'/>", 1),
    ])
    func `A text that is not well formed is refused at its line`(text: String, line: Int) {
        let refusal = #expect(throws: XMLRefusal.self) { try document(text) }
        guard case .malformed(line, _) = refusal else {
            Issue.record("refused as \(String(describing: refusal))")
            return
        }
    }

    @Test func `Bounds have their own refusals, one beyond and not one before`() throws {
        func nested(_ depth: Int) -> String { String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth) }
        func loaded(_ count: Int) -> String { "<a " + (0..<count).map { "a\($0)='=>'" }.joined(separator: " ") + "/>" }
        _ = try document(nested(16))
        #expect(throws: XMLRefusal.tooDeep(line: 1, allowed: 16)) { try document(nested(17)) }
        #expect(throws: XMLRefusal.tooDeep(line: 1, allowed: 16)) { try XMLDocument.check(Array(nested(17).utf8), limits: limits) }
        _ = try document(loaded(20))
        #expect(throws: XMLRefusal.tooManyAttributes(line: 1, allowed: 20)) { try document(loaded(21)) }
        #expect(throws: XMLRefusal.tooLarge(bytes: 11, allowed: 10)) {
            try document("<a>1234</a>", limits: XMLLimits(bytesMax: 10, depthMax: 1, attributesMax: 0))
        }
        _ = try document("<a>\(String(repeating: "=", count: 100))</a>")
    }

    @Test func `The check that keeps nothing refuses what the tree refuses`() {
        for text in ["<a>&x;</a>", "<a><b></a>", "<!DOCTYPE a><a/>", "<a/>x", "<p:a/>", "<a>\u{1}</a>", "", "<a k='1' k='2'/>"] {
            #expect(throws: XMLRefusal.self, "\(text)") { try XMLDocument.check(Array(text.utf8), limits: limits) }
        }
        #expect(throws: Never.self) { try XMLDocument.check(Array("<?x y?><a b='c'>é<![CDATA[x]]><!-- y --></a>".utf8), limits: limits) }
    }

    @Test func `Twenty thousand changed texts never trap, and tree and check agree`() {
        let seed: UInt64 = 0x7ab3_1110
        var random = Seeded(seed)
        let text =
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n"
            + "<a:A xmlns:a=\"urn:a\" a:k=\"v&amp;w\"><a:b>t&#233;</a:b><![CDATA[x]]><!--c--></a:A>"
        let source = Array(text.utf8)
        for round in 0..<20_000 {
            var bytes = source
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(source.randomElement(using: &random) ?? 0, at: place)
                default: bytes.append(contentsOf: bytes[place...])
                }
            }
            let tree = Result { try XMLDocument(bytes, limits: limits) }
            let check = Result { try XMLDocument.check(bytes, limits: limits) }
            let (isRead, isSound) = ((try? tree.get()) != nil, (try? check.get()) != nil)
            #expect(isRead == isSound, "seed \(seed), round \(round): \(bytes)")
        }
    }
}

import CMS
import TestSupport
import Testing
import Values

@Suite struct ASN1Tests {
    /// X.690: what each rule set refuses, by its reason.
    @Test(
        arguments: [
            ("", ASN1Rules.der, ASN1Refusal.truncated), ("30", .der, .truncated), ("3001", .der, .truncated), ("308180", .der, .truncated),
            ("3081", .der, .truncated), ("0481050000000000", .der, .lengthNotMinimal), ("0482008000", .der, .lengthNotMinimal),
            ("1f8101", .der, .highTagNumber), ("30800000", .der, .indefiniteLength), ("04800000", .ber, .indefiniteLength),
            ("04ff", .der, .lengthTooLarge), ("0489000000000000000001", .ber, .lengthTooLarge),
            ("0488ffffffffffffffff", .ber, .lengthTooLarge), ("04887fffffffffffffff", .ber, .truncated),
            ("0000", .ber, .unexpectedTag(found: 0, expected: 0x30)), ("3080", .ber, .truncated), ("308000", .ber, .truncated),
            ("30800001", .ber, .truncated), ("308030800000", .ber, .truncated),
        ] as [(String, ASN1Rules, ASN1Refusal)])
    func refused(bytes: String, rules: ASN1Rules, refusal: ASN1Refusal) {
        #expect(throws: refusal) {
            var reader = ASN1Reader((Hexadecimal.decode(bytes) ?? [])[...], rules: rules)
            _ = try reader.next()
        }
    }

    @Test(arguments: [
        ("0403010203", "010203"), ("048103010203", "010203"), ("04880000000000000003010203", "010203"),
        ("240704020102040103", "010203"), ("24800402010224030401030000", "010203"),
        ("248024800401010000040202030000", "010203"), ("24800000", ""),
    ])
    func octetStringsInPieces(bytes: String, expected: String) throws {
        var reader = ASN1Reader((Hexadecimal.decode(bytes) ?? [])[...], rules: .ber)
        #expect(Hexadecimal.encode(try reader.next().octetString()) == expected)
        try reader.finish()
    }

    @Test func depthIsALimitNotAStack() {
        for open in [[UInt8](arrayLiteral: 0x30, 0x80), [0x24, 0x80]] {
            let bytes = Array(repeatElement(open, count: 100_000).joined())
            #expect(throws: ASN1Refusal.tooDeep(allowed: 32)) {
                var reader = ASN1Reader(bytes[...], rules: .ber)
                _ = try reader.next()
            }
        }
        var nested: [UInt8] = [0x04, 0x00]
        for _ in 0..<200 { nested = DER.element(0x24, nested) }
        #expect(throws: ASN1Refusal.tooDeep(allowed: 32)) {
            var reader = ASN1Reader(nested[...], rules: .ber)
            _ = try reader.next().octetString()
        }
    }

    @Test func leftoversAreRefused() {
        #expect(throws: ASN1Refusal.leftover(count: 2)) {
            var reader = ASN1Reader(([0x30, 0x04, 0x05, 0x00, 0x05, 0x00] as [UInt8])[...], rules: .der)
            try reader.next().read { inner throws(ASN1Refusal) in _ = try inner.next(ASN1Tag.null) }
        }
    }

    @Test(arguments: [("", false), ("80", false), ("8001", false), ("2a8648", true), ("2a86", false), ("2a808001", false)])
    func objectIdentifiers(content: String, isValid: Bool) {
        #expect((OID(content: Hexadecimal.decode(content) ?? []) != nil) == isValid)
    }

    @Test func objectIdentifierText() {
        #expect("\(OID.signedData)" == "1.2.840.113549.1.7.2")
        #expect("\(OID.sha256)" == "2.16.840.1.101.3.4.2.1")
        #expect(OID(content: [0x88, 0x37, 0x03]).map { "\($0)" } == "2.999.3")
    }

    @Test(arguments: ["0200", "02020001", "0202ff80", "020500ffffffff", "0201ff"])
    func smallIntegersThatAreNot(bytes: String) {
        #expect(throws: ASN1Refusal.malformed(.integer)) {
            var reader = ASN1Reader((Hexadecimal.decode(bytes) ?? [])[...], rules: .ber)
            _ = try reader.next().smallInteger()
        }
    }

    @Test(arguments: [
        "170d3236303633313132333435365a", "170d3236303630313234333435365a", "170d3236303630313132333436305a", "170b323630363031313233345a",
        "17113236303630313132333435362b30323030", "180f32303236303630313132333435362e355a", "170d32363036303131323334353630",
    ])
    func timesThatAreNot(bytes: String) {
        #expect(throws: (any Error).self) {
            var reader = ASN1Reader((Hexadecimal.decode(bytes) ?? [])[...], rules: .ber)
            _ = try reader.next().time()
        }
    }

    @Test func whatIsWrittenIsRead() throws {
        var random = Seeded(11)
        for length in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let content = random.bytes(length)
            var reader = ASN1Reader(DER.octetString(content)[...], rules: .der)
            #expect(try reader.next().octetString() == content)
            try reader.finish()
        }
    }
}

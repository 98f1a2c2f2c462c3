import Testing
import Values

@Suite struct IdentityTests {
    private enum Thing {}

    @Test func identifiersSortByTimeAndKeepTheirText() throws {
        let early = ID<Thing>(at: Instant(milliseconds: 1_000), from: .system)
        let late = ID<Thing>(at: Instant(milliseconds: 2_000), from: .system)
        #expect(early < late)
        #expect(ID<Thing>(early.description) == early)
        #expect(early.description.dropFirst(14).first == "7")
        #expect(ID<Thing>.random(from: .system).description.dropFirst(14).first == "4")
    }

    @Test(arguments: [
        "", "0191f3a0-0000-7000-8000-00000000000", "0191F3A0-0000-7000-8000-000000000000", "0191f3a00000-7000-8000-0000-00000000000",
        "0191f3a0-0000-7000-8000-00000000000g",
    ])
    func refusesAnIdentifierThatIsNotCanonical(text: String) {
        #expect(ID<Thing>(text) == nil)
    }

    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func base64(plain: String, text: String) {
        #expect(Base64.encode(Array(plain.utf8)) == text)
        #expect(Base64.decode(text) == Array(plain.utf8))
    }

    @Test(arguments: ["Zh==", "Zg=", "Zg", "Zm9v=", "Z m9v", "Zm9v\n", "=", "Zg==Zg=="])
    func refusesBase64ThatIsNotCanonical(text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test func digestsAreLowerCaseHexadecimal() {
        let hex = String(repeating: "0f", count: 32)
        #expect(Digest(hex: hex)?.hex == hex)
        #expect(Digest(hex: hex.uppercased()) == nil)
        #expect(Digest(hex: String(hex.dropLast())) == nil)
        #expect(Digest(bytes: [1, 2, 3]) == nil)
    }

    /// Numbers of public bodies (INSEE), then the same with one digit changed or two exchanged.
    @Test(arguments: [
        ("217400001", true), ("217400010", false), ("000000000", true), ("732829320", true), ("732829321", false), ("723829320", false),
        ("7328293200", false),
        ("73282932a", false),
    ])
    func sirenNumbersHaveAKey(text: String, valid: Bool) {
        #expect((Siren(text) != nil) == valid)
    }
}

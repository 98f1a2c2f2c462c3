import Acts
import Testing
import Values

@Suite("Numbers of acts")
struct NumberTests {
    @Test(
        "are printed in two forms",
        arguments: zip(
            [(Register.deliberations, 38), (.orders, 12), (.contracts, 1), (.others, 1234), (.budgets, 99_999)],
            [
                ("2026-038", "D2026_038"), ("2026-012", "A2026_012"), ("2026-001", "C2026_001"), ("2026-1234", "X2026_1234"),
                ("2026-99999", "B2026_99999"),
            ]))
    func forms(number: (Register, Int), texts: (String, String)) throws {
        let made = try #require(RegisterNumber(register: number.0, year: 2026, sequence: number.1))
        #expect(made.printed == texts.0)
        #expect(made.internalNumber == texts.1)
        #expect(made.internalNumber.utf8.count <= 15)
        #expect(RegisterNumber(internalNumber: texts.1) == made)
    }

    @Test(
        "are read in their one form",
        arguments: [
            "", "D", "D2026-038", "d2026_038", "D2026_38", "D2026_0038", "Z2026_038", "D2026_000", "D26_038", "D2026_038_1", "D+026_038",
        ])
    func refused(text: String) { #expect(RegisterNumber(internalNumber: text) == nil) }

    @Test("follow one another, and a number asked for is the next one or none")
    func series() throws {
        let series = Series(register: .deliberations, year: 2026, last: 37)
        #expect(try series.next(asked: nil).sequence == 38)
        #expect(try series.next(asked: 38).sequence == 38)
        for asked in [37, 1, 0, -5, Int.min] {
            #expect(throws: ActRefusal.numberTaken(asked: asked, next: 38)) { try series.next(asked: asked) }
        }
        for asked in [39, Int.max] {
            #expect(throws: ActRefusal.numberWouldLeaveGap(asked: asked, next: 38)) { try series.next(asked: asked) }
        }
        #expect(throws: ActRefusal.registerFull(register: .orders, year: 2026)) {
            try Series(register: .orders, year: 2026, last: 99_999).next(asked: nil)
        }
    }

    @Test("Each nature has its register", arguments: ActNature.allCases)
    func registers(nature: ActNature) {
        let expected: [ActNature: Register] = [
            .deliberation: .deliberations, .regulatoryOrder: .orders, .individualOrder: .orders, .contract: .contracts, .budget: .budgets,
            .other: .others,
        ]
        #expect(nature.register == expected[nature])
    }

    @Test("A matter is a list of levels of the national classification", arguments: ["7.5", "7.10", "1.1.4", "9.4", "5.2.3.1.99"])
    func matter(text: String) { #expect(MatterCode(text)?.description == text) }

    @Test(
        "A matter that is none is refused",
        arguments: ["", "7", "7.", ".5", "7.05", "7.11", "10.1", "0.1", "1.0", "7.5.100", "1.1.1.1.1.1", "a.b", "7.-5", "7,5"])
    func noMatter(text: String) { #expect(MatterCode(text) == nil) }
}

import Directory
import Parapheur
import TestSupport
import Testing
import Values

@Suite("A dossier changes state")
struct DossierStateTests {
    static let moment = CabinetRig.moment
    static let first = PersonID(at: moment, from: .seeded(1))
    static let second = PersonID(at: moment, from: .seeded(2))
    static let signer = PersonID(at: moment, from: .seeded(3))
    static let stranger = PersonID(at: moment, from: .seeded(4))
    static let paper = digest(1)
    static let other = digest(2)

    static func digest(_ byte: UInt8) -> Digest? { Digest(bytes: [UInt8](repeating: byte, count: 32)) }

    func dossier(_ state: DossierState, approved: [Digest] = []) throws -> Dossier {
        let paper = try #require(Self.paper)
        let visas = approved.enumerated().map { Visa(step: $0, person: Self.first, read: $1, at: Self.moment) }
        return Dossier(
            id: DossierID(at: Self.moment, from: .seeded(5)), type: .deliberation, title: try PlainText("Titre"), origin: "act:1",
            depositor: Self.stranger, openedAt: Self.moment,
            document: DossierDocument(name: try DocumentName("a.pdf"), digest: paper, sizeBytes: 1, pages: 1), annexes: [],
            circuit: try Circuit(visas: [Self.first, Self.second], signer: Self.signer), visas: visas, state: state, signed: nil)
    }

    /// What is expected of each holder's event in each state; everything else is refused.
    @Test("as this table says, for every state, event and person")
    func table() throws {
        let paper = try #require(Self.paper)
        let over: [DossierState] = [.completed(at: Self.moment), .refused(step: 1, reason: "non")]
        let waiting = (0...2).map { DossierState.waiting(step: $0) }
        let holders = [Self.first, Self.second, Self.signer]
        for state in waiting + over {
            for person in holders + [Self.stranger] {
                for (event, isVisa, isRefusal) in [
                    (DossierEvent.approve(by: person, read: paper), true, false),
                    (.sign(by: person, read: paper, at: Self.moment), false, false),
                    (.refuse(by: person, reason: "motif"), false, true),
                ] {
                    let dossier = try dossier(state)
                    guard case .waiting(let step) = state else {
                        #expect(throws: DossierRefusal.over(state: state)) { try dossier.state(after: event) }
                        continue
                    }
                    if person != holders[step] {
                        #expect(throws: DossierRefusal.notYourTurn(step: step)) { try dossier.state(after: event) }
                    } else if isRefusal {
                        #expect(try dossier.state(after: event) == .refused(step: step, reason: "motif"))
                    } else if isVisa == (step < 2) {
                        #expect(try dossier.state(after: event) == (isVisa ? .waiting(step: step + 1) : .completed(at: Self.moment)))
                    } else {
                        #expect(throws: DossierRefusal.otherKind(expected: step < 2 ? .visa : .signature)) {
                            try dossier.state(after: event)
                        }
                    }
                }
            }
        }
    }

    @Test("only for the document that was read, and that every visa was given to")
    func documents() throws {
        let (paper, other) = (try #require(Self.paper), try #require(Self.other))
        let changed = DossierRefusal.documentChanged(read: other, current: paper)
        #expect(throws: changed) { try dossier(.waiting(step: 0)).state(after: .approve(by: Self.first, read: other)) }
        #expect(throws: changed) {
            try dossier(.waiting(step: 2), approved: [paper, paper]).state(after: .sign(by: Self.signer, read: other, at: Self.moment))
        }
        #expect(throws: DossierRefusal.documentReplacedSinceVisa(step: 1, approved: other, current: paper)) {
            try dossier(.waiting(step: 2), approved: [paper, other]).state(after: .sign(by: Self.signer, read: paper, at: Self.moment))
        }
    }

    @Test("a refusal needs a reason") func reason() throws {
        #expect(throws: DossierRefusal.reasonMissing) {
            try dossier(.waiting(step: 1)).state(after: .refuse(by: Self.second, reason: ""))
        }
    }

    @Test("a circuit has a limit") func circuit() throws {
        #expect(throws: DossierRefusal.tooManySteps(found: 22, allowed: 21)) {
            try Circuit(visas: [PersonID](repeating: Self.first, count: 21), signer: Self.signer)
        }
        let alone = try Circuit(visas: [], signer: Self.signer)
        #expect(alone.steps == [Step(kind: .signature, holder: Self.signer)])
        #expect(alone.step(at: 1) == nil)
        #expect(alone.step(at: -1) == nil)
    }

    @Test("it is read by its people and by those who follow every paper, by nobody else")
    func readers() throws {
        let dossier = try dossier(.waiting(step: 0))
        for person in [Self.first, Self.second, Self.signer, Self.stranger] {
            #expect(dossier.isReadable(by: Viewer(person: person, roles: [])))
        }
        let nobody = PersonID(at: Self.moment, from: .seeded(6))
        for role in Role.allCases {
            let expected = [.secretary, .dgs, .administrator].contains(role)
            #expect(dossier.isReadable(by: Viewer(person: nobody, roles: [role])) == expected, "\(role)")
        }
    }
}

import Directory
import Parapheur
import TestSupport
import Testing
import Values

/// `Dossier.state(after:)` on a circuit of one visa and the signature.
struct DossierPage {
    private let visa = PersonID(at: PKI.moment, from: .seeded(1))
    private let signer = PersonID(at: PKI.moment, from: .seeded(2))
    private let another = PersonID(at: PKI.moment, from: .seeded(3))
    private let paper: Digest
    private let otherPaper: Digest

    init() throws {
        paper = try #require(Digest(bytes: [UInt8](repeating: 1, count: 32)))
        otherPaper = try #require(Digest(bytes: [UInt8](repeating: 2, count: 32)))
    }

    private static let drawing = """
        waiting(0) ──approve──▶ waiting(1) … ──approve──▶ waiting(last) ──sign──▶ completed
             └──────────refuse──────┴──────────────────────────┴──────▶ refused
        """
    private static let legend = """
        The circuit here is one visa, then the signature; with more visas the first column repeats. In italics: a `DossierRefusal`, and
        nothing changed. The holder is whoever the waiting step belongs to.
        """

    /// What happens, and which document the visa was given to.
    private struct Happening {
        let event: DossierEvent
        let circumstance: String
        let approved: Digest

        /// No default: a new event must get its lines.
        var name: String {
            switch event {
            case .approve: "`approve` \(circumstance)"
            case .sign: "`sign` \(circumstance)"
            case .refuse: "`refuse` \(circumstance)"
            }
        }
    }

    var text: String {
        get throws {
            let states: [DossierState] = [
                .waiting(step: 0), .waiting(step: 1), .completed(at: PKI.moment), .refused(step: 0, reason: "motif"),
            ]
            try #require(Set(states.map(\.phase)) == Set(DossierPhase.allCases))
            let columns = states.map { state in happenings(holder: state == .waiting(step: 0) ? visa : signer) }
            let rows = try zip(columns[0].indices, columns[0]).map { rank, first in
                (event: first.name, cells: try zip(states, columns).map { try cell($0, $1[rank]) })
            }
            return StatePage(
                title: "States of a dossier", machine: "Dossier.state(after:)",
                drawing: DossierPage.drawing, legend: DossierPage.legend,
                states: ["waiting(0), a visa", "waiting(1), the signature", "completed", "refused"], rows: rows
            ).text
        }
    }

    private func happenings(holder: PersonID) -> [Happening] {
        let moment = PKI.moment
        return [
            .init(event: .approve(by: holder, read: paper), circumstance: "by the holder", approved: paper),
            .init(event: .approve(by: another, read: paper), circumstance: "by another", approved: paper),
            .init(event: .approve(by: holder, read: otherPaper), circumstance: "by the holder, who read another document", approved: paper),
            .init(event: .sign(by: holder, read: paper, at: moment), circumstance: "by the holder", approved: paper),
            .init(event: .sign(by: another, read: paper, at: moment), circumstance: "by another", approved: paper),
            .init(
                event: .sign(by: holder, read: otherPaper, at: moment), circumstance: "by the holder, who read another document",
                approved: paper),
            .init(
                event: .sign(by: holder, read: paper, at: moment), circumstance: "by the holder, the visa being for another document",
                approved: otherPaper),
            .init(event: .refuse(by: holder, reason: "motif"), circumstance: "by the holder", approved: paper),
            .init(event: .refuse(by: another, reason: "motif"), circumstance: "by another", approved: paper),
            .init(event: .refuse(by: holder, reason: ""), circumstance: "by the holder, without a reason", approved: paper),
        ]
    }

    private func cell(_ state: DossierState, _ happening: Happening) throws -> String {
        let dossier = try dossier(state, approved: happening.approved)
        do throws(DossierRefusal) {
            switch try dossier.state(after: happening.event) {
            case .waiting(let step): return "**waiting(\(step))**"
            case .completed: return "**completed**"
            case .refused: return "**refused**"
            }
        } catch {
            return "*\(StatePage.name(of: error))*"
        }
    }

    private func dossier(_ state: DossierState, approved: Digest) throws -> Dossier {
        let given = Visa(step: 0, person: visa, read: approved, at: PKI.moment)
        return Dossier(
            id: DossierID(at: PKI.moment, from: .seeded(4)), type: .deliberation, title: try PlainText("Titre"), origin: "act:1",
            depositor: another, openedAt: PKI.moment,
            document: DossierDocument(name: try DocumentName("a.pdf"), digest: paper, sizeBytes: 1, pages: 1), annexes: [],
            circuit: try Circuit(visas: [visa], signer: signer), visas: state == .waiting(step: 0) ? [] : [given], state: state, signed: nil
        )
    }
}

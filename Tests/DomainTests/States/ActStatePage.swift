import Acts
import TestSupport
import Testing
import Values

/// `ActState.after`: every state on every event, with what the act knows already and with something else.
struct ActStatePage {
    private let signed: SignedPaper
    private let otherPaper: SignedPaper
    private let archive: PreparedArchive
    private let otherArchive: PreparedArchive

    init() throws {
        let digest = try #require(Digest(bytes: [UInt8](repeating: 1, count: 32)))
        let moment = PKI.moment
        signed = SignedPaper(dossier: "d", digest: digest, sizeBytes: 1, at: moment)
        otherPaper = SignedPaper(dossier: "e", digest: digest, sizeBytes: 1, at: moment)
        archive = PreparedArchive(name: "a", digest: digest, at: moment)
        otherArchive = PreparedArchive(name: "b", digest: digest, at: moment)
    }

    private static let drawing = """
        deposited ──dossierOpened──▶ inCircuit ──dossierCompleted──▶ signed ──bundlePrepared──▶ bundled
                                          └─────dossierRefused─────▶ refused
        """
    private static let legend = """
        Events come at least once: “=” says that this one was known already and that nothing changes. In italics: an `ActRefusal`, and
        nothing changed. The act’s own dossier and archive are those that it was told of first.
        """

    var text: String {
        get throws {
            let states: [ActState] = [
                .deposited, .inCircuit(dossier: "d"), .signed(signed), .bundled(signed, archive), .refused(reason: "non"),
            ]
            try #require(Set(states.map(\.phase)) == Set(ActPhase.allCases))
            let events: [ActEvent] = [
                .dossierOpened(dossier: "d"), .dossierOpened(dossier: "e"), .dossierCompleted(signed), .dossierCompleted(otherPaper),
                .dossierRefused(dossier: "d", reason: "non"), .dossierRefused(dossier: "e", reason: "oui"),
                .bundlePrepared(archive), .bundlePrepared(otherArchive),
            ]
            return StatePage(
                title: "States of an act", machine: "ActState.after",
                drawing: ActStatePage.drawing, legend: ActStatePage.legend,
                states: states.map(\.phase.rawValue),
                rows: events.map { event in (event: name(of: event), cells: states.map { cell($0, event) }) }
            ).text
        }
    }

    /// No default: a new event must get its lines.
    private func name(of event: ActEvent) -> String {
        switch event {
        case .dossierOpened(let dossier): "`dossierOpened`, \(dossier == signed.dossier ? "its own dossier" : "another dossier")"
        case .dossierCompleted(let paper): "`dossierCompleted`, \(paper == signed ? "its own dossier" : "another dossier")"
        case .dossierRefused(let dossier, _): "`dossierRefused`, \(dossier == signed.dossier ? "its own dossier" : "another dossier")"
        case .bundlePrepared(let bundle): "`bundlePrepared`, \(bundle == archive ? "its own archive" : "another archive")"
        }
    }

    private func cell(_ state: ActState, _ event: ActEvent) -> String {
        do throws(ActRefusal) {
            return try state.after(event).map { "**\($0.phase.rawValue)**" } ?? "="
        } catch {
            return "*\(StatePage.name(of: error))*"
        }
    }
}

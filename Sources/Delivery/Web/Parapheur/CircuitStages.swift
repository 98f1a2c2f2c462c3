import Acts
import Directory
import Parapheur
import Values

/// The path of a dossier: who did what and when, who is next, and what follows the signature.
struct CircuitStages {
    private let dossier: Dossier
    private let desk: Desk
    private let names: Names
    private let history: [HistoryEntry]
    private let act: Act?

    init(_ dossier: Dossier, _ desk: Desk, _ names: Names, _ history: [HistoryEntry], _ act: Act?) {
        (self.dossier, self.desk, self.names, self.history, self.act) = (dossier, desk, names, history, act)
    }

    var html: HTML {
        var stages = [
            Stage(.done, "Déposé", names.full(dossier.depositor), sub: French.moment(dossier.openedAt, in: desk.zone))
        ]
        stages += dossier.circuit.steps.enumerated().map { stage($1, at: $0) }
        if let last = afterwards { stages.append(last) }
        return circuit(stages)
    }

    private func stage(_ step: Step, at index: Int) -> Stage {
        let isSignature = step.kind == .signature
        if let entry = history.last(where: { $0.step == index }) {
            let sub = French.moment(entry.at, in: desk.zone) + (entry.remark.map { ". « " + $0 + " »" } ?? "")
            let state: Stage.State = entry.action == .refused ? .stopped : .done
            let word = entry.action == .refused ? "Refusé" : isSignature ? "Signé" : "Visé"
            return Stage(state, word, names.full(entry.actor), sub: French.typeset(sub))
        }
        guard case .waiting(index) = dossier.state else {
            return Stage(.next, isSignature ? "Signature" : "Visa", names.full(step.holder), sub: isOver ? "n’aura pas lieu" : nil)
        }
        let act = isSignature ? "À signer" : "À viser"
        let isMine = step.holder == desk.person.id
        return Stage(.now, isMine ? act + " par vous" : act, isMine ? "" : names.full(step.holder))
    }

    private var isOver: Bool {
        if case .refused = dossier.state { return true }
        return false
    }

    private var afterwards: Stage? {
        guard let act, !isOver else { return nil }
        switch act.state {
        case .bundled(_, let archive):
            return Stage(
                .done, "Archive prête pour la préfecture", "Acte " + act.number.internalNumber,
                sub: French.moment(archive.at, in: desk.zone))
        case .signed: return Stage(.next, "Archive pour la préfecture", "Acte " + act.number.internalNumber)
        case .deposited, .inCircuit: return Stage(.next, "Archive pour la préfecture", "dès la signature")
        case .refused: return nil
        }
    }
}

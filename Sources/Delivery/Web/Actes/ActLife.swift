import Acts
import Directory
import Parapheur
import Values

/// The life line of an act: one word a stage, the same five for every act.
struct ActLife {
    private let act: Act
    private let dossier: Dossier?
    private let names: Names
    private let desk: Desk
    private let isBlocked: Bool

    init(_ act: Act, _ dossier: Dossier?, _ names: Names, _ desk: Desk, isBlocked: Bool) {
        (self.act, self.dossier, self.names, self.desk, self.isBlocked) = (act, dossier, names, desk, isBlocked)
    }

    var html: HTML { lifeLine("Vie de l’acte", [deposit] + (act.approvers.isEmpty ? [] : [visas]) + [signature, archive, sending]) }

    private var deposit: Stage { Stage(.done, "Déposé", short(act.depositedAt), sub: names.name(act.depositor)) }

    private var isRefused: Bool { act.state.phase == .refused }

    private var visas: Stage {
        let (given, wanted) = (dossier?.visas.count ?? 0, act.approvers.count)
        let sub = wanted == 1 ? names.name(act.approvers[0]) : French.count(wanted, "visa", "visas")
        if given == wanted { return Stage(.done, "Visé", dossier?.visas.last.map { short($0.at) } ?? "", sub: sub) }
        if isRefused { return Stage(.stopped, "Refusé", "", sub: "avant le visa") }
        guard dossier != nil else { return Stage(.now, "Visa", "le circuit se prépare", sub: sub) }
        return Stage(.now, "À viser", wanted == 1 ? "" : "\(given) sur \(wanted)", sub: sub)
    }

    private var signature: Stage {
        let sub = names.name(act.signer)
        if let signed = act.state.signed { return Stage(.done, "Signé", short(signed.at), sub: sub) }
        guard dossier?.visas.count ?? 0 == act.approvers.count, let dossier else { return Stage(.next, "Signature", "", sub: sub) }
        if isRefused { return Stage(.stopped, "Refusé", "", sub: sub) }
        // The dossier is ahead of the act for as long as an event travels.
        return dossier.signed == nil ? Stage(.now, "À signer", "", sub: sub) : Stage(.now, "Signé", "l’acte se met à jour", sub: sub)
    }

    private var archive: Stage {
        switch act.state {
        case .bundled(_, let archive): Stage(.done, "Archive prête", short(archive.at), sub: "pour la préfecture")
        case .signed where isBlocked: Stage(.stopped, "Archive impossible", "", sub: "voir plus haut")
        case .signed: Stage(.now, "Archive en préparation", "")
        case .deposited, .inCircuit, .refused: Stage(.next, "Archive", "", sub: "pour la préfecture")
        }
    }

    private var sending: Stage {
        Stage(act.state.phase == .bundled ? .now : .next, "Transmission", "", sub: "par votre opérateur @CTES")
    }

    private func short(_ instant: Instant) -> String {
        let local = LocalTime(instant, in: desk.zone)
        return French.shortDate(local.day, year: desk.today.year) + ", " + French.time(local)
    }
}

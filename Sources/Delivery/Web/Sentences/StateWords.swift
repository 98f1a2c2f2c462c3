import Acts
import Directory
import Parapheur

/// The words of states and kinds, each by an exhaustive switch.
extension French {
    static func name(_ type: DossierType) -> String {
        switch type {
        case .deliberation: "Délibération"
        case .order: "Arrêté"
        case .contract: "Contrat"
        case .budget: "Document budgétaire"
        case .letter: "Lettre"
        case .other: "Autre document"
        }
    }

    static func name(_ nature: ActNature) -> String {
        switch nature {
        case .deliberation: "Délibération"
        case .regulatoryOrder: "Arrêté réglementaire"
        case .individualOrder: "Arrêté individuel"
        case .contract: "Contrat ou convention"
        case .budget: "Document budgétaire"
        case .other: "Autre acte"
        }
    }

    static func name(_ register: Register) -> String {
        switch register {
        case .deliberations: "Délibérations"
        case .orders: "Arrêtés"
        case .contracts: "Contrats"
        case .budgets: "Budgets"
        case .others: "Autres actes"
        }
    }

    static func greeting(_ civility: Civility) -> String {
        switch civility {
        case .madam: "Madame"
        case .sir: "Monsieur"
        }
    }

    static func name(_ form: LegalForm) -> String {
        switch form {
        case .commune: "Commune"
        case .epci: "Intercommunalité"
        case .syndicate: "Syndicat"
        case .department: "Département"
        case .region: "Région"
        case .other: "Autre"
        }
    }
}

/// How a state is shown in a list.
extension HTML {
    static func state(_ phase: ActPhase) -> HTML {
        switch phase {
        case .deposited: tag(.plain, "déposé")
        case .inCircuit: tag(.wait, "en circuit")
        case .signed: tag(.sealed, "signé")
        case .bundled: tag(.now, "prêt à transmettre", icon: .send)
        case .refused: tag(.stop, "refusé")
        }
    }

    static func state(_ phase: DossierPhase) -> HTML {
        switch phase {
        case .waiting: tag(.wait, "en circuit")
        case .completed: tag(.done, "signé")
        case .refused: tag(.stop, "refusé")
        }
    }

    static func state(_ asked: Step.Kind) -> HTML {
        switch asked {
        case .visa: tag(.wait, "à viser", icon: .visa)
        case .signature: tag(.now, "à signer")
        }
    }
}

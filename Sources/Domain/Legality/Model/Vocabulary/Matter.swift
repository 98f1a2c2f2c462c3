/// Subject classification of an act (matière): two national levels, then up to three of the préfecture.
package struct Matter: Hashable, Sendable, CustomStringConvertible {
    /// From two to five levels, each from 1 to 99.
    package let levels: [Int]

    /// `5.2`, `7.10`, `1.1.4`: a list of whole numbers, so that 7.10 is not 7.1.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard 2...5 ~= parts.count else { return nil }
        let levels = parts.compactMap { part in
            part.utf8.count <= 2 && part.utf8.allSatisfy(\.isDigit) && part.utf8.first != 0x30 ? Int(part) : nil
        }
        guard levels.count == parts.count else { return nil }
        self.init(levels: levels)
    }

    package init?(levels: [Int]) {
        guard 2...5 ~= levels.count, levels.allSatisfy({ 1...99 ~= $0 }) else { return nil }
        guard NationalMatters.label(Array(levels.prefix(2))) != nil else { return nil }
        self.levels = levels
    }

    package var description: String { levels.map(String.init).joined(separator: ".") }

    /// Label of the two national levels, most general first.
    package var labels: [String] { [1, 2].compactMap { NationalMatters.label(Array(levels.prefix($0))) } }

    /// Budget acts are the only ones transmitted as XML.
    package var isBudgetDecision: Bool { levels.prefix(2) == [7, 1] }
}

/// The national nomenclature: 9 domains and their 57 parts, for menus and checks.
package enum NationalMatters {
    package static func label(_ levels: [Int]) -> String? {
        guard let first = levels.first, first >= 1, first <= table.count else { return nil }
        let domain = table[first - 1]
        switch levels.count {
        case 1: return domain.label
        case 2 where 1...domain.parts.count ~= levels[1]: return domain.parts[levels[1] - 1]
        default: return nil
        }
    }

    /// Every pair of levels, in order.
    package static var all: [Matter] {
        table.enumerated().flatMap { domain in
            domain.element.parts.indices.compactMap { Matter(levels: [domain.offset + 1, $0 + 1]) }
        }
    }

    private static let table: [(label: String, parts: [String])] = [
        (
            "Commande publique",
            [
                "Marchés publics", "Délégation de service public", "Conventions de mandat", "Autres types de contrats",
                "Transactions, protocole d’accord transactionnel", "Actes relatifs à la maîtrise d’œuvre", "Actes spéciaux et divers",
            ]
        ),
        (
            "Urbanisme",
            ["Documents d’urbanisme", "Actes relatifs au droit d’occupation ou d’utilisation des sols", "Droit de préemption urbain"]
        ),
        (
            "Domaine et patrimoine",
            [
                "Acquisitions", "Aliénations", "Locations", "Limites territoriales", "Autres actes de gestion du domaine public",
                "Autres actes de gestion du domaine privé",
            ]
        ),
        (
            "Fonction publique",
            [
                "Personnel titulaire et stagiaire de la FPT", "Personnel contractuel", "Fonction publique hospitalière",
                "Autres catégories de personnel", "Régime indemnitaire",
            ]
        ),
        (
            "Institutions et vie politique",
            [
                "Élection de l’exécutif", "Fonctionnement des assemblées", "Désignation de représentants", "Délégation de fonctions",
                "Délégation de signature", "Exercice des mandats locaux", "Intercommunalité", "Décision d’ester en justice",
            ]
        ),
        (
            "Libertés publiques et pouvoirs de police",
            [
                "Police municipale", "Pouvoirs du président du conseil départemental", "Pouvoirs du président du conseil régional",
                "Autres actes réglementaires", "Actes pris au nom de l’État et soumis au contrôle hiérarchique",
            ]
        ),
        (
            "Finances locales",
            [
                "Décisions budgétaires", "Fiscalité", "Emprunts", "Interventions économiques", "Subventions", "Contributions budgétaires",
                "Avances", "Fonds de concours", "Prise de participation", "Divers",
            ]
        ),
        (
            "Domaines de compétences par thèmes",
            [
                "Enseignement", "Aide sociale", "Voirie", "Aménagement du territoire", "Politique de la ville, habitat, logement",
                "Emploi, formation professionnelle", "Transports", "Environnement", "Culture",
            ]
        ),
        (
            "Autres domaines de compétences",
            [
                "Autres domaines de compétences des communes", "Autres domaines de compétences des départements",
                "Autres domaines de compétences des régions", "Vœux et motions",
            ]
        ),
    ]
}

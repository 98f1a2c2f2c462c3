/// Nature of an act: the national list of six.
package enum LegalNature: Int, CaseIterable, Sendable {
    case deliberation = 1
    case regulatoryOrder = 2
    case individualOrder = 3
    case contract = 4
    case budget = 5
    case other = 6

    package init?(_ text: String) {
        guard text.utf8.count == 1, let code = Int(text), let nature = Self(rawValue: code) else { return nil }
        self = nature
    }

    init?(abbreviation: some StringProtocol) {
        guard let nature = Self.allCases.first(where: { $0.abbreviation == abbreviation }) else { return nil }
        self = nature
    }

    package var abbreviation: String {
        switch self {
        case .deliberation: "DE"
        case .regulatoryOrder: "AR"
        case .individualOrder: "AI"
        case .contract: "CC"
        case .budget: "BF"
        case .other: "AU"
        }
    }

    package var label: String {
        switch self {
        case .deliberation: "Délibérations"
        case .regulatoryOrder: "Actes réglementaires"
        case .individualOrder: "Actes individuels"
        case .contract: "Contrats, conventions et avenants"
        case .budget: "Documents budgétaires et financiers"
        case .other: "Autres"
        }
    }

    /// Type code of a file that has no more precise one.
    package var mainFileType: FileTypeCode {
        switch self {
        case .deliberation: FileTypeCode(checked: "99_DE")
        case .regulatoryOrder: FileTypeCode(checked: "99_AR")
        case .individualOrder: FileTypeCode(checked: "99_AI")
        case .contract: FileTypeCode(checked: "99_DC")
        case .budget: FileTypeCode(checked: "99_BU")
        case .other: FileTypeCode(checked: "99_AU")
        }
    }
}

/// Type of a transmitted file (typologie des pièces, notice of 2019): five characters.
package struct FileTypeCode: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 5, text.utf8.allSatisfy({ $0.isDigit || $0.isUpper || $0 == 0x5f }) else { return nil }
        description = String(text)
    }

    fileprivate init(checked text: String) { description = text }

    /// The national list. What the authority's préfecture answers to a request of classification comes before it.
    package static func allowed(for nature: LegalNature) -> Set<FileTypeCode> { lists[nature] ?? [] }

    private static let lists: [LegalNature: Set<FileTypeCode>] = codes.mapValues { text in
        Set(text.split(separator: " ").map { FileTypeCode(checked: String($0)) })
    }

    private static let codes: [LegalNature: String] = [
        .deliberation: """
        21_DA 21_DB 21_DE 21_DO 21_EP 21_PA 21_RP 23_DE 23_IA 31_DE 31_DP 41_RA 42_AC 42_DE 43_AC 70_DE 99_AR 99_DE 99_SE
        """,
        .regulatoryOrder: "21_DA 21_DB 21_DE 21_DO 21_EP 21_PA 21_RP 99_AR 99_SE",
        .individualOrder: """
        22_AC 22_AG 22_AR 22_AT 22_AV 22_CO 22_DD 22_DN 22_DP 22_LE 22_NE 22_PE 22_PN 22_RE 22_TA 23_PR 33_AO \
        41_AT 41_AV 41_CA 41_CM 41_DA 41_DE 41_IC 41_IN 41_NC 43_AC 43_AT 43_AV 43_CA 43_CM 43_DA 43_IN 43_LI 43_NC 99_AI 99_SE
        """,
        // 99_CO is what 99_DC was called before the notice of 2019.
        .contract: """
        10_AV 10_DE 11_AC 11_AE 11_AP 11_AT 11_AV 11_IN 11_JU 11_PV 11_RA 11_RC 11_RP 11_TP 12_AD 12_CC 12_CD 12_CR 12_DA 12_DC \
        12_IP 12_NR 12_RS 12_ST 16_AA 16_AE 16_CA 16_CT 17_RC 31_AA 31_CO 31_DE 31_DP 32_AA 32_CV 32_DC 32_DE 32_DP 33_AC 33_AO \
        33_CC 42_AC 42_AT 42_AV 42_DE 43_AC 99_DC 99_CO 99_SE
        """,
        .budget: "70_DE 99_BU 99_SE",
        .other: "99_AU 99_SE",
    ]
}

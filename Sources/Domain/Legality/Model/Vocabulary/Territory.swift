/// A département as @CTES writes it: three characters, `040`, `02A`, `971`. The form's own pattern also lets through a stray bar
/// and numbers that no territory has; those are refused here.
package struct Department: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard Self.all.contains(text) else { return nil }
        description = text
    }

    private static let all: Set<String> = {
        let mainland = (1...95).filter { $0 != 20 }.map { $0 < 10 ? "00\($0)" : "0\($0)" }
        let overseas = [971, 972, 973, 974, 975, 976, 977, 978, 986, 987, 988].map(String.init)
        return Set(mainland + ["02A", "02B"] + overseas)
    }()
}

/// Arrondissement of the sub-préfecture that receives the acts: one digit.
package struct District: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard text.utf8.count == 1, text.utf8.allSatisfy(\.isDigit) else { return nil }
        description = text
    }
}

/// Nature of an authority (commune, syndicat, SDIS…): two digits.
package struct AuthorityKind: Hashable, Sendable, CustomStringConvertible {
    package let code: Int
    package var description: String { String(code) }

    /// The ministry adds codes without notice, so any two digits from 11 are taken; only those below have a known label.
    package init?(_ text: String) {
        guard text.utf8.count == 2, text.utf8.allSatisfy(\.isDigit), let code = Int(text), code >= 11 else { return nil }
        self.code = code
    }

    /// As the ministry's list names it; nil for a code that this list does not hold.
    package var label: String? { Self.labels[code] }

    package static var known: [Int] { labels.keys.sorted() }

    private static let labels: [Int: String] = [
        11: "Conseil régional",
        12: "Établissements publics locaux d’enseignement",
        13: "Autres établissements publics",
        14: "Sociétés d’économie mixte locales",
        21: "Conseil départemental",
        22: "Établissements publics de santé",
        23: "Établissements publics locaux d’enseignement",
        24: "Autres établissements publics",
        25: "Sociétés d’économie mixte locales",
        31: "Commune",
        32: "Établissements publics de santé",
        33: "Autres établissements publics",
        34: "Sociétés d’économie mixte locales",
        41: "Syndicats de communes et syndicats mixtes fermés",
        42: "Syndicats mixtes ouverts",
        43: "Syndicats d’agglomération nouvelle",
        44: "Communautés de communes",
        45: "Communautés urbaines",
        46: "Communautés d’agglomération",
        47: "Sociétés d’économie mixte locales",
        51: "Service départemental d’incendie et de secours",
        52: "Entente interdépartementale",
        53: "Entente interrégionale",
        54: "Autres sociétés d’économie mixte locales",
        55: "Autres",
    ]
}

extension UInt8 {
    var isDigit: Bool { 0x30...0x39 ~= self }
    var isUpper: Bool { 0x41...0x5a ~= self }
    var isLower: Bool { 0x61...0x7a ~= self }
}

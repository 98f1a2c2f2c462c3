import Values

/// What a text of the form may be. Wider than what we write where the two schemas in circulation differ.
enum FormValue: Equatable, Sendable {
    case text(countMax: Int)
    case any
    case date
    case siren
    case department
    case district
    case kind
    case email
    case whole
    case nature
    case number
    case identifier
    /// `O` or `N`; seen as 0, 1 or nothing.
    case paper

    func allows(_ text: String) -> Bool {
        switch self {
        case .any: true
        case .text(let countMax): text.unicodeScalars.count <= countMax
        case .date: CivilDate(text) != nil
        case .siren: text.utf8.count == 9 && text.utf8.allSatisfy(\.isDigit)
        case .department: Department(text) != nil
        case .district: District(text) != nil
        case .kind: text.utf8.count == 2 && text.utf8.allSatisfy(\.isDigit)
        case .email: ReturnAddress(text) != nil
        case .whole: 1...9 ~= text.utf8.count && text.utf8.allSatisfy(\.isDigit)
        case .nature: LegalNature(text) != nil
        case .number: Self.isNumber(text)
        case .identifier: Self.isIdentifier(text)
        case .paper: ["O", "N", "0", "1", ""].contains(text)
        }
    }

    /// The older schema takes any fifteen characters, the newer one letters, digits, `-`, `_` and blanks between two of the former.
    static func isNumber(_ text: String) -> Bool {
        1...15 ~= text.utf8.count
            && text.utf8.allSatisfy { $0.isDigit || $0.isUpper || $0.isLower || $0 == 0x5f || $0 == 0x2d || $0 == 0x20 }
    }

    private static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count <= 41 && MessageName("\(text)-0-0_0.xml")?.act.isAbsent == false
    }
}

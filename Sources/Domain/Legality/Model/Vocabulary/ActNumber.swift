import Values

/// Internal number of an act. Unique for the life of the authority, because the acknowledgement is joined on it.
/// We write the narrowest form in use: up to fifteen capitals, digits and underscores, an underscore neither first nor last.
package struct ActNumber: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard 1...15 ~= text.utf8.count, text.utf8.first != 0x5f, text.utf8.last != 0x5f,
            text.utf8.allSatisfy({ $0.isDigit || $0.isUpper || $0 == 0x5f })
        else { return nil }
        description = text
    }
}

/// Trigram of the transmission operator, first part of an archive's name.
package struct OperatorCode: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard text.utf8.count == 3, text.utf8.allSatisfy({ $0.isDigit || $0.isUpper }) else { return nil }
        description = text
    }
}

/// Rank of an envelope among those an authority sent that day.
package struct EnvelopeSerial: Hashable, Sendable, CustomStringConvertible {
    package let value: Int
    package var description: String { String(value) }

    package init?(_ value: Int) {
        guard 1...9999 ~= value else { return nil }
        self.value = value
    }

    init?(_ text: some StringProtocol) {
        guard 1...4 ~= text.utf8.count, text.utf8.allSatisfy(\.isDigit), text.utf8.first != 0x30, let value = Int(text) else { return nil }
        self.init(value)
    }
}

/// An address the form takes: its pattern knows neither `+` nor a last label of more than six letters.
package struct ReturnAddress: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        guard text.utf8.count <= 254 else { return nil }
        let sides = text.split(separator: "@", omittingEmptySubsequences: false)
        guard sides.count == 2, let local = sides.first, let domain = sides.last else { return nil }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, let last = labels.last, 2...6 ~= last.utf8.count, last.utf8.allSatisfy({ $0.isUpper || $0.isLower }),
            labels.allSatisfy({ Self.isWord($0, underscore: false) }),
            local.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ Self.isWord($0, underscore: true) })
        else { return nil }
        description = text
    }

    private static func isWord(_ text: Substring, underscore: Bool) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { $0.isDigit || $0.isUpper || $0.isLower || $0 == 0x2d || (underscore && $0 == 0x5f) }
    }
}

extension CivilDate {
    /// `20261112`, as in every name of a file.
    var compact: String { description.filter { $0 != "-" } }

    init?(compact text: some StringProtocol) {
        guard text.utf8.count == 8, text.utf8.allSatisfy(\.isDigit) else { return nil }
        self.init("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
    }
}

import Values

/// A register: one gapless series of numbers a year (R2121-9, R2122-7-1 CGCT).
package enum Register: String, Sendable, CaseIterable, Codable {
    case deliberations = "D"
    case orders = "A"
    case contracts = "C"
    case budgets = "B"
    case others = "X"
}

/// What the act is, as @CTES names it.
package enum ActNature: Int, Sendable, CaseIterable, Codable {
    case deliberation = 1
    case regulatoryOrder = 2
    case individualOrder = 3
    case contract = 4
    case budget = 5
    case other = 6

    package var register: Register {
        switch self {
        case .deliberation: .deliberations
        case .regulatoryOrder, .individualOrder: .orders
        case .contract: .contracts
        case .budget: .budgets
        case .other: .others
        }
    }
}

/// The number of an act. Printed `2026-038`; with the letter of its register, `D2026_038`, it is unique for the tenant's life and fits what
/// @CTES operators take (upper case, digits and underscore, 15 characters).
package struct RegisterNumber: Hashable, Sendable {
    package static let sequenceMax = 99_999
    package let register: Register
    package let year: Int
    package let sequence: Int

    package init?(register: Register, year: Int, sequence: Int) {
        guard 1000...9999 ~= year, 1...RegisterNumber.sequenceMax ~= sequence else { return nil }
        (self.register, self.year, self.sequence) = (register, year, sequence)
    }

    /// Reads the internal form only; what would not be written the same way is not a number.
    package init?(internalNumber text: String) {
        guard let letter = text.first, let register = Register(rawValue: String(letter)) else { return nil }
        let parts = text.dropFirst().split(separator: "_", omittingEmptySubsequences: false)
        guard parts.count == 2, let year = Int(parts[0]), let sequence = Int(parts[1]) else { return nil }
        self.init(register: register, year: year, sequence: sequence)
        guard internalNumber == text else { return nil }
    }

    package var printed: String { "\(year)-\(padded)" }
    package var internalNumber: String { "\(register.rawValue)\(year)_\(padded)" }

    private var padded: String {
        let text = String(sequence)
        return String(repeating: "0", count: max(0, 3 - text.count)) + text
    }
}

/// The next number of a series, and whether the depositor may have the one asked for.
package struct Series: Equatable, Sendable {
    package let register: Register
    package let year: Int
    /// The last number given, 0 before the first.
    package let last: Int

    package init(register: Register, year: Int, last: Int) { (self.register, self.year, self.last) = (register, year, last) }

    package func next(asked: Int?) throws(ActRefusal) -> RegisterNumber {
        let next = last + 1
        if let asked {
            guard asked >= next else { throw .numberTaken(asked: asked, next: next) }
            guard asked == next else { throw .numberWouldLeaveGap(asked: asked, next: next) }
        }
        guard let number = RegisterNumber(register: register, year: year, sequence: next) else {
            throw .registerFull(register: register, year: year)
        }
        return number
    }
}

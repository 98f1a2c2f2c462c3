/// The nine-digit number of a French legal person. Its last digit is a Luhn key (INSEE).
package struct Siren: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init?(_ text: String) {
        let digits = text.utf8.map { Int($0) - 0x30 }
        guard digits.count == 9, digits.allSatisfy({ 0...9 ~= $0 }) else { return nil }
        let sum = digits.reversed().enumerated().reduce(0) { sum, item in
            let (rank, digit) = item
            guard rank % 2 == 1 else { return sum + digit }
            return sum + (digit * 2 > 9 ? digit * 2 - 9 : digit * 2)
        }
        guard sum % 10 == 0 else { return nil }
        description = text
    }
}

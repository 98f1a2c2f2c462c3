/// The matter of an act in the national classification of @CTES: two to five levels, written `7.5` or `7.10`, never a decimal number.
package struct MatterCode: Hashable, Sendable, CustomStringConvertible {
    package let levels: [Int]

    /// How many parts each of the nine national domains has: 57 in all. What is below is the préfecture's own.
    private static let parts = [7, 3, 6, 5, 8, 5, 10, 9, 4]

    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let levels = parts.compactMap { Int($0) }
        guard 2...5 ~= parts.count, levels.count == parts.count, levels.allSatisfy({ 1...99 ~= $0 }),
            levels[0] <= MatterCode.parts.count, levels[1] <= MatterCode.parts[levels[0] - 1]
        else { return nil }
        self.levels = levels
        guard description == text else { return nil }
    }

    package var description: String { levels.map(String.init).joined(separator: ".") }
}

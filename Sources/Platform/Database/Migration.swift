/// A step of a schema, named `module-0001`, never edited once released: what has to change is the next one.
/// The statements are portable but for four words: `%strict%`, `%int%`, `%blob%`, and `flag %bool%` after a column's name.
package struct Migration: Sendable {
    package let name: String
    let statements: [String]

    package init(_ name: String, _ statements: [SQL]) {
        self.name = name
        self.statements = statements.map { Self.expanded($0.text) }
    }

    static func expanded(_ text: String) -> String {
        var words = text
        for (macro, meaning) in [("%strict%", "STRICT"), ("%int%", "INTEGER"), ("%blob%", "BLOB")] {
            words = words.split(separator: macro, omittingEmptySubsequences: false).joined(separator: meaning)
        }
        let pieces = words.split(separator: "%bool%", omittingEmptySubsequences: false)
        return pieces.dropLast().map { piece in
            let column = piece.split(whereSeparator: \.isWhitespace).last ?? ""
            return piece + "INTEGER CHECK (\(column) IN (0, 1))"
        }.joined() + (pieces.last ?? "")
    }
}

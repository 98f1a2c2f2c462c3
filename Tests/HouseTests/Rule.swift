import Testing

/// One rule of the house, with the file that it must catch and the near miss that it must let pass.
struct Rule: Sendable, CustomTestStringConvertible {
    let name: String
    let offender: Tree
    let innocent: Tree
    let check: @Sendable (Tree) -> [Finding]

    var testDescription: String { name }

    static let all = sizes + traps + borders + floors + effects + paper
}

extension Rule {
    /// A rule that looks at files one by one.
    static func each(
        _ name: String, of kind: @escaping @Sendable (SourceFile) -> Bool, offender: SourceFile, innocent: SourceFile,
        _ check: @escaping @Sendable (SourceFile) -> [Finding]
    ) -> Rule {
        Rule(name: name, offender: Tree([offender]), innocent: Tree([innocent])) { tree in tree.files.filter(kind).flatMap(check) }
    }

    /// A rule that bans words of the code, each with what to use instead.
    static func ban(
        _ words: [(String, use: String)], name: String, of kind: @escaping @Sendable (SourceFile) -> Bool, offender: SourceFile,
        innocent: SourceFile
    ) -> Rule {
        each(name, of: kind, offender: offender, innocent: innocent) { file in
            words.flatMap { word, remedy in
                file.places(of: word, in: file.code).map { file.found("`\(word.trimmed)` is banned here", use: remedy, at: $0) }
            }
        }
    }
}

extension String {
    var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}

/// Code of the product.
@Sendable func isSource(_ file: SourceFile) -> Bool { file.isSwift && file.path.hasPrefix("Sources/") }

/// Swift of the product and of its tests; the rules' own planted offenders are strings, and so do not count.
@Sendable func isSwift(_ file: SourceFile) -> Bool { file.isSwift }

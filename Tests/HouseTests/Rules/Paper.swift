/// What a reader meets first, and what must never be written down.
extension Rule {
    static let paper: [Rule] = [
        Rule(
            name: "a module's main file opens with what it owns and what it refuses",
            offender: Tree([SourceFile("Sources/Trust/CMS/CMS.swift", "import Certificates\n\nenum CMS {\n    /// Late.\n    case a\n}\n")]
            ),
            innocent: Tree([
                SourceFile(
                    "Sources/Delivery/tabellion-verify/TabellionVerify.swift", "/// Checks a proof. Refuses all else.\nimport Glibc\n")
            ])
        ) { tree in
            let modules = Dictionary(grouping: tree.sources.filter { isSource($0) && $0.module != nil }) { $0.module ?? "" }
            return modules.sorted { $0.key < $1.key }.compactMap { module, files in
                let wanted = module.split(separator: "-").joined().lowercased() + ".swift"
                guard let main = files.first(where: { $0.name.lowercased() == wanted }) else {
                    return files[0].found("\(module) has no file of its own name", use: "a main file that opens with ///", at: 0)
                }
                let first = (1...main.lines.count).map { main.bytes(ofLine: $0, in: main.text) }.first { line in
                    !line.isEmpty && ["import ", "package import ", "internal import "].allSatisfy { !line.starts(with: $0.utf8) }
                }
                let opens = first?.starts(with: "///".utf8) == true
                return opens ? nil : main.found("the main file opens otherwise", use: "/// what it owns and what it refuses", at: 0)
            }
        },
        .each(
            "nothing is left for later", of: { !isOfTheRules($0) }, offender: SourceFile("script/test", "echo a # FIX" + "ME\n"),
            innocent: SourceFile("script/test", "echo fixmeat\n")
        ) { file in
            ["TO_DO", "FIX_ME", "XX_X", "HA_CK"].map { $0.filter { $0 != "_" } }.flatMap { file.places(of: $0, in: file.text) }.map {
                file.found("a mark for later", use: "an issue, or the work itself", at: $0)
            }
        },
        .each(
            "no path of somebody's machine", of: { !isOfTheRules($0) },
            offender: SourceFile("docs/architecture.md", "See \(machine)/a/tabellion.\n"),
            innocent: SourceFile("docs/architecture.md", "See /parapheur/root and docs/work/tmp.\n")
        ) { file in
            let isProduct = file.path.hasPrefix("Sources/") || file.path.hasPrefix("docs/")
            let roots = (["home", "root", "work", "Users"] + (isProduct ? ["tmp"] : [])).map { "/\($0)/" }
            let view = file.isSwift ? file.literals : file.text
            return roots.flatMap { file.places(of: $0, in: view) }.filter { !isInsideAPath($0, of: file) }.map {
                file.found("a path of somebody's machine", use: "a parameter, or a path in the repository", at: $0)
            }
        },
        .each(
            "a test that may not run is of a Shared suite", of: { $0.isSwift && $0.path.hasPrefix("Tests/") },
            offender: SourceFile("Tests/TrustTests/A.swift", "@Test(.disabled(\"later\")) func a() {}\n"),
            innocent: SourceFile("Tests/TrustTests/A.swift", "@Suite(.enabled(if: isPresent)) struct SharedPKITSTests {}\n")
        ) { file in
            [".enabled(if:", ".disabled("].flatMap { file.places(of: $0, in: file.code) }.filter { at in
                !String(decoding: file.bytes(ofLine: file.line(at: at), in: file.code), as: UTF8.self).contains("struct Shared")
            }.map {
                file.found("a test that may be skipped", use: "arguments computed from what exists, or a suite named Shared…Tests", at: $0)
            }
        },
        Rule(
            name: "the product does not know the inputs made for it",
            offender: Tree(
                [SourceFile("Sources/Delivery/tabellion/A.swift", "let a = \"tarifs-cantine.pdf\"\n")], samples: ["tarifs-cantine.pdf"]),
            innocent: Tree(
                [SourceFile("Sources/Delivery/tabellion/A.swift", "let a = \"acts.json\"\n")],
                samples: ["tarifs-cantine.pdf", "acts.json", "README.md"])
        ) { tree in
            let names = tree.samples.filter { $0.hasSuffix(".pdf") || $0.hasSuffix(".xml") || $0.hasSuffix(".png") }
            let known = names + names.map { String($0.prefix { $0 != "." }) }.filter { $0.contains("-") }
            return tree.sources.flatMap { file in
                known.flatMap { file.places(of: $0, in: file.literals) }.map {
                    file.found("the name of a file of samples/", use: "samples/acts.json, read at run time", at: $0)
                }
            }
        },
        Rule(
            name: "no file that nothing names",
            offender: Tree([
                SourceFile("Sources/Ground/Values/A.swift", "struct Lonely {}\nextension Lonely { func f() -> Lonely { self } }\n"), other,
            ]),
            innocent: Tree([SourceFile("Sources/Ground/Values/A.swift", "extension Int { var doubled: Int { self * 2 } }\n"), other])
        ) { tree in
            deadFiles(in: tree.swift)
        },
    ]

    private static let machine = "/" + "home"
    private static let other = SourceFile("Sources/Ground/Values/B.swift", "@main struct B { let a = 2.doubled }\n")

    /// `docs/work/` and `$(mktemp)/tmp/` begin elsewhere.
    @Sendable private static func isInsideAPath(_ at: Int, of file: SourceFile) -> Bool {
        guard at > 0 else { return false }
        let before = file.text[at - 1]
        return isWord(before) || [UInt8(ascii: "."), UInt8(ascii: "}"), UInt8(ascii: ")")].contains(before)
    }

    /// The rules' own files hold what they look for.
    @Sendable private static func isOfTheRules(_ file: SourceFile) -> Bool { file.path.hasPrefix("Tests/HouseTests/") }

    /// Files of Sources of which no other file says any name. A file that extends a type is also named through its members.
    private static func deadFiles(in files: [SourceFile]) -> [Finding] {
        var mentions: [String: (file: Int, isShared: Bool)] = [:]
        let words = files.map(\.words)
        for (index, list) in words.enumerated() {
            for (word, _) in list {
                if let known = mentions[word] {
                    if known.file != index, !known.isShared { mentions[word] = (known.file, true) }
                } else {
                    mentions[word] = (index, false)
                }
            }
        }
        return files.indices.compactMap { index in
            let file = files[index]
            guard isSource(file), file.places(of: "@main", in: file.code).isEmpty, file.name != "main.swift" else { return nil }
            let types = names(in: words[index], after: ["struct", "class", "enum", "actor", "protocol", "typealias"])
            let extends = types.isEmpty || words[index].contains { $0.word == "extension" }
            let declared = types + (extends ? names(in: words[index], after: ["func", "var", "let", "case"]) : [])
            guard let first = declared.first, !declared.contains(where: { mentions[$0]?.isShared == true }) else { return nil }
            return file.found("nothing else names `\(first)`", use: "it, or remove the file", at: 0)
        }
    }

    private static func names(in words: [(word: String, at: Int)], after keywords: Set<String>) -> [String] {
        zip(words, words.dropFirst()).filter { keywords.contains($0.word) && !["func", "var", "let"].contains($1.word) }.map { $1.word }
    }
}

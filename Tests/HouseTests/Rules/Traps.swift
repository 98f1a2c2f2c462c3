/// What stops the process for everybody when an input is not what was expected.
extension Rule {
    static let traps: [Rule] = [
        .each(
            "no forced unwrapping", of: isSource,
            offender: SourceFile("Sources/Trust/CMS/A.swift", "let a = b[0]!.c\n"),
            innocent: SourceFile("Sources/Trust/CMS/A.swift", "let a = !b && c != d && e!=f // g!\nlet h = \"i!\"\n")
        ) { file in
            let code = file.code
            return file.places(of: "!", in: code).filter { at in
                let before = at > 0 ? code[at - 1] : UInt8(ascii: " ")
                let after = at + 1 < code.count ? code[at + 1] : newline
                let closes = [
                    UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "?"), UInt8(ascii: ">"),
                ]
                return after != UInt8(ascii: "=") && (isWord(before) || closes.contains(before)) && !isForced(code[..<at])
            }.map { file.found("a forced unwrap", use: "guard let, and refuse", at: $0) }
        },
        .ban(
            [
                ("try!", use: "try, and refuse"), ("as!", use: "as?, and refuse"), ("fatalError", use: "a typed error"),
                ("unowned", use: "weak, or a value"),
                ("unsafelyUnwrapped", use: "guard let"),
                ("-Ounchecked", use: "the release configuration as it is"),
            ],
            name: "nothing that traps", of: isSource, offender: SourceFile("Sources/Ground/Values/A.swift", "let a = try! b()\n"),
            innocent: SourceFile("Sources/Ground/Values/A.swift", "let a = try? b() as? C // try! as!\n")),
        .each(
            "what the compiler cannot check has a written reason", of: isSource,
            offender: SourceFile("Sources/Ground/Values/A.swift", "final class A: @unchecked Sendable {}\n"),
            innocent: SourceFile(
                "Sources/Ground/Values/A.swift", "// The pointer is never written after init.\nfinal class A: @unchecked Sendable {}\n")
        ) { file in
            ["@unchecked Sendable", "nonisolated(unsafe)"].flatMap { file.places(of: $0, in: file.code) }.compactMap { at in
                let line = file.line(at: at)
                let reasons = [line, line - 1].filter { $0 > 0 }.map { Array(file.bytes(ofLine: $0, in: file.text)) }
                let isExplained = reasons.contains { SourceFile(path: "line", text: $0).places(of: "//", in: $0).isEmpty == false }
                return isExplained
                    ? nil
                    : file.found("unchecked concurrency", use: "a comment on the line or the one above that says why it is safe", at: at)
            }
        },
    ]

    /// `try!` and `as!` have their own sentence.
    private static func isForced(_ before: ArraySlice<UInt8>) -> Bool {
        [" try", " as"].contains { before.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }
}

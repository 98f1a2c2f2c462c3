/// Time, randomness, blocking, and the ways around a type.
extension Rule {
    static let effects: [Rule] = [
        .ban(
            [
                ("Date()", use: "the Clock that Wiring gives"), ("Date.now", use: "the Clock that Wiring gives"),
                ("clock_gettime", use: "the Clock that Wiring gives"),
                ("gettimeofday", use: "the Clock that Wiring gives"), ("time(nil)", use: "the Clock that Wiring gives"),
                ("SystemRandomNumberGenerator", use: "the RandomSource that Wiring gives"),
                (".random(in:", use: "the RandomSource that Wiring gives"),
                ("randomElement()", use: "the RandomSource that Wiring gives"), ("shuffled()", use: "the RandomSource that Wiring gives"),
                ("UUID()", use: "ID of Values"), ("getrandom", use: "the RandomSource that Wiring gives"),
                ("getentropy", use: "the RandomSource that Wiring gives"),
                ("RAND_bytes", use: "the RandomSource that Wiring gives"), ("arc4random", use: "the RandomSource that Wiring gives"),
            ],
            name: "clock and randomness are asked in Values only", of: { isSource($0) && $0.module != "Values" },
            offender: SourceFile("Sources/Domain/Acts/A.swift", "let now = Date()\n"),
            innocent: SourceFile("Sources/Domain/Acts/A.swift", "let day = CivilDate() // Date()\nlet id = ID.random(from: source)\n")),
        .ban(
            [
                ("DispatchSemaphore", use: "await, or an actor"), ("DispatchGroup", use: "a task group"),
                ("DispatchQueue.global", use: "the module's own executor"),
                ("Thread.sleep", use: "the Clock"), ("usleep", use: "the Clock"),
            ],
            name: "nothing blocks the cooperative pool", of: isSource,
            offender: SourceFile("Sources/Platform/Jobs/A.swift", "let gate = DispatchSemaphore(value: 0)\n"),
            innocent: SourceFile("Sources/Platform/Jobs/A.swift", "let a = DispatchQueue(label: b) // DispatchQueue.global\n")),
        .ban(
            [
                ("String(format:", use: "French or a padding function of Values"),
                ("HTML(stringLiteral:", use: "an HTML literal, which escapes"),
                ("SQL(stringLiteral:", use: "an SQL literal"), ("NSRegularExpression", use: "a small parser"),
            ],
            name: "no way around a type", of: isSource,
            offender: SourceFile("Sources/Delivery/Web/A.swift", "let a = HTML(stringLiteral: b)\n"),
            innocent: SourceFile("Sources/Delivery/Web/A.swift", "let a: HTML = \"<p>\\(b)</p>\"\nlet c = fingerprint(d)\n")),
        .each(
            "results and warnings go through Output or the log", of: isSource,
            offender: SourceFile("Sources/Platform/Jobs/A.swift", "print(entry)\n"),
            innocent: SourceFile("Sources/Platform/Jobs/A.swift", "private func print(_ entry: A) { Store.print(entry) } // print(entry)\n")
        ) { file in
            file.places(of: "print(", in: file.code).filter { at in
                let before = file.code[..<at]
                return before.last != UInt8(ascii: ".") && !before.suffix(5).elementsEqual("func ".utf8)
                    && !file.path.hasSuffix("/Output.swift")
            }.map { file.found("`print` in the open", use: "Output, or the log", at: $0) }
        },
        .ban(
            [("public", use: "package"), ("open class", use: "final class")], name: "nothing is public", of: isSource,
            offender: SourceFile("Sources/Ground/Values/A.swift", "public struct A {}\n"),
            innocent: SourceFile("Sources/Ground/Values/A.swift", "package struct A { let publicKey: B }\n")),
    ]
}

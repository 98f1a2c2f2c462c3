import Foundation
import TestSupport
import Testing

/// The offline checker, run as a citizen runs it, on the frozen log of `Tests/Vectors/journal`.
@Suite struct VerifyTests {
    private static let vectors = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../Vectors/journal")
        .standardized.path
    private static let key = "\(vectors)/journal.vkey"
    private static let warning = "personne ne s’est porté garant de cette clé"

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let code: String
        var testDescription: String { name }
    }

    private static func refusedCases() -> [Case] {
        let table = (try? String(contentsOfFile: "\(vectors)/refused/refused.tsv", encoding: .utf8)) ?? ""
        return table.split(separator: "\n").map { line in
            let columns = line.split(separator: "\t").map(String.init)
            return Case(name: columns[0], code: columns[1])
        }
    }

    @Test func everyProofOfTheLogHolds() throws {
        let proofs = try FileManager.default.contentsOfDirectory(atPath: Self.vectors).filter { $0.hasSuffix(".proof") }
        #expect(proofs.count == 16)
        let run = try verify(proofs.map { "\(Self.vectors)/\($0)" } + ["--key", Self.key])
        #expect(run.status == 0 && run.errors.isEmpty && !run.output.contains(Self.warning))
        #expect(run.output.components(separatedBy: "preuve valable").count == proofs.count + 1)
    }

    @Test func saysWhatWasRecorded() throws {
        let run = try verify(["\(Self.vectors)/3.proof", "--key", Self.key, "--document", "\(Self.vectors)/document.txt"])
        #expect(run.status == 0)
        for part in [
            "« tabellion.example/sainte-aubierge », numéro 3, le 30 mai 2026 à 11 h 00 (heure de Paris)",
            "acte signé (act.signed)", "2026-003",
            "c’est bien celui qui a été inscrit",
        ] { #expect(run.output.contains(part)) }
        let first = try verify(["\(Self.vectors)/0.proof", "--key", Self.key])
        #expect(first.output.contains("numéro 0, le 1er mars 2026 à 10 h 00"))
        let factAlone = try verify(["\(Self.vectors)/4.proof", "--key", Self.key])
        #expect(factAlone.output.contains("aucun, un fait seul a été inscrit"))
    }

    @Test func theKeyMayBeGivenAsText() throws {
        let text = try String(contentsOfFile: Self.key, encoding: .utf8).split(separator: "\n").joined()
        let run = try verify(["\(Self.vectors)/7.proof", "--key", "\(Self.vectors)/other.vkey", "--key", text])
        #expect(run.status == 0 && !run.output.contains(Self.warning))
    }

    @Test func saysThatNobodyVouched() throws {
        let run = try verify(["\(Self.vectors)/7.proof"])
        #expect(run.status == 0 && run.output.contains(Self.warning))
        let scratch = Scratch()
        try FileManager.default.copyItem(atPath: "\(Self.vectors)/7.proof", toPath: "\(scratch.path)/7.proof")
        let alone = try verify(["\(scratch.path)/7.proof"])
        #expect(alone.status == 1 && alone.output.isEmpty && alone.errors.hasPrefix("tabellion-verify: \(scratch.path)/journal.vkey"))
    }

    @Test(arguments: refusedCases()) func refuses(_ refused: Case) throws {
        let run = try verify(["\(Self.vectors)/refused/\(refused.name).proof", "--key", Self.key, "--json"])
        #expect(run.status == 1)
        #expect(run.output.contains("\"error\":\"\(refused.code): "), "\(run.output)")
        // One sentence and one remedy line.
        #expect(run.errors.hasPrefix("tabellion-verify: ") && run.errors.split(separator: "\n").count == 2)
    }

    @Test func theTableOfRefusalsIsThere() { #expect(Self.refusedCases().count > 25) }

    @Test func noByteOfTheProofMayChange() throws {
        let scratch = Scratch()
        let proof = try Data(contentsOf: URL(fileURLWithPath: "\(Self.vectors)/3.proof"))
        var files: [String] = []
        for place in proof.indices {
            var changed = proof
            changed[place] ^= 1
            files.append("\(scratch.path)/\(place).proof")
            try changed.write(to: URL(fileURLWithPath: files[place]))
        }
        let run = try verify(files + ["--key", Self.key, "--json"])
        let lines = run.output.split(separator: "\n")
        #expect(run.status == 1 && lines.count == proof.count)
        for line in lines { #expect(line.contains("\"error\":\"") && !line.contains("proved"), "\(line)") }
    }

    @Test func noByteOfTheDocumentMayChange() throws {
        let scratch = Scratch()
        let document = try Data(contentsOf: URL(fileURLWithPath: "\(Self.vectors)/document.txt"))
        for place in document.indices {
            var changed = document
            changed[place] ^= 1
            let file = "\(scratch.path)/document.txt"
            try changed.write(to: URL(fileURLWithPath: file))
            let run = try verify(["\(Self.vectors)/3.proof", "--key", Self.key, "--document", file])
            #expect(run.status == 1 && run.output.isEmpty && run.errors.contains("n’est pas celui qui a été inscrit"), "byte \(place)")
        }
        let longer = "\(scratch.path)/longer.txt"
        try (document + [0]).write(to: URL(fileURLWithPath: longer))
        #expect(try verify(["\(Self.vectors)/3.proof", "--key", Self.key, "--document", longer]).status == 1)
        #expect(try verify(["\(Self.vectors)/4.proof", "--key", Self.key, "--document", longer]).errors.contains("sans document"))
    }

    @Test func aBadProofDoesNotStopTheOthers() throws {
        let proofs = [
            "\(Self.vectors)/1.proof", "\(Self.vectors)/refused/signature_bit.proof", "/nowhere.proof", "\(Self.vectors)/2.proof",
        ]
        let run = try verify(proofs + ["--key", Self.key, "--json"])
        let lines = run.output.split(separator: "\n")
        #expect(run.status == 1 && lines.count == 4)
        #expect(zip(lines, proofs).allSatisfy { $0.contains("\"file\":\"\($1)\"") })
        #expect(lines.map { $0.contains("\"verdict\":\"proved\"") } == [true, false, false, true])
    }

    @Test(arguments: [
        [], ["--json"], ["--nope", "a.proof"], ["a.proof", "--key"], ["a.proof", "--document"],
        ["a.proof", "--document", "a", "--document", "b"],
    ]) func wrongUsage(arguments: [String]) throws {
        let run = try verify(arguments)
        #expect(run.status == 64 && run.output.isEmpty && run.errors.hasPrefix("tabellion-verify: "))
    }

    @Test func helpIsAResult() throws {
        let run = try verify(["--help"])
        #expect(run.status == 0 && run.errors.isEmpty && run.output.hasPrefix("Usage : tabellion-verify"))
    }

    @Test func hugeAndStrangeFilesAreRefused() throws {
        let scratch = Scratch()
        try Data(repeating: 0x41, count: 70_000).write(to: URL(fileURLWithPath: "\(scratch.path)/huge.proof"))
        try Data().write(to: URL(fileURLWithPath: "\(scratch.path)/empty.proof"))
        try Data([0xff, 0xfe, 0x00, 0x0a]).write(to: URL(fileURLWithPath: "\(scratch.path)/binary.proof"))
        for (file, words) in [
            ("huge.proof", "dépasse 64 Kio"), ("empty.proof", "ligne 1"), ("binary.proof", "ligne 1"), ("", "c’est un dossier"),
        ] {
            let run = try verify(["\(scratch.path)/\(file)", "--key", Self.key])
            #expect(run.status == 1 && run.errors.contains(words), "\(run.errors)")
        }
        #expect(try verify(["\(Self.vectors)/1.proof", "--key", "\(scratch.path)/binary.proof"]).status == 1)
        // A name cannot write on the terminal.
        #expect(try !verify(["a\u{1b}[2J\u{202e}.proof"]).errors.contains("\u{1b}"))
    }

    private func verify(_ arguments: [String]) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("tabellion-verify")
        process.arguments = arguments
        let scratch = Scratch()
        defer { withExtendedLifetime(scratch) {} }
        let (output, errors) = ("\(scratch.path)/output", "\(scratch.path)/errors")
        for path in [output, errors] { try Data().write(to: URL(fileURLWithPath: path)) }
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        try process.run()
        process.waitUntilExit()
        return (
            process.terminationStatus, try String(contentsOfFile: output, encoding: .utf8),
            try String(contentsOfFile: errors, encoding: .utf8)
        )
    }
}

import ArgumentParser
import Compression
import Legality
import Values
import Web

/// @CTES bundles made and read by hand, without an instance.
struct LegalityCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "legality", abstract: "Archives @CTES : faire, contrôler, lire.",
        subcommands: [Bundle.self, Check.self, Read.self])

    struct Bundle: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Écrit l'archive d'un acte et de ses annexes.")
        @Option(help: "SIREN de la collectivité") var siren: String
        @Option(help: "département, trois caractères") var department: String
        @Option(help: "arrondissement, un chiffre") var district: String
        @Option(help: "nature de la collectivité, deux chiffres") var kind: String
        @Option(help: "numéro interne de l'acte") var number: String
        @Option(help: "date de l'acte, AAAA-MM-JJ") var date: String
        @Option(help: "nature de l'acte, de 1 à 6") var nature: String
        @Option(help: "matière, par exemple 5.2") var matter: String
        @Option(help: "objet de l'acte") var subject: String
        @Option(name: .customLong("out-dir"), help: "dossier de l'archive") var outDir: String
        @Option(name: .customLong("classification-date"), help: "date de la classification en vigueur") var classificationDate: String?
        @Option(name: .customLong("return-address"), help: "adresse des retours") var returnAddress: String?
        @Option(name: .customLong("operator"), help: "trigramme de l'opérateur") var operatorCode: String?
        @Option(help: "rang de l'enveloppe dans la journée") var serial: String?
        @Flag(help: "un objet JSON") var json = false
        @Argument(help: "acte, puis annexes") var files: [String]

        struct Line: Encodable {
            var archive: String?
            var message: String?
            var files: [String]?
            var bytes: Int?
            var error: String?
        }

        func run() async throws {
            do {
                let documents = try files.map { TransmittedFile(try Files.read($0, most: 150 * 1024 * 1024)) }
                let request = BundleRequest(
                    siren: siren, department: department, district: district, kind: kind, number: number, date: date, nature: nature,
                    matter: matter, subject: subject, classificationDate: classificationDate, returnAddress: returnAddress,
                    operatorCode: operatorCode, serial: serial)
                let bundle = try request.bundle(documents, today: CivilDate(Clock.system.now(), in: .paris))
                try Files.write(bundle.bytes, to: outDir + "/" + bundle.name)
                let line = Line(
                    archive: bundle.name, message: bundle.fileNames.dropFirst().first, files: bundle.fileNames, bytes: bundle.bytes.count)
                try Output.result(line, json: json) { _ in bundle.name }
            } catch {
                let failure = CommandFailure(error)
                if json { try Output.json(Line(error: failure.description)) }
                throw failure
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Contrôle des archives, règle par règle.")
        @Flag(help: "un objet JSON par ligne") var json = false
        @Argument(help: "archives") var archives: [String]

        func run() async throws { try LegalityCommand.check(archives, json: json) }
    }

    struct Read: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Lit des archives : message et fichiers.")
        @Flag(help: "un objet JSON par ligne") var json = false
        @Argument(help: "archives") var archives: [String]

        func run() async throws { try LegalityCommand.check(archives, json: json) }
    }

    struct Line: Encodable {
        struct Problem: Encodable {
            let `where`: String
            let rule: String
            let remedy: String
        }
        let archive: String
        var verdict = "refused"
        var message: String?
        var files: [String] = []
        var problems: [Problem] = []
        var error: String?
    }

    private static func check(_ archives: [String], json: Bool) throws {
        var failed = false
        for archive in archives {
            let line: Line
            do {
                line = try read(archive)
            } catch {
                let failure = CommandFailure(error)
                Output.complain(failure)
                line = Line(archive: archive, error: failure.description)
            }
            failed = failed || line.verdict != "valid"
            try Output.result(line, json: json, text)
        }
        if failed { throw ExitCode.failure }
    }

    private static func read(_ archive: String) throws -> Line {
        let reading = try ArchiveReader.read(Files.read(archive, most: 160 * 1024 * 1024), name: Files.name(of: archive))
        return Line(
            archive: archive, verdict: reading.isValid ? "valid" : "refused", message: reading.messageName,
            files: reading.files.map(\.name),
            problems: reading.problems.map {
                Line.Problem(where: $0.place.description, rule: $0.rule.rawValue, remedy: Sentence.remedy($0.rule))
            })
    }

    private static func text(_ line: Line) -> String {
        let head = "\(line.archive) : \(line.verdict == "valid" ? "valable" : "refusée")"
        return ([head] + line.problems.map { "  \($0.where) : \($0.rule), \($0.remedy)" }).joined(separator: "\n")
    }
}

import Acts
import Application
import ArgumentParser
import Database
import Directory
import PDFDocument
import Values

/// Whole papers from the command line.
struct ActCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "act", abstract: "Actes : de la pièce à l'archive.", subcommands: [Run.self])

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Dépose chaque fichier comme délibération, le fait signer, fait son archive et sa preuve.")
        @OptionGroup var options: DataOptions
        @Option(name: .customLong("sign-as"), help: "adresse de la personne qui signe") var signAs: String
        @Option(name: .customLong("pin-file"), help: "fichier qui contient le code de sa clé") var pinFile: String
        @Flag(help: "dit aussi ce qui manque pour envoyer l'archive") var transmit = false
        @Argument(help: "fichiers PDF") var files: [String]

        struct Failed: Encodable {
            let source: String
            let error: String
        }

        /// A matter that fits any paper: "9.1, autres domaines de compétences".
        private static let matter = "9.1"

        func run() async throws {
            try await options.withOffice { instance, office in
                let pin = try Files.secret(pinFile)
                let run = ActRun(instance: instance, office: office)
                let person = try await run.person(login: signAs)
                var refusal: (any Error)?
                do { try await run.requireKey(of: person, pin: pin) } catch { refusal = error }
                var failed = false
                for file in files {
                    do {
                        if let refusal { throw refusal }
                        try await Output.result(one(file, person, pin, run, office), json: options.json) {
                            "\($0.number)  \($0.verdict)  \($0.signedPDF)"
                        }
                    } catch {
                        failed = true
                        let failure = CommandFailure(error)
                        Output.complain(failure)
                        if options.json { try Output.json(Failed(source: file, error: failure.description)) }
                    }
                }
                if transmit { Output.note("Les archives sont prêtes ; aucun dispositif de télétransmission n'est encore raccordé.") }
                if failed { throw ExitCode.failure }
            }
        }

        private func one(_ file: String, _ person: PersonID, _ pin: String, _ run: ActRun, _ office: Office) async throws -> ActExport {
            let bytes = try Files.read(file, most: PDFLimits().fileBytes)
            guard let matter = MatterCode(Run.matter) else { throw ExitCode.fault }
            let name = try DocumentName(Files.name(of: file))
            let id = try await run.deposit(
                Acts.Deposit(
                    id: office.cabinet.id(), nature: .deliberation, title: try PlainText(name.description), date: office.cabinet.today,
                    matter: matter, depositor: person, approvers: [], signer: person, askedNumber: nil,
                    document: Acts.Upload(name: name, bytes: bytes), annexes: []))
            try await run.sign(id, by: person, pin: pin)
            return try await office.export(id, source: file, to: "actes", in: options.data, disk: SystemDisk())
        }
    }
}

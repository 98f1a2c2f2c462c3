import Application
import ArgumentParser
import Directory
import Journal
import MerkleLog
import Values

/// The legal journal of one authority: sign it, prove a line, check it.
struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Journal d'une collectivité : sceller, prouver, vérifier.",
        subcommands: [Seal.self, Prove.self, Check.self])

    struct Seal: AsyncParsableCommand {
        static let configuration = CommandConfiguration(commandName: "checkpoint", abstract: "Signe le journal tel qu'il est.")
        @OptionGroup var options: DataOptions

        struct Line: Encodable {
            let size: UInt64
            let root: String
            let checkpoint: String
            let key: String
        }

        func run() async throws {
            try await options.withOffice { _, office in
                let checkpoint = try await office.cabinet.journal.checkpoint()
                let text = String(decoding: checkpoint.bytes, as: UTF8.self)
                let line = Line(
                    size: checkpoint.head.size, root: checkpoint.head.root.hex, checkpoint: text,
                    key: office.cabinet.journal.verifierKey.description)
                try Output.result(line, json: options.json) { $0.checkpoint }
            }
        }
    }

    struct Prove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Écrit la preuve d'une ligne.")
        @OptionGroup var options: DataOptions
        @Argument(help: "numéro de la ligne") var index: UInt64

        struct Line: Encodable {
            let index: UInt64
            let proof: String
        }

        func run() async throws {
            try await options.withOffice { _, office in
                let line = Line(index: index, proof: try await office.cabinet.journal.proof(of: index))
                try Output.result(line, json: options.json) { String($0.proof.dropLast()) }
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Recalcule tout le journal et le compare à ce qui fut signé.")
        @OptionGroup var options: DataOptions

        struct Line: Encodable {
            let lines: UInt64
            let checkpoints: Int
            let fault: String?
        }

        func run() async throws {
            try await options.withOffice { _, office in
                let report = try await office.cabinet.journal.verify()
                let line = Line(lines: report.lines, checkpoints: report.checkpoints, fault: report.fault.map { "\($0)" })
                try Output.result(line, json: options.json) {
                    $0.fault.map { "journal abîmé : \($0)" } ?? "\($0.lines) lignes et \($0.checkpoints) sceaux vérifiés"
                }
                if report.fault != nil { throw ExitCode.failure }
            }
        }
    }
}

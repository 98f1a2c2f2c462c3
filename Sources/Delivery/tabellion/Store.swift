import Application
import ArgumentParser
import ContentStore
import Directory
import Journal
import MerkleLog
import Values

/// The content store of one authority, from the command line.
struct Store: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Contenus d'une collectivité : déposer, relire, lister, vérifier.",
        subcommands: [Put.self, Get.self, Stat.self, List.self, Check.self])

    struct Put: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Dépose des fichiers ; chacun est durable et au journal quand il est annoncé.")
        @OptionGroup var options: DataOptions
        @Flag(name: .customLong("list"), help: "une ligne par fichier, dès qu'il est durable") var lists = false
        @Argument(help: "fichiers") var paths: [String]

        struct Line: Encodable {
            let path: String
            var id: String?
            var error: String?
        }
        struct Total: Encodable {
            var files = 0
            var bytes = 0
            var storedBytes = 0
            var newBytes = 0
            var seconds = 0.0
        }

        /// Deposits under way at once: they share their flushes.
        private static let atOnce = 8

        func run() async throws {
            try await options.withOffice { _, office in
                var total = Total()
                var failed = false
                let start = ContinuousClock.now
                try await withThrowingTaskGroup(of: (String, Result<Deposits.Receipt, any Error>).self) { group in
                    var waiting = paths[...]
                    for _ in 0..<Put.atOnce { if let path = waiting.popFirst() { group.addTask { (path, await take(path, office)) } } }
                    while let (path, outcome) = try await group.next() {
                        if let next = waiting.popFirst() { group.addTask { (next, await take(next, office)) } }
                        failed = try report(path, outcome, &total) || failed
                    }
                }
                _ = try await office.cabinet.journal.checkpoint()
                total.seconds = Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000
                if options.json, !lists {
                    try Output.json(total)
                } else if !options.json {
                    Output.line("\(total.files) fichiers, \(total.bytes) octets, dont \(total.newBytes) nouveaux")
                }
                if failed { throw ExitCode.failure }
            }
        }

        private func take(_ path: String, _ office: Office) async -> Result<Deposits.Receipt, any Error> {
            do {
                return .success(try await office.deposits.take(file: path, by: "command"))
            } catch {
                return .failure(error)
            }
        }

        private func report(_ path: String, _ outcome: Result<Deposits.Receipt, any Error>, _ total: inout Total) throws -> Bool {
            switch outcome {
            case .success(let receipt):
                total.files += 1
                total.bytes += receipt.length
                total.storedBytes += receipt.storedCount
                total.newBytes += receipt.storedCount == 0 ? 0 : receipt.length
                if lists, options.json { try Output.json(Line(path: path, id: receipt.digest.hex)) }
                if lists, !options.json { Output.line("\(receipt.digest) \(path)") }
                return false
            case .failure(let error):
                let failure = CommandFailure(error)
                Output.complain(failure)
                if lists, options.json { try Output.json(Line(path: path, error: failure.description)) }
                return true
            }
        }
    }

    struct Get: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Écrit un contenu sur la sortie.")
        @OptionGroup var options: DataOptions
        @Argument(help: "SHA-256 du contenu") var id: String

        func run() async throws {
            let digest = try Store.digest(id)
            try await options.withOffice { _, office in
                let blob = try await office.cabinet.content.open(digest)
                try await blob.read(0..<blob.length) { try Output.bytes($0[...]) }
            }
        }
    }

    struct Stat: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Dit où et comment un contenu est gardé.")
        @OptionGroup var options: DataOptions
        @Argument(help: "SHA-256 du contenu") var id: String

        func run() async throws {
            let digest = try Store.digest(id)
            try await options.withOffice { _, office in
                guard let entry = try await office.cabinet.content.stat(digest) else { throw ContentStoreRefusal.unknown(digest) }
                try Store.print(entry, json: options.json)
            }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Liste les contenus, dépôts sans usage compris.")
        @OptionGroup var options: DataOptions

        func run() async throws {
            try await options.withOffice { _, office in
                var last: Digest?
                repeat {
                    let page = try await office.cabinet.content.list(after: last)
                    for entry in page { try Store.print(entry, json: options.json) }
                    last = page.last?.digest
                } while last != nil
            }
        }
    }

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Vérifie paquets, répertoires et clés ; avec --deep, chaque octet.")
        @OptionGroup var options: DataOptions
        @Flag(help: "relit chaque octet") var deep = false

        struct Damage: Encodable {
            let id: String?
            let `where`: String
            let kind: String
        }
        struct Report: Encodable {
            let blobs: Int
            let bytes: Int
            let damaged: [Damage]
            let seconds: Double
        }

        func run() async throws {
            try await options.withOffice { _, office in
                let start = ContinuousClock.now
                let found = try await office.cabinet.content.verify(deep: deep)
                let report = Report(
                    blobs: found.blobs, bytes: found.bytes,
                    damaged: found.damaged.map { Damage(id: $0.id?.hex, where: $0.place, kind: "\($0.kind)") },
                    seconds: Double((ContinuousClock.now - start) / .milliseconds(1)) / 1000)
                if options.json {
                    try Output.json(report)
                } else {
                    Output.line("\(report.blobs) contenus, \(report.bytes) octets, \(report.damaged.count) abîmés")
                    for damage in report.damaged { Output.line("\(damage.id ?? "paquet") \(damage.where) \(damage.kind)") }
                }
                if !report.damaged.isEmpty { throw ExitCode.failure }
            }
        }
    }

    struct Entry: Encodable {
        let id: String
        let bytes: Int
        let storedBytes: Int
    }

    private static func print(_ entry: StoreEntry, json: Bool) throws {
        if json {
            try Output.json(Entry(id: entry.digest.hex, bytes: entry.length, storedBytes: entry.storedCount))
        } else {
            Output.line("\(entry.digest) \(entry.length)")
        }
    }

    private static func digest(_ text: String) throws -> Digest {
        guard let digest = Digest(hex: text) else {
            throw CommandFailure(
                "« \(text) » n'est pas une empreinte", remedy: "donnez 64 chiffres hexadécimaux minuscules", code: "usage", exit: .usage)
        }
        return digest
    }
}

import Application
import ArgumentParser
import Database
import Web

/// The server of a real instance.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Sert une instance.")
    @Option(help: "dossier des données") var data: String?
    @Option(help: "fichier de configuration, « nom = valeur »") var config: String?
    @Flag(name: .customLong("help-config"), help: "décrit les réglages") var helpConfig = false

    func run() async throws {
        if helpConfig {
            for setting in Configuration.table { Output.line("\(setting.name) = \(setting.standard)   # \(setting.meaning)") }
            return
        }
        guard let data else {
            throw CommandFailure("il manque --data", remedy: "donnez le dossier des données", code: "usage", exit: .usage)
        }
        try await Failures.translated {
            guard Demonstration.configuration(at: data) == nil else { throw InstanceRefusal.demonstrationKeys(path: data) }
            let given = try config.map { try Configuration(text: String(decoding: Files.read($0, most: 1 << 20), as: UTF8.self)) }
            try await Server(instance: try await Instance.open(at: data, given ?? Instances.configuration(at: data))).run()
        }
    }
}

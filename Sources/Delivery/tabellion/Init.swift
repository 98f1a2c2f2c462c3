import Application
import ArgumentParser
import Directory

/// A new, empty instance.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Crée une instance et affiche le jeton de première connexion, une seule fois.")
    @Option(help: "dossier des données, qui ne doit pas encore contenir d'instance") var data: String
    @Option(help: "fichier de configuration, gardé avec l'instance") var config: String?
    @Flag(help: "un objet JSON") var json = false

    struct Line: Encodable { let firstRunToken: String }

    func run() async throws {
        try await Failures.translated {
            let text = try config.map { try Files.read($0, most: 1 << 20) } ?? []
            let instance = try await Instance.create(at: data, Configuration(text: String(decoding: text, as: UTF8.self)))
            if !text.isEmpty { try Files.write(text, to: data + "/" + Instances.fileName) }
            guard let token = try await instance.house.firstRun.token() else { throw InstanceRefusal.exists(path: data) }
            try Output.result(Line(firstRunToken: token.text), json: json) { $0.firstRunToken }
            try await instance.close()
        }
    }
}

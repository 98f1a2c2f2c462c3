import Application
import ArgumentParser

/// The demonstration: made once, shown, then served.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Crée une ville de démonstration, dit comment vérifier chaque pièce, puis la sert.")
    @Option(help: "dossier des données") var data: String
    @Option(help: "port d'écoute") var port = 8080
    @Flag(help: "ne sert pas : crée, montre, s'arrête") var once = false
    @Flag(help: "un objet JSON") var json = false

    func validate() throws {
        guard 1...65_535 ~= port else { throw ValidationError("--port : un nombre de 1 à 65535") }
    }

    func run() async throws {
        try await Failures.translated {
            let (instance, facts) = try await Demonstration.openOrMake(at: data, port: port)
            try Output.result(facts, json: json, Demo.text)
            if once {
                try await instance.close()
            } else {
                try await Server(instance: instance).run()
            }
        }
    }

    private static func text(_ facts: DemonstrationFacts) -> String {
        let acts = facts.acts.map { "  \($0.number)  \($0.verdict)  \($0.title)" }
        let doors = facts.accounts.map { door in
            "  \(door.role) : \(door.login)  mot de passe \(door.password)" + (door.pin.map { "  code de la clé \($0)" } ?? "")
        }
        let checks = facts.checks.map { "  \($0.command)" }
        return """
            \(facts.tenant.name) : \(facts.acts.count) actes signés
            \(acts.joined(separator: "\n"))
            Pour entrer, ouvrez \(facts.url)
            \(doors.joined(separator: "\n"))
            Pour vérifier, depuis ce dossier :
            \(checks.joined(separator: "\n"))
            """
    }
}

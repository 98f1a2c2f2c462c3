import Application
import ArgumentParser

/// The directory and the authority that a command works on.
struct DataOptions: ParsableArguments {
    @Option(help: "dossier des données") var data: String
    @Option(help: "collectivité : identifiant ou nom court") var tenant: String
    @Flag(help: "un objet JSON par ligne") var json = false

    /// Opens the instance for the time of `body`; the lock is held until it returns.
    func withOffice<T>(_ body: (Instance, Office) async throws -> T) async throws -> T {
        try await Instances.using(data) { instance in try await body(instance, try await instance.office(named: tenant)) }
    }
}

enum Instances {
    /// The settings that `init` was given stay with the instance: its commands and its server read the same.
    static func configuration(at path: String) throws -> Configuration {
        if let configuration = Demonstration.configuration(at: path) { return configuration }
        guard Files.exists(path + "/" + fileName) else { return Configuration() }
        return try Configuration(text: String(decoding: try Files.read(path + "/" + fileName, most: 1 << 20), as: UTF8.self))
    }

    static let fileName = "tabellion.conf"

    static func using<T>(_ path: String, _ body: (Instance) async throws -> T) async throws -> T {
        try await Failures.translated {
            let instance = try await Instance.open(at: path, configuration(at: path))
            let result = try await body(instance)
            try await instance.close()
            return result
        }
    }
}

import Application
import ArgumentParser
import Foundation
import Web

/// The table of routes: what the server answers, to whom. Handlers belong to an instance, so an empty one is made for the time of the answer.
struct Routes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Liste les adresses servies : méthode, chemin, qui, quoi.")

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer {
            for path in [folder.path, folder.path + ".marks"] { try? FileManager.default.removeItem(atPath: path) }
        }
        try await Failures.translated {
            let instance = try await Instance.create(at: folder.path)
            for line in RouteTable(Site(instance: instance, renderer: nil).routes).lines { Output.line(line) }
            try await instance.close()
        }
    }
}

import Application
import ArgumentParser
import Foundation
import Glibc
import Web

/// The table of routes: what the server answers, to whom. Handlers belong to an instance, so an empty one is made for the while.
struct Routes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Liste les adresses servies : méthode, chemin, qui, quoi.")

    func run() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/tabellion-routes-\(getpid())"
        defer {
            for path in [folder, folder + ".marks"] { try? FileManager.default.removeItem(atPath: path) }
        }
        try await Failures.translated {
            let instance = try await Instance.create(at: folder)
            for line in RouteTable(Site(instance: instance, renderer: nil).routes).lines { Output.line(line) }
            try await instance.close()
        }
    }
}

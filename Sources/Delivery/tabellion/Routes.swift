import ArgumentParser
import Web

/// The table of routes: what the server answers, to whom.
struct Routes: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Liste les adresses servies : méthode, chemin, qui, quoi.")

    func run() { for line in RouteTable(Site.shape).lines { Output.line(line) } }
}

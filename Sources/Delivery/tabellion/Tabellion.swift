import ArgumentParser

/// The operator's and the script's door: each subcommand parses, calls a service, prints. No rule of the trade stands here.
@main
struct Tabellion: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tabellion",
        abstract: "Les papiers des collectivités : déposer, viser, signer, transmettre, prouver.",
        subcommands: [
            Demo.self, Serve.self, Init.self, ActCommand.self, Sign.self, Verify.self, LegalityCommand.self, Store.self,
            JournalCommand.self, Routes.self, Bench.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            Output.complain(failure)
            exit(withError: failure.exit)
        } catch let code as ExitCode {
            exit(withError: code)
        } catch {
            exit(withError: error)
        }
    }
}

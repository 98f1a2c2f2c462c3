import Glibc

/// The citizen's offline checker: says whether a leaf of an authority's journal is proved, what it recorded, and whether a document is the
/// one that was recorded. Reads the proof, the keys and the document, writes nothing, opens no connection.
/// Refuses a proof in which any bit changed. Links no server code and no database; exit codes: 0 proved, 1 refused, 64 wrong usage.
@main
struct TabellionVerify {
    static func main() {
        switch Arguments.read(Array(CommandLine.arguments.dropFirst())) {
        case .help:
            Output.line(Arguments.help)
        case .wrong(let failure):
            Output.complain(failure)
            exit(64)
        case .run(let arguments):
            exit(verify(arguments) ? 0 : 1)
        }
    }

    /// A bad proof does not stop the others.
    private static func verify(_ arguments: Arguments) -> Bool {
        let given: Given
        do {
            given = try Given(arguments)
        } catch {
            for proof in arguments.proofs where arguments.json { Output.line(Answer.json(refused: proof, error)) }
            Output.complain(error)
            return false
        }
        var allProved = true
        for proof in arguments.proofs {
            do throws(Failure) {
                let verdict = try given.verdict(on: proof)
                Output.line(arguments.json ? Answer.json(verdict) : Answer.french(verdict))
            } catch {
                allProved = false
                if arguments.json { Output.line(Answer.json(refused: proof, error)) }
                Output.complain(error)
            }
        }
        return allProved
    }
}

import ArgumentParser
import Web

/// Turns every refusal of the house into a sentence and a remedy; what has none is a fault of ours and says so.
enum Failures {
    static func translated<T>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let failure as CommandFailure {
            throw failure
        } catch let code as ExitCode {
            throw code
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension CommandFailure {
    init(_ error: any Error) {
        if let failure = error as? CommandFailure {
            self = failure
        } else if let sentence = Sentence(refusal: error) {
            self.init(sentence.problem, remedy: sentence.remedy, code: RefusalCode.of(error))
        } else {
            self.init(
                "panne interne (\(type(of: error)): \(error))", remedy: "signalez-la avec la commande tapée", code: "fault", exit: .fault)
        }
    }
}

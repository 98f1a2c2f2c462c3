import ArgumentParser
import Certificates
import PDFDocument
import Signatures
import Values

/// Judges signed files, without an instance and without network.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Vérifie les signatures de fichiers, sans réseau.")

    @Option(help: "dossier des certificats de confiance et des listes de révocation") var trust: String?
    @Option(help: "moment du contrôle, RFC 3339 ; maintenant par défaut") var at: String?
    @Flag(help: "un objet JSON par ligne") var json = false
    @Argument(help: "fichiers signés") var files: [String]

    func run() async throws {
        let anchors = try await Failures.translated { try trust.map { try TrustAnchors.load(directory: $0) } ?? TrustAnchors.none() }
        let verifier = SignatureVerifier(trust: anchors, at: try moment())
        var worst = ExitCode.success
        for file in files {
            let report = try judge(file, verifier)
            try Output.result(report, json: json, Verify.text)
            worst = Verify.worse(worst, Verify.exit(of: report.verdict))
        }
        if worst != .success { throw worst }
    }

    private func moment() throws -> Instant {
        guard let at else { return Clock.system.now() }
        guard let instant = Instant(rfc3339: at) else {
            throw CommandFailure("« \(at) » n'est pas un moment", remedy: "écrivez 2026-11-24T10:00:00+01:00", code: "usage", exit: .usage)
        }
        return instant
    }

    /// A file that cannot be read is answered like one that is not a document: a line, and the others go on.
    private func judge(_ file: String, _ verifier: SignatureVerifier) throws -> VerificationReport {
        do {
            return verifier.verify(try Files.read(file, most: PDFLimits().fileBytes), file: file)
        } catch let failure as CommandFailure {
            Output.complain(failure)
            return verifier.verify([], file: file)
        }
    }

    private static func text(_ report: VerificationReport) -> String {
        let lines = report.signatures.map { signature in
            let cause = signature.subIndication.map { " / \($0.rawValue)" } ?? ""
            let reasons = signature.reasons.isEmpty ? "" : " (\(signature.reasons.joined(separator: ", ")))"
            return "  \(signature.signer ?? "signataire inconnu") : \(signature.indication.rawValue)\(cause)\(reasons)"
        }
        return ([report.file + " : " + report.verdict.rawValue] + lines).joined(separator: "\n")
    }

    private static func exit(of verdict: VerificationReport.Verdict) -> ExitCode {
        switch verdict {
        case .totalPassed: .success
        case .indeterminate: .indeterminate
        case .totalFailed, .noSignature: .failure
        }
    }

    /// A failure is worse than a doubt.
    private static func worse(_ left: ExitCode, _ right: ExitCode) -> ExitCode {
        if left == .failure || right == .failure { return .failure }
        return left == .indeterminate || right == .indeterminate ? .indeterminate : .success
    }
}

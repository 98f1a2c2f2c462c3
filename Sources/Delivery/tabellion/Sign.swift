import ArgumentParser
import Cryptography
import PDFDocument
import Signatures
import Values
import Web

/// Signs files with a key given on the spot, without an instance.
struct Sign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Signe des fichiers avec une clé PKCS#12.")

    enum Format: String, ExpressibleByArgument { case pades }
    enum Level: String, ExpressibleByArgument { case b }

    @Option(help: "format de la signature : pades") var format: Format
    @Option(help: "niveau : b") var level: Level
    @Option(help: "fichier PKCS#12") var key: String
    @Option(name: .customLong("pin-file"), help: "fichier qui contient le code de la clé") var pinFile: String
    @Option(name: .customLong("out-dir"), help: "dossier des fichiers signés") var outDir: String
    @Flag(help: "un objet JSON par ligne") var json = false
    @Argument(help: "fichiers PDF") var files: [String]

    struct Line: Encodable {
        let file: String
        var out: String?
        var format: String?
        var level: String?
        var seconds: Double?
        var error: String?
    }

    func run() async throws {
        let signer = Result { try PKCS12.open(Files.read(key, most: PKCS12.bytesMax), pin: Files.secret(pinFile)) }
        var failed = false
        for file in files {
            do {
                let signer = try signer.get()
                try Output.result(try sign(file, signer.key, signer.certificate, signer.chain), json: json) {
                    "\($0.file) → \($0.out ?? "")"
                }
            } catch {
                failed = true
                let failure = CommandFailure(error)
                Output.complain(failure)
                if json { try Output.json(Line(file: file, error: failure.description)) }
            }
        }
        if failed { throw ExitCode.failure }
    }

    private func sign(_ path: String, _ key: PrivateKey, _ certificate: Certificate, _ chain: [Certificate]) throws -> Line {
        let start = ContinuousClock.now
        let bytes = try Files.read(path, most: PDFLimits().fileBytes)
        let document = try PDFDocument(bytes)
        _ = try document.inspect()
        let prepared = try PAdES.prepare(document, certificate: certificate, chain: chain, at: Clock.system.now(), zone: .paris)
        let update = try prepared.finish(signature: key.sign(prepared.toBeSigned, digest: .sha256))
        let name = Files.name(of: path)
        try Files.write(bytes + update, to: outDir + "/" + name)
        return Line(
            file: path, out: name, format: format.rawValue, level: level.rawValue,
            seconds: Double((ContinuousClock.now - start) / .microseconds(1)) / 1_000_000)
    }
}

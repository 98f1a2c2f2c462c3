import Cryptography
import Database
import PDFDocument
import Signatures
import Values

/// PAdES B-B of one paper of some 200 KB: prepared, signed and finished, in memory, on one core. The ceiling is what no program avoids: one
/// bare signature and one SHA-256 of the file. The paper was inspected at its deposit, as in the product.
enum PAdESBench {
    static let measures = [
        Measure(name: "pades-rsa2048", what: "signatures PAdES B-B de 200 Ko, RSA-2048, par seconde") {
            try await figure("pades-rsa2048", key: "maylis.castagnede@ste-aubierge.example", pin: "274018", pair: "rsa")
        },
        Measure(name: "pades-p256", what: "signatures PAdES B-B de 200 Ko, P-256, par seconde") {
            try await figure("pades-p256", key: "hippolyte.cazaunau@pays-aubierge.example", pin: "408263", pair: "ec")
        },
    ]

    private static let rounds = 5
    private static let perRound = 60

    private static func figure(_ name: String, key file: String, pin: String, pair: String) async throws -> Figure {
        let signer = try PKCS12.open(Files.read("Keys/\(file).p12", most: PKCS12.bytesMax), pin: pin)
        let paper = try paper()
        let bytes = try Files.read(paper, most: 1 << 20)
        let document = try PDFDocument(bytes)
        _ = try document.inspect()
        let now = Clock.system.now()
        let attributes = try PAdES.prepare(document, certificate: signer.certificate, chain: signer.chain, at: now, zone: .paris).toBeSigned
        var (ours, bare) = (0.0, 0.0)
        for _ in 0..<rounds {
            ours = max(
                ours,
                try rate {
                    let prepared = try PAdES.prepare(document, certificate: signer.certificate, chain: signer.chain, at: now, zone: .paris)
                    _ = try prepared.finish(signature: signer.key.sign(prepared.toBeSigned, digest: .sha256))
                })
            bare = max(
                bare,
                try rate {
                    _ = SHA256.digest(bytes)
                    _ = try signer.key.sign(attributes, digest: .sha256)
                })
        }
        return Figure(
            name: name, value: ours, unit: "signatures/s",
            anchor: try await Anchor.pyHanko(key: "Keys/\(file).p12", pin: pin, paper: paper),
            limit: Figure.Reference(name: "signature nue et SHA-256", value: bare))
    }

    /// The largest of the demonstration's papers.
    private static func paper() throws -> String {
        let disk = SystemDisk()
        let papers = try disk.names(in: "samples").filter { $0.hasSuffix(".pdf") }.map { "samples/" + $0 }
        let sizes = try papers.map { (path: $0, bytes: try disk.open($0, writing: false).size()) }
        guard let largest = sizes.max(by: { $0.bytes < $1.bytes }) else {
            throw CommandFailure("le dossier samples est vide", remedy: "lancez la mesure depuis le dossier du projet", code: "unreadable")
        }
        return largest.path
    }

    private static func rate(_ work: () throws -> Void) rethrows -> Double {
        let start = ContinuousClock.now
        for _ in 0..<perRound { try work() }
        return Double(perRound) / ((ContinuousClock.now - start) / .seconds(1))
    }
}

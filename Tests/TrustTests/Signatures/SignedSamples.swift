import Certificates
import Cryptography
import PDFDocument
import Signatures
import TestSupport
import Values

/// Signs test files with the test authorities' signers.
enum SignedSamples {
    static func sign(_ bytes: [UInt8], as name: String = "mayor", at instant: Instant = PKI.moment) throws -> [UInt8] {
        let (key, certificate, chain) = try PKI.signer(name)
        let prepared = try PAdES.prepare(PDFDocument(bytes), certificate: certificate, chain: chain, at: instant, zone: .paris)
        return try bytes + prepared.finish(signature: key.sign(prepared.toBeSigned, digest: .sha256))
    }

    static func verify(_ bytes: [UInt8], at instant: Instant = PKI.moment) throws -> VerificationReport {
        try SignatureVerifier(trust: PKI.trust(), at: instant).verify(bytes, file: "acte.pdf")
    }

    /// An update of a table file, by hand.
    static func update(_ bytes: [UInt8], _ objects: [(Int, String)], streams: [(Int, [UInt8])] = [], trailer: String = "") -> [UInt8] {
        let before = bytes.lastStartxref
        var file = PDFBuilder(after: bytes, startxref: before)
        for (number, body) in objects { file.object(number, body) }
        for (number, data) in streams { file.stream(number, "", data) }
        file.table("/Root 1 0 R /Prev \(before) \(trailer)", size: 40)
        return file.bytes
    }

    static let page = "/Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 6 0 R >> >>"
}

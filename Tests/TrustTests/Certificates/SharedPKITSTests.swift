import Certificates
import Cryptography
import Foundation
import Testing
import Values

/// NIST PKITS, when the folder of shared vectors stands beside the checkout: the cases judged under any policy, as we judge paths.
/// Cases with initial policies of their own ask a question the product never asks.
@Suite(.enabled(if: SharedPKITS.isPresent)) struct SharedPKITSTests {
    @Test(arguments: SharedPKITS.cases)
    func path(item: SharedPKITS.Case) throws {
        let files = try ((item.crls ?? []) + ["TrustAnchorRootCRL.crl"]).map { try SharedPKITS.bytes("crls/" + $0) }
        let anchor = try SharedPKITS.bytes("certs/TrustAnchorRootCertificate.crt")
        let trust = try TrustAnchors(files: files + [anchor])
        let others = try (item.others ?? []).map { try Certificate(der: SharedPKITS.bytes("certs/" + $0)) }
        let certificate = try? Certificate(der: SharedPKITS.bytes("certs/" + item.certificate))
        let moment = try #require(Instant(rfc3339: "2026-06-01T00:00:00Z"))
        let path = certificate.flatMap { try? trust.path(of: $0, others: others, at: moment) }
        if let reason = SharedPKITS.disagreements[item.id] {
            #expect((path != nil) != item.isValid, "no longer a disagreement: \(reason)")
        } else {
            #expect((path != nil) == item.isValid)
        }
    }
}

enum SharedPKITS {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        struct Refusal: Decodable, Sendable {}
        struct Parameters: Decodable, Sendable {}
        let id: String
        let name: String
        let certificate: String
        let others: [String]?
        let crls: [String]?
        let error: Refusal?
        let params: Parameters?
        var isValid: Bool { error == nil }
        var testDescription: String { "\(id) \(name)" }
        private enum CodingKeys: String, CodingKey {
            case id, name, crls, error, params
            case certificate = "cert"
            case others = "other_certs"
        }
    }

    /// Valid paths that we refuse, each with its reason. No invalid path is accepted.
    static let disagreements = [
        "40104": "DSA with SHA-1: a digest that proves nothing any more",
        "40105": "DSA parameters inherited from the issuer: libcrypto does not, and DSA signs nothing here",
        "41430": "a CRL issuer certified by another than the certificate's issuer: libcrypto does not follow it",
    ]

    static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../shared/vectors/pkits")
        .standardized.path
    static var isPresent: Bool { FileManager.default.fileExists(atPath: directory + "/cases.json") }

    static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: directory + "/" + name))) }

    static var cases: [Case] {
        guard let data = try? Data(contentsOf: URL(filePath: directory + "/cases.json")),
            let all = try? JSONDecoder().decode([Case].self, from: data)
        else { return [] }
        return all.filter { $0.params == nil }
    }
}

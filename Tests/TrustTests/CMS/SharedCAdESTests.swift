import CMS
import Certificates
import Cryptography
import Foundation
import TestSupport
import Testing
import Values

/// The project's CAdES vectors, when the folder of shared vectors stands beside the checkout.
@Suite(.enabled(if: SharedCAdES.isPresent)) struct SharedCAdESTests {
    @Test(arguments: SharedCAdES.cases)
    func verdict(item: SharedCAdES.Case) throws {
        let moment = try #require(Instant(rfc3339: "2026-11-24T12:00:00Z"))
        let trust = try TrustAnchors(
            files: ["root.cert.pem", "root.crl.der", "sub.crl.der"].map { try SharedCAdES.bytes("trust/" + $0) })
        let message = try SignedData(SharedCAdES.bytes(item.file))
        let content: SignedContent = try item.content.map { .detached([try SharedCAdES.bytes("own/" + $0)[...]]) } ?? .attached
        let verdicts = CMSVerifier(trust: trust, at: moment).verdicts(of: message, content: content)
        #expect(!verdicts.isEmpty)
        let worst = verdicts.map(\.indication).max()
        #expect(worst?.rawValue == item.indication, "\(verdicts.map(\.findings))")
        #expect(verdicts.compactMap(\.subIndication?.rawValue).first == item.subIndication, "\(verdicts.map(\.findings))")
    }

    /// Whatever the others are, none may trap.
    @Test func robustness() throws {
        for file in SharedCAdES.files("dss") {
            guard let message = try? SignedData(SharedCAdES.bytes("dss/" + file)) else { continue }
            let verdicts = CMSVerifier(trust: try TrustAnchors.none(), at: PKI.moment).verdicts(of: message, content: .attached)
            #expect(!verdicts.contains { $0.indication == .totalPassed })
        }
    }
}

enum SharedCAdES {
    struct Case: Sendable, CustomTestStringConvertible {
        let file: String
        let content: String?
        let indication: String
        let subIndication: String?
        var testDescription: String { file }
    }

    static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../shared/vectors/cades")
        .standardized.path
    static var isPresent: Bool { FileManager.default.fileExists(atPath: directory + "/expected.tsv") }

    static func bytes(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: directory + "/" + name))) }

    static func files(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory + "/" + folder)) ?? []).sorted()
    }

    /// "TOTAL-FAILED/HASH_FAILURE - words [detached content: file]".
    static var cases: [Case] {
        guard let table = try? String(contentsOfFile: directory + "/expected.tsv", encoding: .utf8) else { return [] }
        return table.split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count >= 4, columns[0].hasPrefix("own/"), columns[0].hasSuffix(".p7s") || columns[0].hasSuffix(".p7m"),
                let verdict = columns[3].split(separator: " ").first
            else { return nil }
            let parts = verdict.split(separator: "/", maxSplits: 1).map(String.init)
            let content = columns[3].firstRange(of: "[detached content: ").map { columns[3][$0.upperBound...].prefix { $0 != "]" } }
            let isNamed = parts.count == 2 && !parts[1].hasPrefix("(")
            return Case(
                file: columns[0], content: content.map(String.init), indication: parts[0], subIndication: isNamed ? parts[1] : nil)
        }
    }
}

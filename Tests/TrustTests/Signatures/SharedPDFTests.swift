import Certificates
import Cryptography
import Foundation
import PDFDocument
import Signatures
import TestSupport
import Testing
import Values

/// The shared PDF files, when their folder stands beside the checkout.
@Suite(.enabled(if: SharedPDF.isPresent)) struct SharedPDFTests {
    @Test(arguments: SharedPDF.samples) func sample(item: SharedPDF.Sample) throws {
        let bytes = try SharedPDF.bytes("samples/pdf/" + item.file)
        do throws(PDFRefusal) {
            let inspection = try PDFDocument(bytes).inspect()
            #expect(item.code == nil)
            for flag in PDFFlag.allCases where item.flags.contains(flag.rawValue) { #expect(inspection.flags.contains(flag), "\(flag)") }
        } catch { #expect(error.code == item.code) }
        guard item.code == nil else { return }
        #expect(try SignedSamples.verify(SignedSamples.sign(bytes, as: "mayor-p256")).verdict == .totalPassed)
    }

    @Test(arguments: SharedPDF.acts) func realAct(file: String) throws {
        let bytes = try SharedPDF.bytes(SharedPDF.actsFolder + file)
        _ = try PDFDocument(bytes).inspect()
        let signed = try SignedSamples.sign(bytes, as: "mayor-p256")
        #expect(signed.starts(with: bytes))
        #expect(try SignedSamples.verify(signed).verdict == .totalPassed)
    }

    @Test(arguments: SharedPDF.vectors) func ownVector(item: SharedPDF.Vector) throws {
        let folder = "vectors/pades/trust/"
        let lists =
            item.isOfLongTermRoot
            ? ["lt-root.cert.pem", "lt-interm.cert.pem"] : ["root.cert.pem", "sub.cert.pem", "root.crl.der", "sub.crl.der"]
        let trust = try TrustAnchors(files: lists.map { try SharedPDF.bytes(folder + $0) })
        let moment = try #require(Instant(rfc3339: "2026-11-24T12:00:00Z"))
        let report = SignatureVerifier(trust: trust, at: moment).verify(try SharedPDF.bytes("vectors/pades/" + item.file))
        guard let exception = SharedPDF.exceptions[item.file] else {
            #expect(report.verdict.rawValue == item.indication, "\(report)")
            if let expected = item.subIndication {
                #expect(report.signatures.map(\.subIndication?.rawValue).contains(expected), "\(report)")
            }
            return
        }
        #expect(report.verdict.rawValue == exception)
    }

    /// Foreign files without our anchors: none passes, none traps.
    @Test(arguments: ["dss", "pyhanko"]) func foreign(folder: String) throws {
        let verifier = SignatureVerifier(trust: try TrustAnchors.none(), at: PKI.moment)
        for file in SharedPDF.names("vectors/pades/" + folder) {
            #expect(verifier.verify(try SharedPDF.bytes("vectors/pades/\(folder)/\(file)")).verdict != .totalPassed, "\(file)")
        }
    }
}

enum SharedPDF {
    struct Sample: Sendable, CustomTestStringConvertible {
        let file: String
        let code: String?
        let flags: Set<String>
        var testDescription: String { file }
    }

    struct Vector: Sendable, CustomTestStringConvertible {
        let file: String
        let indication: String
        let subIndication: String?
        let isOfLongTermRoot: Bool
        var testDescription: String { file }
    }

    /// Signature time-stamps are not judged yet: without one, nothing proves that this signature came after the revocation.
    static let exceptions = ["own/revoque-t.pdf": "INDETERMINATE"]

    static let directory = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../shared").standardized.path
    static let actsFolder = "samples/deliberations/montpellier/actes/"
    static var isPresent: Bool { FileManager.default.fileExists(atPath: directory + "/samples/pdf/index.tsv") }
    static var acts: [String] { names(actsFolder) }

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: directory + "/" + path))) }

    static func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: directory + "/" + folder)) ?? []).filter { $0.hasSuffix(".pdf") }.sorted()
    }

    private static func rows(_ path: String) -> [[String]] {
        guard let table = try? String(contentsOfFile: directory + "/" + path, encoding: .utf8) else { return [] }
        return table.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    static var samples: [Sample] {
        let rows = rows("samples/pdf/index.tsv")
        guard let head = rows.first, let expect = head.firstIndex(of: "expect"), let code = head.firstIndex(of: "code"),
            let flags = head.firstIndex(of: "flags")
        else { return [] }
        return rows.dropFirst().map { row in
            Sample(
                file: row[0], code: row[expect] == "refuse" ? row[code] : nil, flags: Set(row[flags].split(separator: ",").map(String.init))
            )
        }
    }

    /// "TOTAL-FAILED/FORMAT_FAILURE - words", "INDETERMINATE/(words)".
    static var vectors: [Vector] {
        rows("vectors/pades/expected.tsv").compactMap { row in
            guard row.count > 3, row[0].hasPrefix("own/"), let verdict = row[3].split(separator: " ").first else { return nil }
            let parts = verdict.split(separator: "/").map(String.init)
            let sub = parts.count > 1 && !parts[1].hasPrefix("(") ? parts[1] : nil
            return Vector(file: row[0], indication: parts[0], subIndication: sub, isOfLongTermRoot: row[3].contains("lt-root"))
        }
    }
}

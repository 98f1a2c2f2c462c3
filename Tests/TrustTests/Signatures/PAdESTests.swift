import Certificates
import Cryptography
import Foundation
import PDFDocument
import Signatures
import TestSupport
import Testing
import Values

@Suite struct PAdESTests {
    @Test(arguments: PDFShape.allCases) func everyShapeIsSignedAndVerified(shape: PDFShape) throws {
        let signed = try SignedSamples.sign(shape.bytes, as: "mayor-p256")
        #expect(signed.starts(with: shape.bytes))
        let report = try SignedSamples.verify(signed)
        #expect(report.verdict == .totalPassed, "\(report)")
        let signature = try #require(report.signatures.first)
        #expect(report.signatures.count == 1)
        #expect(signature.scope == .wholeFile)
        #expect(signature.modifications == .none)
        #expect(signature.claimedTime == "2026-06-01T02:00:00+02:00")
    }

    @Test(arguments: ["mayor", "mayor3072", "mayor-p256", "mayor-p384"]) func everyKey(name: String) throws {
        #expect(try SignedSamples.verify(SignedSamples.sign(PDFShape.table.bytes, as: name)).verdict == .totalPassed)
    }

    @Test func signingTwiceKeepsBoth() throws {
        let once = try SignedSamples.sign(PDFShape.objectStreams.bytes)
        let report = try SignedSamples.verify(SignedSamples.sign(once, as: "mayor-p384"))
        #expect(report.verdict == .totalPassed, "\(report)")
        #expect(report.signatures.map(\.scope) == [.revision, .wholeFile])
        #expect(report.signatures.map(\.modifications) == [.allowed, .none])
    }

    @Test func whatMayNotSignDoesNot() throws {
        let document = try PDFDocument(PDFShape.table.bytes)
        for (name, expected) in [("expired", "expired"), ("future", "notYetValid"), ("login", "lacksNonRepudiation"), ("bare", "lacks")] {
            let certificate = try PKI.certificate(name)
            do throws(SigningRefusal) {
                _ = try PAdES.prepare(document, certificate: certificate, chain: [], at: PKI.moment, zone: .paris)
                Issue.record("\(name) signed")
            } catch { #expect("\(error)".contains(expected), "\(error)") }
        }
    }

    @Test func aValueOfAnotherKeyIsNotEmbedded() throws {
        let (_, certificate, chain) = try PKI.signer("mayor")
        let stranger = try PKI.signer("mayor3072").key
        let prepared = try PAdES.prepare(
            PDFDocument(PDFShape.table.bytes), certificate: certificate, chain: chain, at: PKI.moment, zone: .paris)
        let value = try stranger.sign(prepared.toBeSigned, digest: .sha256)
        #expect(throws: SigningRefusal.signatureDoesNotVerify) { try prepared.finish(signature: value) }
        #expect(prepared.documentDigest == SHA256.digest(PDFShape.table.bytes))
    }

    @Test func withoutAnchorTheChainIsUnknown() throws {
        let signed = try SignedSamples.sign(PDFShape.table.bytes)
        let verifier = SignatureVerifier(trust: try TrustAnchors.none(), at: PKI.moment)
        #expect(verifier.verify(signed).signatures.map(\.subIndication) == [.noCertificateChainFound])
        var altered = signed
        altered[20] ^= 1
        // A broken digest fails even when no chain is known.
        #expect(verifier.verify(altered).verdict == .totalFailed)
    }

    @Test func reportHasTheKeysOfTheCommand() throws {
        let report = try SignedSamples.verify(SignedSamples.sign(PDFShape.table.bytes))
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(report)) as? [String: Any]
        #expect(Set(object?.keys.map { $0 } ?? []) == ["file", "format", "verdict", "signatures"])
        let signature = (object?["signatures"] as? [[String: Any]])?.first
        let keys: Set = [
            "level", "indication", "subIndication", "signer", "issuer", "claimedTime", "bestTime", "scope", "modifications", "reasons",
        ]
        #expect(Set(signature?.keys.map { $0 } ?? []) == keys)
        #expect(object?["verdict"] as? String == "TOTAL-PASSED")
    }

    @Test func noSignatureAndUnreadable() throws {
        #expect(try SignedSamples.verify(PDFShape.table.bytes).verdict == .noSignature)
        let unreadable = try SignedSamples.verify(Array("rien".utf8))
        #expect(unreadable.verdict == .totalFailed)
        #expect(unreadable.signatures.map(\.subIndication) == [.formatFailure])
    }
}

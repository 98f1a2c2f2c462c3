import CMS
import Certificates
import Cryptography
import TestSupport
import Testing
import Values

@Suite struct CMSBuilderTests {
    private let document = Array("Le conseil municipal décide.\n".utf8)

    private func message(_ name: String, digest: DigestAlgorithm = .sha256, time: Instant? = nil) throws -> (SignedData, [UInt8]) {
        let (key, certificate, chain) = try PKI.signer(name)
        let attributes = CMSBuilder.attributes(messageDigest: SHA256.digest(document), certificate: certificate, signingTime: time)
        let signature = try key.sign(attributes.der, digest: digest)
        let bytes = try CMSBuilder.signedData(
            attributes: attributes, signature: signature, certificate: certificate, chain: chain, digest: digest)
        return (try SignedData(bytes), bytes)
    }

    @Test(arguments: ["mayor", "mayor3072", "mayor-p256", "mayor-p384"])
    func whatIsBuiltIsRead(name: String) throws {
        let (message, bytes) = try message(name)
        let signer = try #require(message.signers.first)
        let certificate = try PKI.certificate(name)
        #expect(message.content == nil && message.contentType == .data && message.signers.count == 1)
        #expect(message.certificates.count == 2 && message.certificates.allSatisfy { !$0.isSelfSigned })
        #expect(signer.names(certificate))
        #expect(signer.signedAttributes?.attributes.map(\.type) == [.contentType, .messageDigest, .signingCertificateV2])
        #expect(signer.unsignedAttributes.isEmpty)
        let verdicts = CMSVerifier(trust: try PKI.trust("root.crl", "sub.crl"), at: PKI.moment)
            .verdicts(of: message, content: .detached([document[...]]))
        #expect(verdicts.map(\.indication) == [.totalPassed])
        #expect(verdicts.first?.path?.revocation == .notRevoked)
        #expect(verdicts.first?.facts.signingTime == nil)
        // DER from end to end, and the same bytes each time but for the signature value.
        #expect(isDER(bytes))
    }

    @Test func signingTimeOnlyWhenAsked() throws {
        let (message, _) = try message("mayor", time: PKI.moment)
        let facts = SignerFacts(try #require(message.signers.first), in: message, content: .detached([document[...]]))
        #expect(facts.signingTime == PKI.moment)
        #expect(facts.signatureValue == .holds && facts.messageDigest == .equal && facts.swornCertificate == .same)
    }

    @Test func weakDigestsAndForeignKeysAreRefused() throws {
        let (_, certificate, _) = try PKI.signer("mayor")
        let attributes = CMSBuilder.attributes(messageDigest: SHA256.digest([UInt8]()), certificate: certificate, signingTime: nil)
        #expect(throws: CMSBuilderRefusal.weakDigest(.sha1)) {
            try CMSBuilder.signedData(attributes: attributes, signature: [], certificate: certificate, chain: [], digest: .sha1)
        }
    }

    @Test(arguments: [
        ("1949-12-31T23:59:59Z", "180f31393439313233313233353935395a"), ("1950-01-01T00:00:00Z", "170d3530303130313030303030305a"),
        ("2026-06-01T12:34:56Z", "170d3236303630313132333435365a"), ("2049-12-31T23:59:59Z", "170d3439313233313233353935395a"),
        ("2050-01-01T00:00:00Z", "180f32303530303130313030303030305a"), ("1969-12-31T23:59:59Z", "170d3639313233313233353935395a"),
    ])
    func times(text: String, encoding: String) throws {
        let instant = try #require(Instant(rfc3339: text))
        #expect(Hexadecimal.encode(DER.time(instant)) == encoding)
        var reader = ASN1Reader(DER.time(instant)[...], rules: .der)
        #expect(try reader.next().time() == instant)
    }

    private func isDER(_ bytes: [UInt8]) -> Bool {
        func check(_ reader: inout ASN1Reader) throws(ASN1Refusal) {
            while !reader.isAtEnd {
                let element = try reader.next()
                if element.isConstructed { try element.read { inner throws(ASN1Refusal) in try check(&inner) } }
            }
        }
        var reader = ASN1Reader(bytes[...], rules: .der)
        return (try? check(&reader)) != nil
    }
}

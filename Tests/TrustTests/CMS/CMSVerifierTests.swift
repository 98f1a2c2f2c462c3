import CMS
import Certificates
import Cryptography
import TestSupport
import Testing
import Values

@Suite struct CMSVerifierTests {
    /// Messages made by another program (openssl cms), with their expected conclusion; Tests/Vectors/pki/generate.sh says how each was made
    @Test(
        arguments: [
            ("cms-detached.p7s", nil), ("cms-attached.p7m", nil), ("cms-indefinite.p7m", nil), ("cms-pss.p7s", nil), ("cms-ecdsa.p7s", nil),
            ("cms-key-identifier.p7s", nil), ("cms-without-ess.p7s", SubIndication.signatureConstraintsFailure),
            ("cms-without-attributes.p7s", .signatureConstraintsFailure), ("cms-sha1.p7s", .cryptoConstraintsFailure),
            ("cms-weak-key.p7s", .cryptoConstraintsFailure), ("cms-expired.p7s", .outOfBoundsNoProof), ("cms-revoked.p7s", .revokedNoProof),
            ("cms-stranger.p7s", .noCertificateChainFound), ("cms-without-certificate.p7s", .noSigningCertificateFound),
        ] as [(String, SubIndication?)])
    func foreignMessages(name: String, expected: SubIndication?) throws {
        let verdict = try #require(try verdicts(name).first)
        #expect(verdict.subIndication == expected, "\(verdict.findings)")
        #expect(verdict.indication == (expected == nil ? .totalPassed : .indeterminate))
        let attached = name.hasSuffix("p7m")
        let altered = try verdicts(name, content: attached ? .attached : .detached([Array("autre".utf8)[...]]))
        if expected != .noSigningCertificateFound, !attached { #expect(altered.first?.indication == .totalFailed) }
    }

    @Test func contentInPartsOrByDigest() throws {
        let bytes = try PKI.bytes("content.txt")
        let message = try SignedData(PKI.bytes("cms-detached.p7s"))
        let verifier = CMSVerifier(trust: try PKI.trust(), at: PKI.moment)
        let contents: [(SignedContent, SubIndication?)] = [
            (.detached([bytes[..<5], bytes[5...]]), nil), (.digests([.sha256: SHA256.digest(bytes).bytes]), nil),
            (.detached([bytes[5...], bytes[..<5]]), .hashFailure), (.digests([.sha384: [1]]), .signedDataNotFound),
            (.attached, .signedDataNotFound),
        ]
        for (content, expected) in contents {
            #expect(verifier.verdicts(of: message, content: content).map(\.subIndication) == [expected])
        }
    }

    @Test func missingCertificateGivenBeside() throws {
        let message = try SignedData(PKI.bytes("cms-without-certificate.p7s"))
        let others = [try PKI.certificate("sub"), try PKI.certificate("mayor")]
        let verdicts = CMSVerifier(trust: try PKI.trust(), at: PKI.moment)
            .verdicts(of: message, content: .detached([try PKI.bytes("content.txt")[...]]), others: others)
        #expect(verdicts.map(\.indication) == [.totalPassed])
    }

    @Test func eachSignerIsJudged() throws {
        #expect(try verdicts("cms-two-signers.p7s").map(\.indication) == [.totalPassed, .totalPassed])
    }

    @Test func aBrokenValueFailsWhoeverSigned() throws {
        let message = try SignedData(PKI.bytes("cms-stranger.p7s"))
        let verdict = try #require(
            CMSVerifier(trust: try TrustAnchors.none(), at: PKI.moment).verdicts(of: message, content: .detached([[1]])).first)
        #expect(verdict.subIndication == .hashFailure)
    }

    @Test func zerosAfterTheMessageAreForPDFOnly() throws {
        let bytes = try PKI.bytes("cms-detached.p7s")
        #expect(throws: CMSRefusal.trailingBytes(count: 3)) { try SignedData(bytes + [0, 0, 0]) }
        #expect(try SignedData(bytes + [0, 0, 0], padding: .zeros).signers.count == 1)
        #expect(throws: CMSRefusal.trailingBytes(count: 2)) { try SignedData(bytes + [0, 1], padding: .zeros) }
        #expect(throws: CMSRefusal.notSignedData(found: .data)) {
            try SignedData(DER.sequence(DER.oid(.data), DER.element(ASN1Tag.context(0), DER.octetString([]))))
        }
    }

    private func verdicts(_ name: String, content: SignedContent? = nil) throws -> [SignerVerdict] {
        let message = try SignedData(PKI.bytes(name))
        let whole = SignedContent.detached([try PKI.bytes("content.txt")[...]])
        return CMSVerifier(trust: try PKI.trust("root.crl", "sub.crl"), at: PKI.moment)
            .verdicts(of: message, content: content ?? (name.hasSuffix("p7m") ? .attached : whole))
    }
}

/// Messages that openssl does not make: signed by a true key over attributes that lie.
@Suite struct LyingAttributesTests {
    private let document = Array("délibération".utf8)
    private var digest: [UInt8] { DER.octetString(SHA256.digest(document).bytes) }

    private func attribute(_ type: OID, _ values: [UInt8]...) -> [UInt8] { DER.sequence(DER.oid(type), DER.setOf(values)) }

    private func sworn(_ certificate: Certificate, _ more: [UInt8] = []) -> [UInt8] {
        DER.sequence(DER.sequence(DER.sequence(DER.octetString(certificate.fingerprint.bytes) + more)))
    }

    private func findings(_ attributes: [[UInt8]], unsorted: Bool = false) throws -> [SignerFinding] {
        let (key, certificate, chain) = try PKI.signer("mayor-p256")
        let set = unsorted ? DER.element(ASN1Tag.set, Array(attributes.joined())) : DER.setOf(attributes)
        let signed = try SignedAttributes(der: set)
        let bytes = try CMSBuilder.signedData(
            attributes: signed, signature: key.sign(set, digest: .sha256), certificate: certificate, chain: chain)
        let verdicts = CMSVerifier(trust: try PKI.trust(), at: PKI.moment)
            .verdicts(of: try SignedData(bytes), content: .detached([document[...]]))
        return try #require(verdicts.first).findings
    }

    @Test func eachLieIsNamed() throws {
        let mayor = try PKI.certificate("mayor-p256")
        let other = try PKI.certificate("mayor")
        let type = attribute(.contentType, DER.oid(.data))
        let message = attribute(.messageDigest, digest)
        let ess = attribute(.signingCertificateV2, sworn(mayor))
        let sha256 = DER.sequence(DER.oid(.sha256))
        let ecdsa = DER.element(ASN1Tag.context(1), DER.oid(.ecdsaWithSHA256))
        let issuerSerial = { (certificate: Certificate) in
            DER.sequence(
                DER.sequence(DER.element(ASN1Tag.context(4), certificate.issuerDER)), DER.integer(content: certificate.serial))
        }
        let version1 = DER.sequence(DER.sequence(DER.sequence(DER.octetString(DigestAlgorithm.sha1.digest(mayor.der)))))
        let cases: [(String, [[UInt8]], [SignerFinding])] = [
            ("honest", [type, message, ess], []),
            ("issuer and serial sworn", [type, message, attribute(.signingCertificateV2, sworn(mayor, issuerSerial(mayor)))], []),
            (
                "serial of another", [type, message, attribute(.signingCertificateV2, sworn(mayor, issuerSerial(other)))],
                [.anotherCertificateSworn]
            ),
            ("another certificate", [type, message, attribute(.signingCertificateV2, sworn(other))], [.anotherCertificateSworn]),
            ("version 1", [type, message, attribute(.signingCertificate, version1)], []),
            ("both versions, one lies", [type, message, ess, attribute(.signingCertificate, sworn(other))], [.anotherCertificateSworn]),
            (
                "two sworn values", [type, message, attribute(.signingCertificateV2, sworn(mayor), sworn(other))],
                [.anotherCertificateSworn]
            ),
            ("unreadable", [type, message, attribute(.signingCertificateV2, DER.null)], [.anotherCertificateSworn]),
            ("no content type", [message, ess], [.contentTypeUndeclared]),
            (
                "another content type", [attribute(.contentType, DER.oid(.timeStampInfo)), message, ess],
                [.contentTypeDifferent(declared: .timeStampInfo, encapsulated: .data)]
            ),
            ("no digest", [type, ess], [.messageDigestUndeclared]),
            ("two digests", [type, attribute(.messageDigest, digest, DER.octetString([])), ess], [.messageDigestUndeclared]),
            ("digest twice", [type, message, message, ess], [.attributeRepeated(.messageDigest), .messageDigestUndeclared]),
            ("sworn twice", [type, message, ess, ess], [.attributeRepeated(.signingCertificateV2)]),
            ("protected", [type, message, ess, attribute(.algorithmProtection, DER.sequence(sha256, ecdsa))], []),
            (
                "another algorithm",
                [type, message, ess, attribute(.algorithmProtection, DER.sequence(DER.sequence(DER.oid(.sha512)), ecdsa))],
                [.algorithmsDisagree]
            ),
            ("protection unreadable", [type, message, ess, attribute(.algorithmProtection, DER.null)], [.algorithmsDisagree]),
            (
                "digest of something else", [type, attribute(.messageDigest, DER.octetString([1])), ess],
                [.contentAltered(declared: [1], computed: SHA256.digest(document).bytes)]
            ),
        ]
        for (name, attributes, expected) in cases { #expect(try findings(attributes) == expected, "\(name)") }
        // A sender that forgot to sort signed its own order: the bytes count, not the set.
        #expect(try findings([ess, type, message], unsorted: true).isEmpty)
    }

    @Test func signedAttributesMustBeDER() {
        #expect(throws: ASN1Refusal.lengthNotMinimal) { try SignedAttributes(der: [0x31, 0x81, 0x00]) }
        #expect(throws: ASN1Refusal.indefiniteLength) { try SignedAttributes(der: [0x31, 0x80, 0x00, 0x00]) }
    }
}

import Certificates
import Cryptography
import TestSupport
import Testing
import Values

@Suite struct PathTests {
    private let sub = "CN=Autorité déléguée d'essai,OU=0002 123456782,O=Essais,C=FR"

    @Test func goodPathWithoutLists() throws {
        let path = try PKI.trust().path(of: PKI.certificate("mayor"), at: PKI.moment)
        #expect(path.chain == [try PKI.certificate("mayor"), try PKI.certificate("sub"), try PKI.certificate("root")])
        #expect(path.revocation == .notChecked)
    }

    @Test func goodPathWithLists() throws {
        let path = try PKI.trust("root.crl", "sub.crl").path(of: PKI.certificate("mayor-p256"), at: PKI.moment)
        #expect(path.revocation == .notRevoked)
    }

    @Test func everyRefusalIsNamed() throws {
        let moment = PKI.moment
        func refusal(_ name: String, _ trust: TrustAnchors, at: Instant = PKI.moment) throws -> PathRefusal? {
            let certificate = try PKI.certificate(name)
            do throws(PathRefusal) {
                _ = try trust.path(of: certificate, at: at)
                return nil
            } catch {
                return error
            }
        }
        let plain = try PKI.trust()
        let listed = try PKI.trust("root.crl", "sub.crl")
        let expired = try PKI.certificate("expired")
        #expect(try refusal("expired", plain) == .expired(subject: expired.subject, notAfter: expired.notAfter, at: moment))
        let future = try PKI.certificate("future")
        #expect(try refusal("future", plain) == .notYetValid(subject: future.subject, notBefore: future.notBefore, at: moment))
        #expect(try refusal("stranger", plain) == .noChain(lastReached: "CN=Étranger,C=FR"))
        #expect(try refusal("foreign", plain) == .noChain(lastReached: "CN=Autre racine,O=Ailleurs,C=FR"))
        #expect(try refusal("sha1", plain) == .weakSignature(subject: "CN=Émis en SHA-1,C=FR", digest: .sha1))
        #expect(try refusal("revoked", plain) == nil)
        guard case .revoked(let subject, let since, let isAuthority) = try refusal("revoked", listed) else {
            Issue.record("not revoked")
            return
        }
        #expect(subject == "CN=Révoqué,C=FR" && since != nil && !isAuthority)
        #expect(try refusal("mayor", PKI.trust("root.crl")) == .noRevocationList(subject: PKI.certificate("mayor").subject, issuer: sub))
        #expect(try refusal("mayor", PKI.trust("sub.crl")) == .noRevocationList(subject: sub, issuer: PKI.certificate("root").subject))
        #expect(
            try refusal("mayor", PKI.trust("root.crl", "sub-stale.crl"))
                == .staleRevocationList(subject: PKI.certificate("mayor").subject, issuer: sub, at: moment))
        // The path's own fault is said before what is unknown of its revocation.
        #expect(try refusal("expired", PKI.trust("root.crl")) == .expired(subject: expired.subject, notAfter: expired.notAfter, at: moment))
        #expect(try refusal("mayor", TrustAnchors.none())?.subIndication == .noCertificateChainFound)
        #expect(try refusal("expired", plain, at: expired.notBefore) == nil)
        #expect(try refusal("expired", plain, at: expired.notBefore.adding(seconds: -1)) != nil)
        #expect(try refusal("expired", plain, at: expired.notAfter.adding(seconds: 1)) != nil)
    }

    @Test(arguments: [
        (PathRefusal.noChain(lastReached: ""), SubIndication.noCertificateChainFound),
        (.expired(subject: "", notAfter: PKI.moment, at: PKI.moment), .outOfBoundsNoProof),
        (.notYetValid(subject: "", notBefore: PKI.moment, at: PKI.moment), .outOfBoundsNoProof),
        (.revoked(subject: "", since: nil, isAuthority: false), .revokedNoProof),
        (.revoked(subject: "", since: nil, isAuthority: true), .revokedAuthorityNoProof),
        (.noRevocationList(subject: "", issuer: ""), .tryLater),
        (.staleRevocationList(subject: "", issuer: "", at: PKI.moment), .tryLater),
        (.badSignature(subject: ""), .certificateChainGeneralFailure),
        (.weakSignature(subject: "", digest: .sha1), .cryptoConstraintsFailure),
        (.rule(subject: "", rule: ""), .chainConstraintsFailure),
    ])
    func subIndications(refusal: PathRefusal, expected: SubIndication) {
        #expect(refusal.subIndication == expected)
        #expect(expected.indication == .indeterminate)
    }

    /// A path must not run through a certificate that is no authority (RFC 5280 §6.1.4 (k)).
    @Test func anchorsAreOnlyWhatWasGiven() throws {
        let trust = try TrustAnchors(files: [PKI.bytes("sub.pem"), PKI.bytes("mayor.pem")])
        #expect(trust.anchors.isEmpty && trust.intermediates.count == 2)
        #expect(throws: PathRefusal.self) { try trust.path(of: PKI.certificate("mayor"), at: PKI.moment) }
    }

    @Test func directory() throws {
        let trust = try TrustAnchors.load(directory: PKI.directory)
        #expect(Set(trust.anchors.map(\.subjectCommonName)) == ["Autorité racine d'essai", "Autre racine"])
        #expect(trust.revocationLists.count == 3)
        #expect(throws: TrustDirectoryRefusal.unreadable(path: "/nowhere/at/all", errno: 2)) {
            try TrustAnchors.load(directory: "/nowhere/at/all")
        }
    }

    @Test func derAndPEMAreTheSame() throws {
        let der = try TrustAnchors(files: [PKI.certificate("root").der, PKI.certificate("sub").der, [], Array("README".utf8)])
        let pem = try PKI.trust()
        #expect(der.anchors == pem.anchors && der.intermediates == pem.intermediates)
    }
}

@Suite struct SigningCertificateCheckTests {
    @Test func whoMaySign() throws {
        for name in ["mayor", "mayor3072", "mayor-p256", "mayor-p384"] {
            let (key, certificate, _) = try PKI.signer(name)
            try SigningCertificateCheck.check(certificate, key: key, at: PKI.moment)
        }
    }

    @Test func whoMayNot() throws {
        let expired = try PKI.certificate("expired")
        let future = try PKI.certificate("future")
        let cases: [(Certificate, SigningCertificateRefusal)] = [
            (expired, .expired(notAfter: expired.notAfter, at: PKI.moment)),
            (future, .notYetValid(notBefore: future.notBefore, at: PKI.moment)),
            (try PKI.certificate("login"), .lacksNonRepudiation(found: .digitalSignature)),
            (try PKI.certificate("bare"), .lacksNonRepudiation(found: nil)),
            (try PKI.certificate("root"), .lacksNonRepudiation(found: [.keyCertSign, .cRLSign])),
            (try PKI.certificate("weak"), .unsuitableKey(.rsa(bits: 1024))),
        ]
        for (certificate, refusal) in cases {
            #expect(throws: refusal) { try SigningCertificateCheck.check(certificate, at: PKI.moment) }
        }
        let key = try PKI.signer("mayor-p256").key
        #expect(throws: SigningCertificateRefusal.anotherKey) {
            try SigningCertificateCheck.check(PKI.certificate("mayor"), key: key, at: PKI.moment)
        }
    }
}

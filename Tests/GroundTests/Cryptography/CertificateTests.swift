import Cryptography
import TestSupport
import Testing
import Values

@Suite struct CertificateTests {
    @Test func fields() throws {
        let mayor = try PKI.certificate("mayor")
        let sub = try PKI.certificate("sub")
        let root = try PKI.certificate("root")
        #expect(mayor.subject == "CN=Zoé Élue,O=Commune d'Essai,C=FR")
        #expect(mayor.subjectCommonName == "Zoé Élue")
        #expect(mayor.issuer == "CN=Autorité déléguée d'essai,OU=0002 123456782,O=Essais,C=FR")
        #expect(mayor.issuerDER == sub.subjectDER)
        #expect(mayor.notBefore == Instant(rfc3339: "2024-01-01T00:00:00Z"))
        #expect(mayor.notAfter == Instant(rfc3339: "2034-01-01T00:00:00Z"))
        #expect(root.notAfter == Instant(rfc3339: "2050-01-01T00:00:00Z"))
        #expect(mayor.serial == [0x20, 0x00])
        #expect(mayor.keyUsage == .nonRepudiation)
        #expect(sub.keyUsage == [.keyCertSign, .cRLSign])
        #expect(try PKI.certificate("bare").keyUsage == nil)
        #expect(mayor.extendedKeyUsage == ["1.3.6.1.5.5.7.3.4", "1.3.6.1.4.1.311.10.3.12"])
        #expect([root, sub, mayor].map(\.isCA) == [true, true, false])
        #expect([root, sub, mayor].map(\.isSelfSigned) == [true, false, false])
        #expect(mayor.subjectKeyIdentifier?.count == 20)
        #expect(mayor.publicKeyAlgorithm == .rsa(bits: 2048))
        #expect(try PKI.certificate("mayor-p256").publicKeyAlgorithm == .p256)
        #expect(try PKI.certificate("mayor-p384").publicKeyAlgorithm == .p384)
        #expect(try PKI.certificate("sha1").signatureDigest == .sha1)
        #expect(mayor.signatureDigest == .sha256)
        #expect(mayor.fingerprint == SHA256.digest(mayor.der))
        #expect(mayor.isValid(at: PKI.moment))
        #expect(!mayor.isValid(at: Instant(milliseconds: 0)))
    }

    @Test func isOneCertificateOrNone() throws {
        let der = try PKI.certificate("mayor").der
        #expect(try Certificate(der: der).der == der)
        #expect(throws: CryptographyError.malformedCertificate) { try Certificate(der: der + [0]) }
        #expect(throws: CryptographyError.malformedCertificate) { try Certificate(der: []) }
        for cut in stride(from: 0, to: der.count, by: 7) {
            #expect(throws: CryptographyError.malformedCertificate) { try Certificate(der: Array(der.prefix(cut))) }
        }
        #expect(throws: CryptographyError.malformedCertificate) { try Certificate(pem: "-----BEGIN CERTIFICATE-----\n") }
        let text = try PKI.certificate("mayor").pem
        #expect(try Certificate(pem: "Some words before\r\n" + text.replacing("\n", with: "\r\n")).der == der)
    }

    @Test func mutatedCertificatesNeverTrap() throws {
        var random = Seeded(4)
        let der = try PKI.certificate("mayor").der
        for _ in 0..<5000 {
            var bytes = der
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = random.bytes(1)[0]
            }
            guard let certificate = try? Certificate(der: bytes) else { continue }
            _ = (certificate.subject, certificate.serial, certificate.keyUsage, certificate.extendedKeyUsage, certificate.isSelfSigned)
            _ = (certificate.subjectKeyIdentifier, certificate.isCA, certificate.subjectCommonName, certificate.signatureDigest)
            _ = certificate.isValid(signature: [1, 2, 3], of: [], digest: .sha256)
        }
    }
}

@Suite struct PrivateKeyTests {
    @Test(arguments: ["mayor", "mayor3072", "mayor-p256", "mayor-p384"], [DigestAlgorithm.sha256, .sha384, .sha512])
    func signsWhatItsCertificateVerifies(name: String, digest: DigestAlgorithm) throws {
        let (key, certificate, chain) = try PKI.signer(name)
        let message = Array("délibération".utf8)
        let signature = try key.sign(message, digest: digest)
        #expect(certificate.isValid(signature: signature, of: message, digest: digest))
        #expect(!certificate.isValid(signature: signature, of: message + [0], digest: digest))
        #expect(!certificate.isValid(signature: signature, of: message, digest: digest == .sha256 ? .sha384 : .sha256))
        #expect(!certificate.isValid(signature: signature + [0], of: message, digest: digest))
        #expect(!certificate.isValid(signature: [], of: message, digest: digest))
        #expect(try !PKI.certificate("sub").isValid(signature: signature, of: message, digest: digest))
        for place in stride(from: 0, to: signature.count, by: 11) {
            var wrong = signature
            wrong[place] ^= 4
            #expect(!certificate.isValid(signature: wrong, of: message, digest: digest))
        }
        #expect(key.belongs(to: certificate))
        #expect(try !key.belongs(to: PKI.certificate("sub")))
        #expect(Set(chain) == Set([try PKI.certificate("sub"), try PKI.certificate("root")]))
    }

    @Test func weakSignaturesAreNotMade() throws {
        let key = try PKI.signer("mayor").key
        #expect(throws: CryptographyError.weakDigest(.sha1)) { try key.sign([1], digest: .sha1) }
        #expect(throws: CryptographyError.unsuitableKey(.rsa(bits: 1024))) { try PrivateKey.generateRSA(bits: 1024) }
    }

    @Test func generatedKeysSign() throws {
        #expect(try PrivateKey.generateP256().algorithm == .p256)
        #expect(try PrivateKey.generateP384().algorithm == .p384)
        let key = try PrivateKey.generateRSA(bits: 2048)
        #expect(key.algorithm == .rsa(bits: 2048))
        #expect(try key.sign([1], digest: .sha256).count == 256)
    }
}

@Suite struct PKCS12Tests {
    @Test(arguments: [
        ("mayor", "0000", PKCS12Refusal.wrongPIN), ("mayor", "", .wrongPIN), ("mayor", "1234\0", .wrongPIN), ("mayor", "12345", .wrongPIN),
        ("no-key", "1234", .noKey), ("no-mac", "1234", .malformed), ("weak", "1234", .unsuitableKey(.rsa(bits: 1024))),
        ("old-rc2", "1234", .unsupportedEncryption), ("old-rc2", "0000", .wrongPIN),
    ])
    func refusals(name: String, pin: String, refusal: PKCS12Refusal) throws {
        let bytes = try PKI.bytes(name + ".p12")
        #expect(throws: refusal) { try PKCS12.open(bytes, pin: pin) }
    }

    @Test func oldFilesOpen() throws {
        #expect(try PKI.signer("old-3des").certificate == PKI.certificate("mayor"))
    }

    @Test func brokenFilesAreRefused() throws {
        let bytes = try PKI.bytes("mayor.p12")
        for cut in stride(from: 0, to: bytes.count, by: 97) {
            #expect(throws: PKCS12Refusal.malformed) { try PKCS12.open(Array(bytes.prefix(cut)), pin: PKI.pin) }
        }
        #expect(throws: PKCS12Refusal.tooLarge(found: (1 << 20) + 1, allowed: 1 << 20)) {
            try PKCS12.open([UInt8](repeating: 0x30, count: (1 << 20) + 1), pin: PKI.pin)
        }
        var random = Seeded(12)
        for _ in 0..<300 {
            var wrong = bytes
            wrong[Int.random(in: 0..<wrong.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            if let opened = try? PKCS12.open(wrong, pin: PKI.pin) { #expect(opened.certificate == (try PKI.certificate("mayor"))) }
        }
    }
}

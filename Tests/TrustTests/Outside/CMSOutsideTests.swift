import CMS
import Cryptography
import Foundation
import TestSupport
import Testing
import Values

/// What we sign is accepted by programs we did not write, and refused by them when altered.
@Suite struct CMSOutsideTests {
    private static let openssl = "/usr/bin/openssl"
    private static let certtool = "/usr/bin/certtool"
    private static let signers = ["mayor", "mayor3072", "mayor-p256", "mayor-p384"]

    private static func present(_ tool: String) -> [String] { FileManager.default.isExecutableFile(atPath: tool) ? signers : [] }

    @Test(arguments: present(openssl))
    func opensslAccepts(name: String) throws {
        let files = try Files(name)
        let verify = { (content: String) in
            try status(
                Self.openssl, "cms", "-verify", "-binary", "-cades", "-inform", "DER", "-in", files.signature, "-content", content,
                "-CAfile",
                files.trust, "-purpose", "any", "-out", "/dev/null")
        }
        #expect(try verify(files.content) == 0)
        #expect(try verify(files.altered) != 0)
    }

    @Test(arguments: present(certtool))
    func certtoolAccepts(name: String) throws {
        let files = try Files(name)
        let verify = { (content: String) in
            try status(
                Self.certtool, "--p7-verify", "--inder", "--infile", files.signature, "--load-data", content, "--load-ca-certificate",
                files.trust)
        }
        #expect(try verify(files.content) == 0)
        #expect(try verify(files.altered) != 0)
    }

    /// A document, its signature with a signing time (CAdES level B), and the root.
    private struct Files {
        let scratch = Scratch()
        var content: String { scratch.path + "/content.txt" }
        var altered: String { scratch.path + "/altered.txt" }
        var signature: String { scratch.path + "/content.txt.p7s" }
        var trust: String { scratch.path + "/trust.pem" }

        init(_ name: String) throws {
            let document = Array("Délibération du conseil municipal\n".utf8)
            let (key, certificate, chain) = try PKI.signer(name)
            let attributes = CMSBuilder.attributes(
                messageDigest: SHA256.digest(document), certificate: certificate, signingTime: PKI.moment)
            let signed = try CMSBuilder.signedData(
                attributes: attributes, signature: key.sign(attributes.der, digest: .sha256), certificate: certificate, chain: chain)
            try Data(document).write(to: URL(filePath: content))
            try Data(document + [0x21]).write(to: URL(filePath: altered))
            try Data(signed).write(to: URL(filePath: signature))
            try Data(PKI.bytes("root.pem") + PKI.bytes("sub.pem")).write(to: URL(filePath: trust))
        }
    }
}

private func status(_ tool: String, _ arguments: String...) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: tool)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
}

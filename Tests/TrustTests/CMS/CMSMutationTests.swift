import CMS
import Certificates
import Cryptography
import TestSupport
import Testing
import Values

/// Damaged messages: 22,000 of them, from honest ones. None traps, and none passes unless all that was signed is as it was.
@Suite struct CMSMutationTests {
    /// Most of them from the message without certificates, where all the damage falls on what we read ourselves.
    @Test(arguments: [
        ("cms-without-certificate.p7s", 14_000, UInt64(1)), ("cms-ecdsa.p7s", 2000, 2), ("cms-indefinite.p7m", 3000, 3),
        ("cms-two-signers.p7s", 3000, 4),
    ])
    func neverTrapsNeverPasses(name: String, mutations: Int, seed: UInt64) throws {
        let others = [try PKI.certificate("mayor"), try PKI.certificate("sub")]
        let honest = try PKI.bytes(name)
        let original = try SignedData(honest)
        let verifier = CMSVerifier(trust: try PKI.trust(), at: PKI.moment)
        let content: SignedContent = original.content == nil ? .detached([try PKI.bytes("content.txt")[...]]) : .attached
        #expect(verifier.verdicts(of: original, content: content, others: others).allSatisfy { $0.indication == .totalPassed })
        var random = Seeded(seed)
        var parsed = 0
        for number in 0..<mutations {
            let mutant = mutate(honest, &random)
            guard let message = try? SignedData(mutant, padding: number % 2 == 0 ? .none : .zeros) else { continue }
            parsed += 1
            for signer in message.signers {
                let facts = SignerFacts(signer, in: message, content: content, others: others)
                guard facts.signatureValue == .holds, facts.messageDigest == .equal, facts.swornCertificate == .same else { continue }
                let isOriginal = original.signers.contains {
                    $0.signature == signer.signature && $0.signedAttributes?.der == signer.signedAttributes?.der
                }
                #expect(isOriginal && message.content == original.content, "seed \(seed), mutation \(number)")
                let certificate = try #require(facts.certificate)
                #expect((original.certificates + others).contains(certificate), "seed \(seed), mutation \(number)")
            }
        }
        // Damage that the reader always refuses would prove nothing of the checks behind it.
        #expect(parsed > mutations / 10)
    }

    /// Every single bit of what is signed, of the value, and of the signer's certificate.
    @Test(arguments: ["cms-ecdsa.p7s"])
    func everySignedBitCounts(name: String) throws {
        let honest = try PKI.bytes(name)
        let signer = try #require(try SignedData(honest).signers.first)
        let signed = try #require(signer.signedAttributes?.der.dropFirst())
        let certificate = try PKI.certificate("mayor-p384").der
        let content = SignedContent.detached([try PKI.bytes("content.txt")[...]])
        let verifier = CMSVerifier(trust: try PKI.trust(), at: PKI.moment)
        for part in [Array(signed), signer.signature, certificate] {
            let start = try #require(place(of: part, in: honest))
            for bit in stride(from: 0, to: part.count * 8, by: 5) {
                var mutant = honest
                mutant[start + bit / 8] ^= 1 << UInt8(bit % 8)
                guard let message = try? SignedData(mutant) else { continue }
                let verdicts = verifier.verdicts(of: message, content: content)
                #expect(!verdicts.contains { $0.indication == .totalPassed }, "bit \(bit)")
            }
        }
    }

    private func mutate(_ honest: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var bytes = honest
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<8, using: &random) {
            case 0...3: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 4: bytes[place] = [0, 0x80, 0xff, 0x30, 0x7f, 0x84][Int.random(in: 0..<6, using: &random)]
            case 5: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...8, using: &random)))
            case 6: bytes.insert(contentsOf: random.bytes(Int.random(in: 1...8, using: &random)), at: place)
            default:
                let end = min(bytes.count, place + Int.random(in: 1...64, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
            }
            if bytes.isEmpty { return [0] }
        }
        return bytes
    }

    private func place(of part: [UInt8], in bytes: [UInt8]) -> Int? {
        (0...(bytes.count - part.count)).first { bytes[$0..<($0 + part.count)].elementsEqual(part) }
    }
}

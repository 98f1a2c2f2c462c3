import PDFDocument
import TestSupport
import Testing
import Values

/// Whatever bytes come, the reader answers: it never traps, never loops.
@Suite struct PDFMutationTests {
    static let seeds: [UInt64] = [1, 2, 3, 4]
    static let casesForEachSeed = 5000
    static let corpus: [[UInt8]] = PDFShape.allCases.filter { $0 != .threeHundredPages && $0 != .padding }.map(\.bytes) + [signed]

    static var signed: [UInt8] {
        let options = PDFSignatureOptions(
            claimedTime: PKI.moment, zone: .paris, contentsBytes: 32, identifier: [UInt8](repeating: 9, count: 16))
        let bytes = PDFShape.table.bytes
        return bytes + ((try? PDFDocument(bytes).signatureUpdate(options).bytes) ?? [])
    }

    @Test(arguments: seeds) func mutated(seed: UInt64) {
        var random = Seeded(seed)
        var opened = 0
        for _ in 0..<Self.casesForEachSeed {
            let original = Self.corpus[Int.random(in: 0..<Self.corpus.count, using: &random)]
            if Self.opens(Self.mutation(of: original, &random)) { opened += 1 }
        }
        // Otherwise only the front door would have been tried.
        #expect(opened > Self.casesForEachSeed / 10)
    }

    private static func opens(_ bytes: [UInt8]) -> Bool {
        var limits = PDFLimits()
        limits.contentBytes = 1 << 20
        guard let document = try? PDFDocument(bytes, limits: limits) else { return false }
        _ = try? document.inspect()
        _ = try? document.signatureUpdate(
            PDFSignatureOptions(claimedTime: PKI.moment, zone: .paris, contentsBytes: 8, identifier: [UInt8](repeating: 9, count: 16)))
        for signature in (try? document.signatures()) ?? [] {
            if case .covered(let revision) = signature.coverage { _ = try? RevisionComparison(from: revision.document, to: document) }
        }
        return true
    }

    private static let words = [
        "0", "-1", "9223372036854775807", "99999999999", "null", "1 0 R", "2 0 R", "3 0 R", "<<", ">>", "[", "]", "(", "<", "stream",
        "endobj",
        "/Prev 9", "/XRefStm 9", "/Kids [2 0 R]", "/Length 5 0 R", "/W [8 8 8]", "/Index [0 9999999]", "/N 99999", "/First -1", "%%EOF",
        "xref",
    ]

    private static func mutation(of bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 1: bytes[place] = UInt8.random(in: 0x30...0x39, using: &random)
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
            case 4:
                bytes.replaceSubrange(place..<min(bytes.count, place + 6), with: Array((words.randomElement(using: &random) ?? "").utf8))
            default: bytes.removeLast(min(bytes.count, Int.random(in: 0..<200, using: &random)))
            }
        }
        return bytes
    }
}

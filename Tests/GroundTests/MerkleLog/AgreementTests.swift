import Cryptography
import Glibc
import MerkleLog
import Testing
import Values

/// Ten thousand random and mutated proofs, judged here and by `Tests/Outside/verify_proof.py`, which shares no line with the product.
/// Its verdicts are kept in `Tests/Vectors/journal/agreement.txt` for machines without Python; where `python3` is found it judges again.
/// After a change of the cases: `TAB_RECORD=1 swift test --filter AgreementTests`.
@Suite struct AgreementTests {
    private static let seed: UInt64 = 20_260_301
    private static let count = 10_000

    @Test func aSecondImplementationAgrees() throws {
        var generator = try ProofCases(seed: Self.seed)
        let cases = try generator.make(Self.count)
        let ours = String(decoding: cases.map { $0.isProved ? 0x31 : 0x30 as UInt8 }, as: UTF8.self)
        let text = cases.map(\.line).joined()
        let digest = SHA256.digest(Array(text.utf8))
        let proved = ours.utf8.count { $0 == 0x31 }
        #expect(1_000...4_000 ~= proved, "the cases must hold good and bad proofs")
        let python = try secondOpinion(on: text)
        if let python, getenv("TAB_RECORD") != nil {
            try write("seed: \(Self.seed)\ncases: \(digest)\n\n\(python)\n", to: Self.recorded)
        }
        let recorded = try read(Self.recorded)
        #expect(recorded.hasPrefix("seed: \(Self.seed)\ncases: \(digest)\n\n"), "the cases changed: record them again")
        for (source, theirs) in [("recorded", Substring(recorded).split(separator: "\n").last.map(String.init)), ("python3", python)] {
            guard let theirs else { continue }
            #expect(theirs.utf8.count == Self.count)
            for (number, (mine, other)) in zip(ours.utf8, theirs.utf8).enumerated() where mine != other {
                Issue.record("seed \(Self.seed), case \(number), \(cases[number].mutation): here \(mine - 0x30), \(source) \(other - 0x30)")
            }
        }
    }

    private static let tests = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    private static let recorded = tests + "/Vectors/journal/agreement.txt"

    /// Nil when this machine has no `python3`.
    private func secondOpinion(on text: String) throws -> String? {
        var path = Array("/tmp/tabellion-agreement-XXXXXX\0".utf8).map { CChar(bitPattern: $0) }
        let descriptor = mkstemp(&path)
        try #require(descriptor >= 0)
        close(descriptor)
        let file = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(file) }
        try write(text, to: file)
        let checker = "\(Self.tests)/Outside/verify_proof.py"
        let pipe = try #require(popen("command -v python3 > /dev/null || exit 127; exec python3 -B '\(checker)' --batch '\(file)'", "r"))
        let answer = readAll(pipe)
        let status = pclose(pipe)
        if status == 127 << 8 { return nil }
        #expect(status == 0)
        return answer.split(separator: "\n").first.map(String.init)
    }

    private func read(_ path: String) throws -> String {
        let file = try #require(fopen(path, "r"), "\(path) is missing")
        defer { fclose(file) }
        return readAll(file)
    }

    private func readAll(_ file: UnsafeMutablePointer<FILE>) -> String {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { all += buffer[..<count] }
        return String(decoding: all, as: UTF8.self)
    }

    private func write(_ text: String, to path: String) throws {
        let file = try #require(fopen(path, "w"))
        defer { fclose(file) }
        let bytes = Array(text.utf8)
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    }
}

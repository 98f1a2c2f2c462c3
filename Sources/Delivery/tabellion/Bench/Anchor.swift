import Subprocess
import SystemPackage

/// Foreign programs measured in the same run. One that is not installed gives no figure.
enum Anchor {
    private static let program = "Tests/Outside/bench_pyhanko.py"
    private static let pythons = [".build-tools/bin/python", "/usr/bin/python3"]

    /// Signatures a second of pyHanko with its key loaded once.
    static func pyHanko(key: String, pin: String, paper: String) async throws -> Figure.Reference? {
        for python in pythons {
            let outcome = try? await run(
                .path(FilePath(python)), arguments: [program, key, pin, paper], output: .string(limit: 4096), error: .discarded)
            guard let text = outcome?.standardOutput, let value = Double(text.filter { !$0.isWhitespace }) else { continue }
            return Figure.Reference(name: "pyHanko", value: value)
        }
        return nil
    }
}

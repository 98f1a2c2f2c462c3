import ArgumentParser
import Foundation
import Glibc

/// How every command speaks.
/// 1. Results go to standard output, everything else to standard error.
/// 2. An error is `tabellion: sentence`, then one line that says what to do.
/// 3. `--json` gives one object a line, in input order, one per input even when it fails.
/// 4. Exit codes: 0 done, 1 refused or failed, 2 indeterminate, 64 wrong usage, 70 internal fault.
/// 5. Output files appear by rename; a bad input in a list never stops the others.
enum Output {
    static func line(_ text: String) { write(text + "\n", to: 1) }

    static func json(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        line(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// One answer, for a program or for a person.
    static func result<T: Encodable>(_ value: T, json isJSON: Bool, _ text: (T) -> String) throws {
        if isJSON { try json(value) } else { line(text(value)) }
    }

    static func bytes(_ bytes: ArraySlice<UInt8>) throws {
        var rest = bytes
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
            guard written > 0 else {
                throw CommandFailure("sortie interrompue", remedy: "vérifiez la place et les droits du fichier de destination")
            }
            rest = rest.dropFirst(written)
        }
    }

    static func complain(_ failure: CommandFailure) {
        write("tabellion: \(failure.sentence)\n\(failure.remedy)\n", to: 2)
    }

    static func note(_ text: String) { write(text + "\n", to: 2) }

    private static func write(_ text: String, to descriptor: CInt) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}

/// Why a command ended badly, for a person: what happened and what to do.
struct CommandFailure: Error, CustomStringConvertible {
    let sentence: String
    let remedy: String
    /// Short and stable, before the sentence in a JSON `error`.
    let code: String
    let exit: ExitCode

    init(_ sentence: String, remedy: String, code: String = "failed", exit: ExitCode = .failure) {
        self.sentence = sentence
        self.remedy = remedy
        self.code = code
        self.exit = exit
    }

    /// The JSON `error` of edges.md: `code: sentence`.
    var description: String { "\(code): \(sentence)" }
}

extension ExitCode {
    static let indeterminate = ExitCode(2)
    static let usage = ExitCode(64)
    static let fault = ExitCode(70)
}

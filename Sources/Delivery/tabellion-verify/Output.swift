import Glibc

/// Results on standard output; errors on standard error, as a sentence and one remedy line.
enum Output {
    static func line(_ text: String) { write(text + "\n", to: 1) }

    static func complain(_ failure: Failure) { write("tabellion-verify: \(failure.sentence)\n\(failure.remedy)\n", to: 2) }

    private static func write(_ text: String, to descriptor: CInt) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}

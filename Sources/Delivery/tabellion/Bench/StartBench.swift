import Application
import Foundation
import Glibc
import Subprocess
import SystemPackage
import Values

/// How long a server takes to answer that it is ready, from the start of its process, and what it holds when nobody asks anything.
enum StartBench {
    static let measures = [
        Measure(name: "ready", what: "démarrages par seconde, du lancement à « prêt »") { try await figure("ready") { 1 / $0.seconds } },
        Measure(name: "idle", what: "mémoire au repos, en Mo") { try await figure("idle") { $0.megabytes } },
    ]

    private struct Life {
        let seconds: Double
        let megabytes: Double
    }

    private static func figure(_ name: String, _ value: (Life) -> Double) async throws -> Figure {
        let folder = FileManager.default.temporaryDirectory.path + "/tabellion-start-\(getpid())"
        defer { for path in [folder, folder + ".marks", folder + ".conf"] { try? FileManager.default.removeItem(atPath: path) } }
        try await make(folder)
        let port = 20_000 + Int(getpid()) % 20_000
        try Files.write(Array("port = \(port)\n".utf8), to: folder + ".conf")
        let life = try await live(folder, port)
        return Figure(name: name, value: value(life), unit: name == "ready" ? "1/s" : "Mo", anchor: nil, limit: nil)
    }

    /// The lock of the folder ends with the instance.
    private static func make(_ folder: String) async throws {
        let instance = try await Instance.create(at: folder)
        try await instance.close()
    }

    private static func live(_ folder: String, _ port: Int) async throws -> Life {
        let start = ContinuousClock.now
        let outcome = try await run(
            .path(FilePath("/proc/self/exe")), arguments: ["serve", "--data", folder, "--config", folder + ".conf"],
            input: .none, output: .discarded, error: .discarded
        ) { execution -> Life in
            while !isReady(port) {
                guard ContinuousClock.now - start < .seconds(30) else {
                    throw CommandFailure("le serveur ne répond pas", remedy: "lancez « tabellion serve » à la main pour voir pourquoi")
                }
                try await Task.sleep(for: .milliseconds(2))
            }
            let seconds = (ContinuousClock.now - start) / .seconds(1)
            try await Task.sleep(for: .seconds(2))
            let status = (try? String(contentsOfFile: "/proc/\(execution.processIdentifier.value)/status", encoding: .utf8)) ?? ""
            let resident = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }?.filter(\.isNumber) ?? ""
            try execution.send(signal: .terminate)
            return Life(seconds: seconds, megabytes: (Double(resident) ?? 0) / 1024)
        }
        return outcome.closureResult
    }

    private static func isReady(_ port: Int) -> Bool {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(truncatingIfNeeded: port).bigEndian)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else { return false }
        let request = Array("GET /sante/pret HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\r\n".utf8)
        guard send(socket, request, request.count, 0) == request.count else { return false }
        var answer = [UInt8](repeating: 0, count: 64)
        let count = recv(socket, &answer, answer.count, 0)
        return String(decoding: answer.prefix(max(0, count)), as: UTF8.self).contains(" 200 ")
    }
}

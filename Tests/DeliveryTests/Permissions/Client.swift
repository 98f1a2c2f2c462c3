import NIOCore
import NIOPosix

/// A browser without a mind: one request a connection, the answer as its bytes.
struct Client: Sendable {
    static let host = "essai.example"
    let port: Int

    struct Answer: Equatable, Sendable {
        let status: Int
        /// In order of name, without those that differ from one request to the next.
        let headers: [String]
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }

        /// Where two answers part: enough to understand.
        func difference(from other: Answer) -> String {
            if status != other.status || headers != other.headers { return "\(status) \(headers) ≠ \(other.status) \(other.headers)" }
            let common = zip(body, other.body).prefix { $0 == $1 }.count
            let near = [self, other].map { String(decoding: $0.body.dropFirst(max(0, common - 60)).prefix(120), as: UTF8.self) }
            return near.joined(separator: " ≠ ")
        }

        func value(_ name: String) -> String? {
            headers.first { $0.lowercased().hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
        }
    }

    struct Body: Sendable {
        let type: String
        let bytes: [UInt8]

        static func form(_ fields: KeyValuePairs<String, String>) -> Body {
            let text = fields.map { "\(encoded($0.key))=\(encoded($0.value))" }.joined(separator: "&")
            return Body(type: "application/x-www-form-urlencoded", bytes: Array(text.utf8))
        }

        static let emptyMultipart = Body(type: "multipart/form-data; boundary=trait", bytes: Array("--trait--\r\n".utf8))

        private static func encoded(_ text: String) -> String {
            text.utf8.map { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: String(UnicodeScalar(byte))
                default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            }.joined()
        }
    }

    func ask(
        _ method: String, _ target: String, cookie: String? = nil, body: Body? = nil, more: [String] = []
    ) async throws -> Answer {
        var head = ["\(method) \(target) HTTP/1.1", "Host: \(Client.host)", "Connection: close"] + more
        if let cookie { head.append("Cookie: \(cookie)") }
        if let body { head += ["Content-Type: \(body.type)", "Content-Length: \(body.bytes.count)"] }
        let sent = Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body?.bytes ?? [])
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connect(host: "127.0.0.1", port: port) {
            channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
        let received = try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: sent))
            var all: [UInt8] = []
            for try await part in inbound { all += part.readableBytesView }
            return all
        }
        return Client.read(received)
    }

    /// The cookie of a new session.
    func signIn(_ door: Commune.Door) async throws -> String {
        let answer = try await ask("POST", "/connexion", body: door.form)
        return String((answer.value("set-cookie") ?? "").prefix { $0 != ";" })
    }

    private static func read(_ bytes: [UInt8]) -> Answer {
        let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) ?? bytes.endIndex..<bytes.endIndex
        let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).split(separator: "\r\n").map(String.init)
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let headers = lines.dropFirst().filter { !$0.lowercased().hasPrefix("date:") }.sorted()
        return Answer(status: status, headers: headers, body: Array(bytes[end.upperBound...]))
    }
}

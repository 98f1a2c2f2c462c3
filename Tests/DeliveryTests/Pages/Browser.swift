import NIOCore
import NIOPosix
import Synchronization
import Values

/// A browser without script: it keeps its cookie and posts forms.
final class Browser: Sendable {
    struct Answer: Sendable {
        let status: Int
        let head: String
        let body: [UInt8]

        var text: String { String(decoding: body, as: UTF8.self) }
        var location: String? { field("location") }

        func field(_ name: String) -> String? {
            for line in head.split(separator: "\r\n") where line.lowercased().hasPrefix(name + ": ") {
                return String(line.dropFirst(name.count + 2))
            }
            return nil
        }
    }

    private let port: Int
    private let cookie = Mutex<String?>(nil)

    init(port: Int) { self.port = port }

    func get(_ path: String, _ fields: [(String, String)] = []) async throws -> Answer { try await send("GET", path, fields, []) }

    /// GET, following redirections.
    func visit(_ path: String) async throws -> Answer {
        var answer = try await get(path)
        for _ in 0..<5 {
            guard answer.status == 303, let place = answer.location else { break }
            answer = try await get(place)
        }
        return answer
    }

    func post(_ path: String, _ fields: [(String, String)]) async throws -> Answer {
        let body = fields.map { encoded($0) + "=" + encoded($1) }.joined(separator: "&")
        return try await send("POST", path, [("Content-Type", "application/x-www-form-urlencoded")], Array(body.utf8))
    }

    func upload(_ path: String, _ fields: [(String, String)], files: [(field: String, name: String, bytes: [UInt8])]) async throws -> Answer
    {
        var body: [UInt8] = []
        for (name, value) in fields {
            body += Array("--limite\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        for file in files {
            // As browsers write it (WHATWG HTML §4.10.21.8).
            let name = file.name.replacing("\"", with: "%22")
            let disposition = "Content-Disposition: form-data; name=\"\(file.field)\"; filename=\"\(name)\""
            body += Array("--limite\r\n\(disposition)\r\nContent-Type: application/pdf\r\n\r\n".utf8) + file.bytes + Array("\r\n".utf8)
        }
        body += Array("--limite--\r\n".utf8)
        return try await send("POST", path, [("Content-Type", "multipart/form-data; boundary=limite")], body)
    }

    private func send(_ method: String, _ path: String, _ fields: [(String, String)], _ body: [UInt8]) async throws -> Answer {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: ville.example\r\nConnection: close\r\n"
        if method == "POST" { head += "Content-Length: \(body.count)\r\nSec-Fetch-Site: same-origin\r\n" }
        if let cookie = cookie.withLock({ $0 }) { head += "Cookie: \(cookie)\r\n" }
        head += fields.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
        let bytes = try await exchange(Array(head.utf8) + body)
        let answer = try Browser.parse(bytes)
        if let set = answer.field("set-cookie") { cookie.withLock { $0 = String(set.prefix { $0 != ";" }) } }
        return answer
    }

    private func exchange(_ request: [UInt8]) async throws -> [UInt8] {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup).connect(host: "127.0.0.1", port: port) {
            channel in
            channel.eventLoop.makeCompletedFuture {
                try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
            }
        }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: request))
            var answer: [UInt8] = []
            for try await part in inbound { answer += part.readableBytesView }
            return answer
        }
    }

    private static func parse(_ bytes: [UInt8]) throws -> Answer {
        guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { throw TestFailure("no answer") }
        let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
        guard let status = head.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else { throw TestFailure(head) }
        return Answer(status: status, head: head, body: Array(bytes[end.upperBound...]))
    }

    private func encoded(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.encode([byte])
        }.joined()
    }
}

/// One page of text, written by hand.
enum SmallPDF {
    static func make(_ words: String) -> [UInt8] {
        let content = "BT /F 12 Tf 72 720 Td (\(words)) Tj ET"
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
            "<</Length \(content.utf8.count)>>\nstream\n\(content)\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
        var text = "%PDF-1.7\n"
        var places: [Int] = []
        for (rank, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(rank + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        let lines = places.map { place in
            let digits = String(place)
            return String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n" + lines.joined()
        return Array((text + "trailer\n<</Size \(objects.count + 1)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n").utf8)
    }
}

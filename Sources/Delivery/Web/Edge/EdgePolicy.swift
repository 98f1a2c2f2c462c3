/// What a request must be. A pure function of its head; the limits are fixed here and nowhere else.
package struct EdgePolicy: Sendable {
    /// Lower case, with the port when it is not the scheme's own: `papiers.example`, `127.0.0.1:8080`.
    package let hosts: Set<String>

    package static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
    package static let fieldCountMax = 64
    package static let fieldsLengthMax = 16_384
    package static let targetLengthMax = 4096

    /// `names` are the configured ones; the loopback ones are always known, for supervisors and commands of the same machine.
    package init(names: [String], port: Int) {
        hosts = Set(names.map { $0.lowercased() } + ["127.0.0.1:\(port)", "localhost:\(port)", "[::1]:\(port)"])
    }

    /// The first thing that is wrong with this request, or nil.
    package func refusal(of head: RequestHead) -> EdgeRefusal? {
        guard head.major == 1, head.minor == 1 else { return .version(major: head.major, minor: head.minor) }
        return methodRefusal(head) ?? fieldsRefusal(head) ?? hostRefusal(head) ?? framingRefusal(head) ?? Target.refusal(of: head.target)
    }

    private func methodRefusal(_ head: RequestHead) -> EdgeRefusal? {
        EdgePolicy.methods.contains(head.method) ? nil : .methodUnknown(String(head.method.prefix(32)))
    }

    private func fieldsRefusal(_ head: RequestHead) -> EdgeRefusal? {
        guard head.fields.count <= EdgePolicy.fieldCountMax else {
            return .fieldCount(found: head.fields.count, allowed: EdgePolicy.fieldCountMax)
        }
        let length = head.fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
        guard length <= EdgePolicy.fieldsLengthMax else { return .fieldsTooLong(found: length, allowed: EdgePolicy.fieldsLengthMax) }
        for field in head.fields where !EdgePolicy.isToken(field.name) || field.value.utf8.contains(where: EdgePolicy.isControl) {
            return .fieldName(String(field.name.prefix(64)))
        }
        return nil
    }

    private func hostRefusal(_ head: RequestHead) -> EdgeRefusal? {
        let found = head.values("host")
        guard found.count == 1, let host = found.first else { return .hostCount(found.count) }
        return hosts.contains(host.lowercased()) ? nil : .hostUnknown(String(host.prefix(255)))
    }

    private func framingRefusal(_ head: RequestHead) -> EdgeRefusal? {
        let codings = head.values("transfer-encoding")
        let lengths = head.values("content-length")
        if let coding = codings.first {
            guard codings.count == 1, coding.lowercased() == "chunked" else { return .transferCoding(String(coding.prefix(64))) }
            return lengths.isEmpty ? nil : .twoFramings
        }
        guard let length = lengths.first else { return nil }
        guard lengths.count == 1, 1...15 ~= length.utf8.count, length.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
            return .contentLength(String(length.prefix(32)))
        }
        return nil
    }

    /// RFC 9110 §5.6.2.
    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x21, 0x23...0x27, 0x2a, 0x2b, 0x2d, 0x2e, 0x5e...0x60, 0x7c, 0x7e: true
                default: false
                }
            }
    }

    private static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7f }
}

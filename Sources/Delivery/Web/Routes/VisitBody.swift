import Hummingbird

/// A file that came with a form. Its name is what the sender's machine called it: data, never a path.
package struct UploadedFile: Sendable {
    package let field: String
    package let name: String
    package let type: String?
    package let bytes: [UInt8]
}

extension Visit {
    /// The body as it comes, bounded by the route's limit; throws when it ends before its declared length.
    private func read(_ take: (ByteBuffer) throws -> Void) async throws {
        if let declaredLength, declaredLength > bodyMax { throw Fault.tooLarge(allowed: bodyMax) }
        var received = 0
        var parts = body.makeAsyncIterator()
        while let part = try await next(&parts) {
            received += part.readableBytes
            guard received <= bodyMax else { throw Fault.tooLarge(allowed: bodyMax) }
            try take(part)
        }
        if let declaredLength, declaredLength != received { throw Fault.bodyIncomplete }
    }

    /// A connection that breaks or a framing that goes wrong in the middle: the body is not whole, whatever the library calls it.
    private func next(_ parts: inout RequestBody.AsyncIterator) async throws -> ByteBuffer? {
        do { return try await parts.next() } catch { throw Fault.bodyIncomplete }
    }

    package func bytes() async throws -> [UInt8] {
        var all: [UInt8] = []
        try await read { all += $0.readableBytesView }
        return all
    }

    /// The fields of a form without files.
    package func form() async throws -> Form {
        let type = mediaType
        if type.name == "multipart/form-data" { return try await formWithFiles().form }
        guard type.name == "application/x-www-form-urlencoded" else { throw Fault.form(.type(String(type.name.prefix(64)))) }
        let bytes = try await bytes()
        do { return try FormParser.parse(bytes) } catch { throw Fault.form(error) }
    }

    /// The fields and the files of a form; all held in memory within the route's limit. A file field left empty is not a file.
    package func formWithFiles() async throws -> (form: Form, files: [UploadedFile]) {
        var collected = CollectedParts()
        try await parts { try collected.take($0) }
        return (Form(fields: collected.fields), collected.files)
    }

    /// The parts of a multipart form as they come, in constant memory.
    package func parts(_ take: (MultipartEvent) throws -> Void) async throws {
        let type = mediaType
        guard type.name == "multipart/form-data", let boundary = type.boundary else {
            throw Fault.form(.type(String(type.name.prefix(64))))
        }
        do {
            var parser = try MultipartParser(boundary: boundary)
            try await read { part in
                for event in try parser.feed(part.readableBytesView) { try take(event) }
            }
            try parser.finish()
        } catch let refusal as MultipartRefusal {
            throw Fault.upload(refusal)
        }
    }

    private var mediaType: (name: String, boundary: String?) {
        let pieces = (head.headerFields[.contentType] ?? "").split(separator: ";").map { $0.drop { $0 == " " } }
        let boundary = pieces.dropFirst().first { $0.lowercased().hasPrefix("boundary=") }
        let value = boundary.map { $0.dropFirst("boundary=".count) }
        let bare = value.map { $0.hasPrefix("\"") && $0.hasSuffix("\"") && $0.count > 1 ? $0.dropFirst().dropLast() : $0 }
        return (pieces.first?.lowercased() ?? "", bare.map(String.init))
    }
}

/// The parts of one form put back together.
private struct CollectedParts {
    var fields: [(name: String, value: String)] = []
    var files: [UploadedFile] = []
    private var open: (name: String, filename: String?, type: String?)?
    private var bytes: [UInt8] = []

    mutating func take(_ event: MultipartEvent) throws {
        switch event {
        case .begin(let name, let filename, let type): (open, bytes) = ((name, filename, type), [])
        case .bytes(let more): bytes += more
        case .end:
            guard let open else { return }
            if let filename = open.filename {
                if !filename.isEmpty || !bytes.isEmpty {
                    files.append(UploadedFile(field: open.name, name: filename, type: open.type, bytes: bytes))
                }
            } else {
                guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else { throw MultipartRefusal.notUTF8 }
                fields.append((open.name, text))
            }
            (self.open, bytes) = (nil, [])
        }
    }
}

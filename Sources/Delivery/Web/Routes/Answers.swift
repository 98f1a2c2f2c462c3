package import Hummingbird

/// The answers that handlers give. Headers of security are added to all of them by the edge.
extension Response {
    package static func page(_ document: HTML, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(string: document.text)))
    }

    /// After an act: the receipt has its own address, so that going back or reloading posts nothing again.
    package static func seeOther(_ place: Link, cookie: String? = nil) -> Response {
        var headers: HTTPFields = [.location: place.text]
        if let cookie { headers[.setCookie] = cookie }
        return Response(status: .seeOther, headers: headers)
    }

    package static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(status: .ok, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    package static func image(_ bytes: [UInt8], type: String) -> Response {
        Response(status: .ok, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

/// What somebody put into the product goes out as a file to keep, in a box: it never runs as a page of ours (ASVS 3.2.1, 50.6).
package struct Download: Sendable {
    package let bytes: [UInt8]
    package let type: String
    package let name: String
    /// Strong: made from the content.
    package let tag: String

    package init(_ bytes: [UInt8], type: String, name: String, tag: String) {
        (self.bytes, self.type, self.name, self.tag) = (bytes, type, name, tag)
    }

    /// RFC 9110 §14: one range, or all. `If-Range` with another tag means all.
    package func response(to head: HTTPRequest) -> Response {
        var headers: HTTPFields = [
            .contentType: type, .contentDisposition: Download.disposition(name), .eTag: "\"\(tag)\"", .acceptRanges: "bytes",
        ]
        headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'; sandbox"
        let wanted = head.headerFields[.range]
        let isCurrent = head.headerFields[.ifRange].map { $0 == "\"\(tag)\"" } ?? true
        guard let wanted, isCurrent, let asked = ByteRange.parse(wanted, size: bytes.count) else {
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        }
        guard let range = asked.range else {
            headers[.contentRange] = "bytes */\(bytes.count)"
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
        headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(bytes.count)"
        return Response(status: .partialContent, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes[range])))
    }

    /// RFC 6266 with the RFC 8187 form for what is not plain ASCII.
    static func disposition(_ name: String) -> String {
        var plain = ""
        for scalar in name.unicodeScalars {
            switch scalar.value {
            case 0x20, 0x21, 0x23...0x24, 0x26...0x2b, 0x2d...0x2e, 0x30...0x39, 0x3d, 0x40...0x5b, 0x5d...0x7a, 0x7e:
                plain.unicodeScalars.append(scalar)
            default: plain += "_"
            }
        }
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(Link.encoded(name))"
    }
}

/// What a Range field asks of a content of that size.
struct ByteRange: Equatable {
    /// Nil when nothing of it exists.
    let range: Range<Int>?

    /// Nil for several ranges or another unit: these are ignored (RFC 9110 §14.2).
    static func parse(_ text: String, size: Int) -> ByteRange? {
        guard text.hasPrefix("bytes=") else { return nil }
        let bounds = text.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2, bounds.allSatisfy({ $0.utf8.count <= 15 && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }) else { return nil }
        switch (Int(bounds[0]), Int(bounds[1])) {
        case (nil, nil): return nil
        case (nil, let last?): return ByteRange(range: last == 0 || size == 0 ? nil : max(0, size - last)..<size)
        case (let first?, nil): return ByteRange(range: first < size ? first..<size : nil)
        case (let first?, let last?):
            guard first <= last else { return nil }
            return ByteRange(range: first < size ? first..<min(last + 1, size) : nil)
        }
    }
}

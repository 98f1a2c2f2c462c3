import Compression

/// Writes PDF files byte by byte, sound or not. Knows nothing of the reader that is tested with them.
struct PDFBuilder {
    private(set) var bytes: [UInt8]
    private(set) var offsets: [Int: Int] = [:]
    private(set) var startxref = 0
    let lineEnd: String

    init(header: String = "%PDF-1.7", lineEnd: String = "\n") {
        self.lineEnd = lineEnd
        bytes = Array((header + lineEnd).utf8) + [0x25, 0xe2, 0xe3, 0xcf, 0xd3] + Array(lineEnd.utf8)
    }

    /// Goes on after a file that exists, whose last cross-reference is at `startxref`.
    init(after file: [UInt8], startxref: Int) {
        (bytes, self.startxref, lineEnd) = (file, startxref, "\n")
        if bytes.last != 0x0a { bytes.append(0x0a) }
    }

    mutating func raw(_ text: String) { bytes += text.utf8 }

    mutating func object(_ number: Int, _ body: String, generation: Int = 0, ending: String = "endobj") {
        offsets[number] = bytes.count
        raw("\(number) \(generation) obj\(lineEnd)\(body)\(lineEnd)\(ending)\(lineEnd)")
    }

    mutating func stream(_ number: Int, _ entries: String, _ data: [UInt8]) {
        offsets[number] = bytes.count
        raw("\(number) 0 obj\(lineEnd)<< \(entries) /Length \(data.count) >>\(lineEnd)stream\(lineEnd == "\n" ? "\n" : "\r\n")")
        bytes += data
        raw("\(lineEnd)endstream\(lineEnd)endobj\(lineEnd)")
    }

    /// Objects in an object stream; gives back what a cross-reference stream says of them.
    mutating func objectStream(_ number: Int, _ objects: [(Int, String)]) -> [Int: [Int]] {
        var index = ""
        var body = ""
        for (number, text) in objects {
            index += "\(number) \(body.utf8.count) "
            body += text + " "
        }
        let packed = try? Deflate.bytes(Array((index + body).utf8)[...], .zlib, level: 6)
        stream(number, "/Type /ObjStm /N \(objects.count) /First \(index.utf8.count) /Filter /FlateDecode", packed ?? [])
        return Dictionary(uniqueKeysWithValues: objects.enumerated().map { ($1.0, [2, number, $0]) })
    }

    mutating func table(
        _ trailer: String, only: Set<Int>? = nil, size: Int? = nil, entryEnd: String = " \n", zero: String = "0000000000 65535 f",
        free: Set<Int> = [], end: String = "%%EOF\n"
    ) {
        let known = (only ?? Set(offsets.keys)).union(free)
        let last = size ?? (known.max() ?? 0) + 1
        startxref = bytes.count
        raw("xref\n0 1\n\(zero)\(entryEnd)")
        for number in known.sorted() {
            raw("\(number) 1\n")
            raw(free.contains(number) ? "0000000000 00000 f" : "\(padded(offsets[number] ?? 0)) 00000 n")
            raw(entryEnd)
        }
        raw("trailer\n<< /Size \(last) \(trailer) >>\nstartxref\n\(startxref)\n\(end)")
    }

    mutating func crossReferenceStream(_ number: Int, _ trailer: String, compressed: [Int: [Int]] = [:], ends: Bool = true) {
        startxref = bytes.count
        offsets[number] = startxref
        var rows = offsets.mapValues { [1, $0, 0] }
        rows.merge(compressed) { _, inside in inside }
        var data: [UInt8] = []
        var index = ""
        for (number, row) in rows.sorted(by: { $0.key < $1.key }) {
            index += "\(number) 1 "
            data.append(UInt8(row[0]))
            for shift in [24, 16, 8, 0] { data.append(UInt8(truncatingIfNeeded: row[1] >> shift)) }
            data.append(UInt8(row[2]))
        }
        let packed = (try? Deflate.bytes(data[...], .zlib, level: 6)) ?? []
        let last = (rows.keys.max() ?? 0) + 1
        stream(number, "/Type /XRef /Size \(last) /W [1 4 1] /Index [\(index)] /Filter /FlateDecode \(trailer)", packed)
        if ends { raw("startxref\n\(startxref)\n%%EOF\n") }
    }

    private func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 10 - digits.count) + digits
    }
}

extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }

    /// Place of the last occurrence.
    func last(of word: String) -> Int? {
        let wanted = Array(word.utf8)
        return (0...Swift.max(0, count - wanted.count)).last { self[$0...].starts(with: wanted) }
    }

    func first(of word: String) -> Int? {
        let wanted = Array(word.utf8)
        return (0...Swift.max(0, count - wanted.count)).first { self[$0...].starts(with: wanted) }
    }

    func replacing(_ word: String, with other: String) -> [UInt8] {
        guard let place = first(of: word) else { return self }
        return Array(self[..<place]) + Array(other.utf8) + Array(self[(place + word.utf8.count)...])
    }

    /// The number after the last `startxref`.
    var lastStartxref: Int {
        guard let place = last(of: "startxref") else { return 0 }
        return Int(String(decoding: self[(place + 10)...].prefix { 0x30...0x39 ~= $0 }, as: UTF8.self)) ?? 0
    }
}

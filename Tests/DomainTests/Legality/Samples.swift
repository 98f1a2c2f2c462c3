import Compression
import Legality
import Values

/// An act of the fictional commune of the tests, and what is needed to send it.
enum Sample {
    static let pdf = Array("%PDF-1.4\n% a page\n%%EOF\n".utf8)
    static let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]
    static let jpg: [UInt8] = [0xff, 0xd8, 0xff, 0xe0, 0, 16]
    static let xml = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<DocumentBudgetaire/>".utf8)

    static let today = CivilDate(year: 2026, month: 11, day: 13)

    static var request: BundleRequest {
        BundleRequest(
            siren: "123456782", department: "040", district: "1", kind: "31", number: "D2026_038", date: "2026-11-12", nature: "1",
            matter: "5.2", subject: "Règlement intérieur de l’assemblée", classificationDate: "2026-01-05",
            returnAddress: "actes@example.org", operatorCode: "TAB", serial: "7")
    }

    static func bundle(_ files: [[UInt8]] = [pdf, pdf], _ change: (inout BundleRequest) -> Void = { _ in }) throws -> ActBundle {
        var request = request
        change(&request)
        guard let today else { throw Unmade() }
        return try request.bundle(files.map { TransmittedFile($0) }, today: today)
    }

    struct Unmade: Error {}
}

/// A tar written apart from the product's writer, so that a test can put anything in it.
struct PlainTar {
    struct Entry {
        var name: String
        var bytes: [UInt8]
        var type: Character = "0"
        var link = ""
    }

    var entries: [Entry]

    init(entries: [Entry]) { self.entries = entries }

    /// Reads what `bytes` writes: no prefix, sizes in octal.
    init(_ archive: [UInt8]) throws {
        var rest = try Gzip.read(archive[...], limit: ExpansionLimit(bytes: 1 << 24))[...]
        entries = []
        while let first = rest.first, first != 0 {
            let name = String(decoding: rest.prefix(100).prefix { $0 != 0 }, as: UTF8.self)
            let size = Int(String(decoding: rest.dropFirst(124).prefix(11), as: UTF8.self), radix: 8) ?? 0
            entries.append(Entry(name: name, bytes: Array(rest.dropFirst(512).prefix(size))))
            rest = rest.dropFirst(512 + (size + 511) / 512 * 512)
        }
    }

    var tar: [UInt8] {
        entries.flatMap { Self.header($0) + $0.bytes + [UInt8](repeating: 0, count: (512 - $0.bytes.count % 512) % 512) }
            + [UInt8](repeating: 0, count: 1024)
    }

    var archive: [UInt8] {
        get throws { try Gzip.write(tar[...]) }
    }

    static func header(_ entry: Entry, size: Int? = nil) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, _ place: Int) {
            for (offset, byte) in text.utf8.enumerated() where place + offset < 512 { block[place + offset] = byte }
        }
        let octal = String(size ?? entry.bytes.count, radix: 8)
        put(entry.name, 0)
        put(
            "0000644\u{0}0000000\u{0}0000000\u{0}" + String(repeating: "0", count: 11 - octal.count) + octal
                + "\u{0}00000000000\u{0}        ", 100)
        put(String(entry.type) + entry.link, 156)
        put("ustar\u{0}00", 257)
        let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
        put(String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ", 148)
        return block
    }
}

extension Array where Element == UInt8 {
    func replacing(_ old: String, _ new: String) -> [UInt8] { replacing(Array(old.utf8), with: Array(new.utf8)) }
}

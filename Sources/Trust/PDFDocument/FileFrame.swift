/// The two ends of a file or of one of its revisions: the header at byte 0, the last `%%EOF`, the number after `startxref`.
struct FileFrame {
    enum Trailing: Equatable { case nothing, padding(Int), data(Int) }

    let startxref: Int
    /// Just after `%%EOF`.
    let endOfFile: Int
    let trailing: Trailing

    init(_ bytes: [UInt8], end: Int) throws(PDFRefusal) {
        guard end > 0 else { throw .empty }
        try FileFrame.requireHeader(bytes, end: end)
        guard let mark = FileFrame.lastEndOfFile(bytes, end: end) else { throw .truncated }
        endOfFile = mark + 5
        trailing = FileFrame.trailing(bytes[endOfFile..<end])
        startxref = try FileFrame.startxref(bytes, before: mark)
    }

    private static func requireHeader(_ bytes: [UInt8], end: Int) throws(PDFRefusal) {
        for place in 0..<min(1024, end) where Lexer(bytes, at: place, end: end).starts(with: "%PDF-") {
            guard place == 0 else { throw .leadingBytes(count: place) }
            return
        }
        throw .notPDF
    }

    /// A sound file ends with it, so that the search usually looks at a few bytes only.
    private static func lastEndOfFile(_ bytes: [UInt8], end: Int) -> Int? {
        var place = end - 5
        while place >= 0 {
            if bytes[place] == 0x25, Lexer(bytes, at: place, end: end).starts(with: "%%EOF") { return place }
            place -= 1
        }
        return nil
    }

    private static func trailing(_ rest: ArraySlice<UInt8>) -> Trailing {
        guard rest.allSatisfy({ $0 == 0x0a || $0 == 0x0d || $0 == 0 }) else {
            let text = rest.allSatisfy(Lexer.isSpace)
            return text ? .padding(rest.count) : .data(rest.count)
        }
        return rest.count > 4 || rest.contains(0) ? .padding(rest.count) : .nothing
    }

    private static func startxref(_ bytes: [UInt8], before mark: Int) throws(PDFRefusal) -> Int {
        var place = mark
        func back(_ accept: (UInt8) -> Bool) {
            while place > 0, mark - place < 64, accept(bytes[place - 1]) { place -= 1 }
        }
        back(Lexer.isSpace)
        back { 0x30...0x39 ~= $0 }
        let digits = place
        back(Lexer.isSpace)
        place -= 9
        guard place >= 0, Lexer(bytes, at: place, end: mark).starts(with: "startxref") else {
            throw .crossReferenceBroken(at: mark)
        }
        var lexer = Lexer(bytes, at: digits, end: mark)
        guard let offset = lexer.unsigned(), offset < mark else { throw .crossReferenceBroken(at: digits) }
        return offset
    }
}

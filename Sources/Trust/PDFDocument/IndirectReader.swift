/// `N G obj … endobj` at a place of the file (§7.3.10), with its stream when it has one (§7.3.8).
struct IndirectReader {
    struct Found {
        let number: Int
        let generation: Int
        let value: PDFObject
        let valueRanges: [(key: PDFName, range: Range<Int>)]
        /// Just after `endobj`.
        let end: Int
    }

    let bytes: [UInt8]
    let end: Int
    let nestingMax: Int

    /// `length` finds an indirect /Length; nil where none may be indirect (a cross-reference stream).
    func object(
        at offset: Int, length: ((PDFReference) throws(PDFRefusal) -> Int?)?
    ) throws(PDFRefusal) -> Found {
        var lexer = Lexer(bytes, at: offset, end: end)
        lexer.skipWhite()
        guard offset >= 0, offset < end, let number = lexer.unsigned() else { throw .crossReferenceBroken(at: offset) }
        lexer.skipSpace()
        guard let generation = lexer.unsigned() else { throw .crossReferenceBroken(at: offset) }
        lexer.skipSpace()
        guard lexer.starts(with: "obj") else { throw .crossReferenceBroken(at: offset) }
        lexer.at += 3
        var reader = ObjectReader(lexer, number: number, nestingMax: nestingMax)
        var value = try reader.value()
        reader.lexer.skipSpace()
        if case .dictionary(let dictionary) = value, reader.lexer.starts(with: "stream") {
            let range = try data(&reader, dictionary, length)
            value = .stream(PDFStream(dictionary: dictionary, range: range))
            reader.lexer.skipSpace()
        }
        guard reader.lexer.take("endobj") else { throw reader.malformed }
        return Found(number: number, generation: generation, value: value, valueRanges: reader.valueRanges, end: reader.lexer.at)
    }

    /// The bytes between `stream` and `endstream`. /Length decides; nothing is searched for.
    private func data(
        _ reader: inout ObjectReader, _ dictionary: PDFDictionary, _ length: ((PDFReference) throws(PDFRefusal) -> Int?)?
    ) throws(PDFRefusal) -> Range<Int> {
        reader.lexer.at += 6
        switch (reader.lexer.peek, reader.lexer.peek(1)) {
        case (0x0d, 0x0a): reader.lexer.at += 2
        case (0x0a, _): reader.lexer.at += 1
        default: throw reader.malformed
        }
        let found: Int?
        switch dictionary["Length"] {
        case .integer(let value): found = value
        case .reference(let reference): found = try length?(reference)
        default: found = nil
        }
        let start = reader.lexer.at
        guard let found, found >= 0, found <= end - start else { throw reader.malformed }
        reader.lexer.at = start + found
        reader.lexer.skipWhite()
        guard reader.lexer.take("endstream") else { throw reader.malformed }
        return start..<(start + found)
    }
}

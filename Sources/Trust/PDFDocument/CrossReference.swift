/// Where an object is (ISO 32000-2 §7.5.4, §7.5.8.3).
enum CrossReferenceEntry: Equatable, Sendable {
    case free
    case offset(Int, generation: Int)
    case compressed(stream: Int, index: Int)
}

/// One section: a table (with the stream that a hybrid file hides beside it) or a stream, and the trailer that came with it.
struct CrossReferenceSection: Sendable {
    enum Kind: Sendable { case table, hybrid, stream }

    let offset: Int
    var kind: Kind
    var entries: [Int: CrossReferenceEntry]
    let trailer: PDFDictionary
    /// What is odd and harmless, told to the signer.
    var oddities: Set<PDFFlag>
}

/// All sections from the last to the first, and what they say together: a newer section wins.
struct CrossReference: Sendable {
    let sections: [CrossReferenceSection]
    let entries: [Int: CrossReferenceEntry]
    let greatestNumber: Int

    init(sections: [CrossReferenceSection]) {
        self.sections = sections
        var entries = sections.last?.entries ?? [:]
        for section in sections.dropLast().reversed() { entries.merge(section.entries) { _, newer in newer } }
        self.entries = entries
        greatestNumber = entries.keys.max() ?? 0
    }

    /// Follows /Prev from `startxref`; never searches for a table elsewhere.
    init(_ bytes: [UInt8], startxref: Int, end: Int, limits: PDFLimits) throws(PDFRefusal) {
        var sections: [CrossReferenceSection] = []
        var visited: Set<Int> = []
        var next: Int? = startxref
        var count = 0
        while let offset = next {
            guard visited.insert(offset).inserted else { throw .crossReferenceBroken(at: offset) }
            guard sections.count < limits.revisions else { throw .tooLarge(found: sections.count + 1, allowed: limits.revisions) }
            let reader = CrossReferenceReader(bytes: bytes, end: end, limits: limits)
            let section = try reader.section(at: offset)
            count += section.entries.count
            guard count <= limits.objects else { throw .tooLarge(found: count, allowed: limits.objects) }
            sections.append(section)
            next = try CrossReference.previous(of: section)
        }
        self.init(sections: sections)
    }

    private static func previous(of section: CrossReferenceSection) throws(PDFRefusal) -> Int? {
        guard let value = section.trailer["Prev"] else { return nil }
        guard let offset = value.integer, offset >= 0 else { throw .crossReferenceBroken(at: section.offset) }
        return offset
    }
}

struct CrossReferenceReader {
    let bytes: [UInt8]
    let end: Int
    let limits: PDFLimits

    func section(at offset: Int) throws(PDFRefusal) -> CrossReferenceSection {
        guard offset < end else { throw .crossReferenceBroken(at: offset) }
        var lexer = Lexer(bytes, at: offset, end: end)
        lexer.skipWhite()
        if lexer.take("xref") { return try table(lexer, at: offset) }
        return try stream(at: offset)
    }

    private func table(_ start: Lexer, at offset: Int) throws(PDFRefusal) -> CrossReferenceSection {
        var table = CrossReferenceTable(lexer: start, offset: offset, objectsMax: limits.objects)
        try table.read()
        var reader = ObjectReader(table.lexer, number: 0, nestingMax: limits.nesting)
        reader.lexer.skipSpace()
        guard let trailer = try? reader.dictionary() else { throw .crossReferenceBroken(at: reader.lexer.at) }
        var section = CrossReferenceSection(
            offset: offset, kind: .table, entries: table.entries, trailer: trailer, oddities: table.oddities)
        guard let hidden = trailer["XRefStm"] else { return section }
        guard let place = hidden.integer, place >= 0, place < end else { throw .crossReferenceBroken(at: offset) }
        // §7.5.8.4: an object that the table calls free may be in the stream; one that it knows is not looked up there.
        section.entries.merge(try stream(at: place).entries) { shown, hidden in shown == .free ? hidden : shown }
        section.kind = .hybrid
        section.oddities.insert(.hybrid)
        return section
    }

    private func stream(at offset: Int) throws(PDFRefusal) -> CrossReferenceSection {
        let broken = PDFRefusal.crossReferenceBroken(at: offset)
        guard let found = try? IndirectReader(bytes: bytes, end: end, nestingMax: limits.nesting).object(at: offset, length: nil),
            let stream = found.value.stream, stream.dictionary["Type"]?.name == "XRef",
            let size = stream.dictionary["Size"]?.integer, size >= 0
        else { throw broken }
        let data: [UInt8]
        do throws(PDFRefusal) {
            data = try Filters.decode(bytes[stream.range], stream.dictionary, object: found.number, bytesMax: limits.contentBytes)
        } catch .bomb {
            throw .tooLarge(found: limits.contentBytes + 1, allowed: limits.contentBytes)
        } catch { throw broken }
        guard let rows = CrossReferenceRows(stream.dictionary, size: size, count: data.count) else { throw broken }
        guard rows.total <= limits.objects else { throw .tooLarge(found: rows.total, allowed: limits.objects) }
        return CrossReferenceSection(
            offset: offset, kind: .stream, entries: rows.entries(data), trailer: stream.dictionary, oddities: [])
    }
}

/// What a deposit learns of a file before anyone signs it.
package struct PDFInspection: Equatable, Sendable {
    package let pageCount: Int
    package let flags: Set<PDFFlag>
}

extension PDFDocument {
    /// Deep soundness: every object that the trailer leads to is read to its `endobj`, every page can be counted and shown within limits.
    package func inspect() throws(PDFRefusal) -> PDFInspection {
        if case .data(let count) = frame.trailing { throw .trailingData(count: count) }
        let pages = try pageCount()
        guard pages > 0 else { throw .missing(.page) }
        if let form = try acroForm(), form["XFA"] != nil { throw .xfa }
        var walk = Inspector(document: self)
        try walk.run()
        return PDFInspection(pageCount: pages, flags: try walk.flags.union(structureFlags()).union(formFlags()))
    }

    private func structureFlags() -> Set<PDFFlag> {
        var flags = crossReference.sections.reduce(into: Set<PDFFlag>()) { $0.formUnion($1.oddities) }
        if case .padding = frame.trailing { flags.insert(.trailingPadding) }
        if isLinearized { flags.insert(.linearized) }
        if revisionCount > 1 { flags.insert(.updates) }
        return flags
    }

    private func formFlags() throws(PDFRefusal) -> Set<PDFFlag> {
        var flags: Set<PDFFlag> = []
        if catalog["Collection"] != nil { flags.insert(.portfolio) }
        for field in try fields() {
            guard field.type == "Sig" else {
                flags.insert(.form)
                continue
            }
            let isEmpty = try resolve(field.value).dictionary == nil
            flags.insert(isEmpty ? .emptySignatureField : .signed)
            if isEmpty, field.dictionary["SV"] != nil { flags.insert(.seedValue) }
        }
        return flags
    }

    /// §F.2: the first object of the file says so.
    private var isLinearized: Bool {
        var lexer = Lexer(bytes, at: 8, end: min(end, 1024))
        lexer.skipSpace()
        let reader = IndirectReader(bytes: bytes, end: end, nestingMax: limits.nesting)
        return (try? reader.object(at: lexer.at, length: nil))?.value.dictionary?["Linearized"] != nil
    }

    /// The two sections of a linearized file, and the empty one that leads to a hidden stream, are one revision.
    package var revisionCount: Int {
        var count = crossReference.sections.count
        if isLinearized { count -= 1 }
        for section in crossReference.sections where section.kind == .hybrid && section.trailer["Prev"] != nil { count -= 1 }
        return max(count, 1)
    }
}

/// The lines of a table (§7.5.4), read by tokens: a line of 19 bytes leads to the right object and is told, never jumped over.
/// Entry 0 heads the free list and is no object: whatever generation it carries is only told.
struct CrossReferenceTable {
    var lexer: Lexer
    let offset: Int
    let objectsMax: Int
    private(set) var entries: [Int: CrossReferenceEntry] = [:]
    private(set) var oddities: Set<PDFFlag> = []

    init(lexer: Lexer, offset: Int, objectsMax: Int) {
        (self.lexer, self.offset, self.objectsMax) = (lexer, offset, objectsMax)
    }

    /// Ends just after `trailer`.
    mutating func read() throws(PDFRefusal) {
        while true {
            lexer.skipWhite()
            if lexer.take("trailer") { return }
            guard let first = lexer.unsigned() else { throw broken }
            lexer.skipWhite()
            guard let count = lexer.unsigned(), first <= Int(Int32.max), count <= (lexer.end - lexer.at) / 17 else { throw broken }
            guard entries.count + count <= objectsMax else { throw .tooLarge(found: entries.count + count, allowed: objectsMax) }
            entries.reserveCapacity(entries.count + count)
            lexer.skipWhite()
            for number in first..<(first + count) { try line(number) }
        }
    }

    private var broken: PDFRefusal { .crossReferenceBroken(at: lexer.at) }

    private mutating func line(_ number: Int) throws(PDFRefusal) {
        let start = lexer.at
        guard let place = lexer.unsigned(), lexer.peek == 0x20 else { throw broken }
        lexer.skipWhite()
        guard let generation = lexer.unsigned(), lexer.peek == 0x20 else { throw broken }
        lexer.skipWhite()
        let inUse = lexer.peek == 0x6e
        guard inUse || lexer.peek == 0x66 else { throw broken }
        lexer.at += 1
        let ended = lexer.at
        lexer.skipWhite()
        if ended - start != 18 || lexer.at - start < 20 { oddities.insert(.crossReferenceShortLines) }
        guard number > 0 else {
            if inUse || generation != 65_535 { oddities.insert(.crossReferenceEntryZero) }
            return
        }
        // Two lines for one number would be two opinions of one revision.
        guard entries.updateValue(inUse ? .offset(place, generation: generation) : .free, forKey: number) == nil else { throw broken }
    }
}

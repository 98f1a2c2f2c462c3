/// An incremental update (§7.5.6): objects and a cross-reference of the kind of the last one, after the last byte.
struct UpdateWriter {
    private let document: PDFDocument
    private let base: Int
    private var out = ObjectWriter()
    private var offsets: [PDFReference: Int] = [:]
    private var nextNumber: Int

    init(_ document: PDFDocument) throws(PDFRefusal) {
        self.document = document
        base = document.bytes.count
        nextNumber = try document.firstFreeNumber()
        if let last = document.bytes.last, last != 0x0a, last != 0x0d { out.text("\n") }
    }

    /// Place of the next byte in the update.
    var place: Int { out.bytes.count }

    mutating func newReference() -> PDFReference {
        defer { nextNumber += 1 }
        return PDFReference(nextNumber)
    }

    mutating func write(_ reference: PDFReference, _ object: PDFObject) {
        write(reference) { $0.value(object) }
    }

    mutating func write(_ reference: PDFReference, _ body: (inout ObjectWriter) -> Void) {
        offsets[reference] = base + place
        out.text("\(reference.number) \(reference.generation) obj\n")
        body(&out)
        out.text("\nendobj\n")
    }

    /// Ends the update; nothing can be added after it.
    consuming func finish(identifier: [UInt8]) -> [UInt8] {
        var trailer = PDFDictionary()
        let kind = document.crossReference.sections.first?.kind ?? .table
        let own = kind == .stream ? newReference() : nil
        trailer["Size"] = .integer(nextNumber)
        trailer["Root"] = document.trailer["Root"]
        trailer["Info"] = document.trailer["Info"]
        trailer["ID"] = .array([document.firstIdentifier ?? .string(identifier), .string(identifier)])
        trailer["Prev"] = .integer(document.frame.startxref)
        let start = base + place
        if let own {
            offsets[own] = start
            stream(own, trailer)
        } else {
            table(trailer)
        }
        out.text("startxref\n\(start)\n%%EOF\n")
        return out.bytes
    }

    private var runs: [[(reference: PDFReference, offset: Int)]] {
        var runs: [[(reference: PDFReference, offset: Int)]] = []
        for (reference, offset) in offsets.sorted(by: { $0.key.number < $1.key.number }) {
            if let last = runs.last?.last, last.reference.number + 1 == reference.number {
                runs[runs.count - 1].append((reference, offset))
            } else {
                runs.append([(reference, offset)])
            }
        }
        return runs
    }

    private mutating func table(_ trailer: PDFDictionary) {
        out.text("xref\n")
        for run in runs {
            out.text("\(run[0].reference.number) \(run.count)\n")
            for entry in run {
                out.text("\(padded(entry.offset, 10)) \(padded(entry.reference.generation, 5)) n \n")
            }
        }
        out.text("trailer\n")
        out.dictionary(trailer)
        out.text("\n")
    }

    private mutating func stream(_ own: PDFReference, _ trailer: PDFDictionary) {
        var dictionary = trailer
        var rows: [UInt8] = []
        let runs = runs
        for entry in runs.joined() {
            rows.append(1)
            for shift in [24, 16, 8, 0] { rows.append(UInt8(truncatingIfNeeded: entry.offset >> shift)) }
            rows += [UInt8(truncatingIfNeeded: entry.reference.generation >> 8), UInt8(truncatingIfNeeded: entry.reference.generation)]
        }
        dictionary["Type"] = .name("XRef")
        dictionary["W"] = .array([.integer(1), .integer(4), .integer(2)])
        dictionary["Index"] = .array(runs.flatMap { [.integer($0[0].reference.number), .integer($0.count)] })
        dictionary["Length"] = .integer(rows.count)
        out.text("\(own.number) 0 obj\n")
        out.dictionary(dictionary)
        out.text("\nstream\n")
        out.raw(rows)
        out.text("\nendstream\nendobj\n")
    }
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}

extension PDFDocument {
    /// Above every number used and every /Size announced: a number below might be hidden somewhere.
    func firstFreeNumber() throws(PDFRefusal) -> Int {
        let sizes = crossReference.sections.compactMap { $0.trailer["Size"]?.integer }
        let used = crossReference.greatestNumber
        let number = max(sizes.max() ?? 0, used < Int.max ? used + 1 : used, 1)
        guard number < Int(Int32.max) - 1024 else { throw .crossReferenceBroken(at: frame.startxref) }
        return number
    }

    var firstIdentifier: PDFObject? {
        guard let items = (try? resolve(trailer["ID"]))?.array, let first = items.first?.string else { return nil }
        return .string(first)
    }

    /// The reference under which an object is written again: its generation stays.
    func currentReference(_ reference: PDFReference) -> PDFReference {
        guard case .offset(_, let generation) = crossReference.entries[reference.number] else { return PDFReference(reference.number) }
        return PDFReference(reference.number, generation)
    }
}

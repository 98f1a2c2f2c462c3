/// Objects by number, where the cross-reference says they are: in the file or in an object stream.
struct ObjectSource: Sendable {
    let bytes: [UInt8]
    let end: Int
    let limits: PDFLimits
    let entries: [Int: CrossReferenceEntry]
    private let streams: ObjectStreams

    init(bytes: [UInt8], end: Int, limits: PDFLimits, entries: [Int: CrossReferenceEntry]) {
        (self.bytes, self.end, self.limits, self.entries) = (bytes, end, limits, entries)
        streams = ObjectStreams(totalMax: limits.heldBytes)
    }

    func object(_ reference: PDFReference) throws(PDFRefusal) -> PDFObject { try object(reference, nested: 0) }

    private func object(_ reference: PDFReference, nested: Int) throws(PDFRefusal) -> PDFObject {
        guard nested < 4 else { throw .tooDeep(allowed: 4) }
        switch entries[reference.number] {
        case nil, .free: return .null
        case .offset(_, let generation) where generation != reference.generation: return .null
        case .offset(let offset, _): return try found(reference.number, at: offset, nested: nested).value
        case .compressed(let container, let index):
            guard reference.generation == 0 else { return .null }
            return try compressed(reference.number, in: container, index: index, nested: nested)
        }
    }

    /// The object with the places of its values, when it stands in the file itself and not in an object stream.
    func placed(_ reference: PDFReference) throws(PDFRefusal) -> IndirectReader.Found? {
        guard case .offset(let offset, reference.generation) = entries[reference.number] else { return nil }
        return try found(reference.number, at: offset, nested: 0)
    }

    private func found(_ number: Int, at offset: Int, nested: Int) throws(PDFRefusal) -> IndirectReader.Found {
        let reader = IndirectReader(bytes: bytes, end: end, nestingMax: limits.nesting)
        let found = try reader.object(at: offset) { (reference) throws(PDFRefusal) in
            try object(reference, nested: nested + 1).integer
        }
        guard found.number == number else { throw .crossReferenceBroken(at: offset) }
        return found
    }

    private func compressed(_ number: Int, in container: Int, index: Int, nested: Int) throws(PDFRefusal) -> PDFObject {
        guard case .offset(let offset, _) = entries[container] else { throw .malformedObject(number: number, at: 0) }
        let stream = try streams.stream(container) { () throws(PDFRefusal) in
            guard let stream = try found(container, at: offset, nested: nested).value.stream else {
                throw .malformedObject(number: container, at: offset)
            }
            return try ObjectStream(stream, number: container, bytes: bytes, bytesMax: limits.contentBytes)
        }
        return try stream.object(number, index: index, nestingMax: limits.nesting)
    }
}

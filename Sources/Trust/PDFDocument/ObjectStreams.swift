import Synchronization

/// An object stream (§7.5.7), inflated once: pairs of number and offset, then the values.
struct ObjectStream: Sendable {
    let number: Int
    let bytes: [UInt8]
    private let places: [(number: Int, offset: Int)]

    init(_ stream: PDFStream, number: Int, bytes file: [UInt8], bytesMax: Int) throws(PDFRefusal) {
        let malformed = PDFRefusal.malformedObject(number: number, at: stream.range.lowerBound)
        guard stream.dictionary["Type"]?.name == "ObjStm",
            let count = stream.dictionary["N"]?.integer, let first = stream.dictionary["First"]?.integer, count >= 0, first >= 0
        else { throw malformed }
        let bytes = try Filters.decode(file[stream.range], stream.dictionary, object: number, bytesMax: bytesMax)
        guard first <= bytes.count, count <= bytes.count else { throw malformed }
        var lexer = Lexer(bytes, at: 0, end: first)
        var places: [(number: Int, offset: Int)] = []
        for _ in 0..<count {
            lexer.skipSpace()
            guard let found = lexer.unsigned() else { throw malformed }
            lexer.skipSpace()
            guard let offset = lexer.unsigned(), offset <= bytes.count - first else { throw malformed }
            places.append((found, first + offset))
        }
        (self.number, self.bytes, self.places) = (number, bytes, places)
    }

    func object(_ wanted: Int, index: Int, nestingMax: Int) throws(PDFRefusal) -> PDFObject {
        guard places.indices.contains(index), places[index].number == wanted else {
            throw .malformedObject(number: wanted, at: 0)
        }
        let lexer = Lexer(bytes, at: places[index].offset, end: bytes.count)
        var reader = ObjectReader(lexer, number: wanted, nestingMax: nestingMax)
        return try reader.value()
    }
}

/// Inflated object streams of one document, kept while it lives, within a total.
final class ObjectStreams: Sendable {
    private struct State {
        var streams: [Int: ObjectStream] = [:]
        var total = 0
    }

    private let state = Mutex(State())
    private let totalMax: Int

    init(totalMax: Int) { self.totalMax = totalMax }

    func stream(_ number: Int, _ read: () throws(PDFRefusal) -> ObjectStream) throws(PDFRefusal) -> ObjectStream {
        if let known = state.withLock({ $0.streams[number] }) { return known }
        let stream = try read()
        let total = state.withLock { state in
            if state.streams.updateValue(stream, forKey: number) == nil { state.total += stream.bytes.count }
            return state.total
        }
        guard total <= totalMax else { throw .bomb(object: number, allowedBytes: totalMax) }
        return stream
    }
}

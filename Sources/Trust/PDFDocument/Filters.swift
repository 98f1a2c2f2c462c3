import Compression

/// Decoding of stream filters (§7.4) within a bound. An image's own filters (DCT, JPX, CCITT, JBIG2) are a renderer's work.
enum Filters {
    /// The names of /Filter, outermost first.
    static func names(_ dictionary: PDFDictionary) -> [PDFName] {
        switch dictionary["Filter"] {
        case .name(let name): [name]
        case .array(let items): items.compactMap(\.name)
        default: []
        }
    }

    /// Refuses `bomb` above `bytesMax`, `malformedObject` for what does not decode or is of a filter not read here.
    static func decode(
        _ data: ArraySlice<UInt8>, _ dictionary: PDFDictionary, object: Int, bytesMax: Int
    ) throws(PDFRefusal) -> [UInt8] {
        var current = data
        for (place, name) in names(dictionary).enumerated() {
            let decoded = try step(current, name, object: object, bytesMax: bytesMax)
            current = try Predictor(parameters(dictionary, place)).undo(decoded, object: object)[...]
        }
        return Array(current)
    }

    /// True when every filter of the chain is one that `decode` reads.
    static func areKnown(_ names: [PDFName]) -> Bool { names.allSatisfy { known.contains($0) } }

    private static let known: Set<PDFName> = [
        "FlateDecode", "Fl", "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85", "RunLengthDecode", "RL", "LZWDecode", "LZW",
    ]

    private static func parameters(_ dictionary: PDFDictionary, _ place: Int) -> PDFDictionary? {
        switch dictionary["DecodeParms"] {
        case .dictionary(let value) where place == 0: value
        case .array(let items) where place < items.count: items[place].dictionary
        default: nil
        }
    }

    private static func step(
        _ data: ArraySlice<UInt8>, _ name: PDFName, object: Int, bytesMax: Int
    ) throws(PDFRefusal) -> [UInt8] {
        let bomb = PDFRefusal.bomb(object: object, allowedBytes: bytesMax)
        switch name {
        case "FlateDecode", "Fl":
            do throws(CompressionRefusal) {
                return try Inflate.prefix(of: data, .zlib, limit: ExpansionLimit(bytes: bytesMax)).bytes
            } catch .overExpansion { throw bomb } catch { throw .malformedObject(number: object, at: data.startIndex) }
        case "ASCIIHexDecode", "AHx": return TextFilters.hexadecimal(data)
        case "ASCII85Decode", "A85": return TextFilters.base85(data)
        case "RunLengthDecode", "RL":
            guard let bytes = TextFilters.runLength(data, bytesMax: bytesMax) else { throw bomb }
            return bytes
        case "LZWDecode", "LZW":
            guard let bytes = LZW.decode(data, bytesMax: bytesMax) else { throw bomb }
            return bytes
        default: throw .malformedObject(number: object, at: data.startIndex)
        }
    }
}

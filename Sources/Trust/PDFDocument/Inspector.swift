import Compression

/// Reads every object that can be reached, once, and measures what inflates without holding it.
struct Inspector {
    let document: PDFDocument
    private(set) var flags: Set<PDFFlag> = []
    private var visited: Set<PDFReference> = []
    private var pending: [PDFReference] = []
    private var contentBytes = 0

    init(document: PDFDocument) { self.document = document }

    mutating func run() throws(PDFRefusal) {
        try visit(.dictionary(document.trailer), in: 0)
        while let reference = pending.popLast() {
            guard visited.count <= document.limits.objects else {
                throw .tooLarge(found: visited.count, allowed: document.limits.objects)
            }
            let object = try document.object(reference)
            try visit(object, in: reference.number)
            if let stream = object.stream { try measure(stream, reference.number) }
        }
    }

    private mutating func visit(_ object: PDFObject, in number: Int) throws(PDFRefusal) {
        switch object {
        case .reference(let reference):
            if visited.insert(reference).inserted { pending.append(reference) }
        case .array(let items):
            for item in items { try visit(item, in: number) }
        case .dictionary(let dictionary): try visit(dictionary, in: number)
        case .stream(let stream): try visit(stream.dictionary, in: number)
        case .null, .boolean, .integer, .real, .string, .name: break
        }
    }

    private mutating func visit(_ dictionary: PDFDictionary, in number: Int) throws(PDFRefusal) {
        if dictionary["S"]?.name == "JavaScript" || dictionary["JS"] != nil { flags.insert(.javascript) }
        if dictionary["EF"] != nil || dictionary["Subtype"]?.name == "FileAttachment" { flags.insert(.attachment) }
        if dictionary["XFA"] != nil, dictionary["Fields"] != nil { throw .xfa }
        for entry in dictionary.entries { try visit(entry.value, in: number) }
    }

    /// Images are a renderer's work: only their pixels are counted. An attached file is never inflated here.
    private mutating func measure(_ stream: PDFStream, _ number: Int) throws(PDFRefusal) {
        let dictionary = stream.dictionary
        guard dictionary["Type"]?.name != "EmbeddedFile" else { return }
        guard dictionary["Subtype"]?.name != "Image" else { return try requirePixels(dictionary, number) }
        let names = try filters(dictionary)
        guard !names.isEmpty, Filters.areKnown(names) else { return }
        let size = try inflatedSize(stream, names, number)
        contentBytes += size
        guard contentBytes <= document.limits.totalContentBytes else {
            throw .bomb(object: number, allowedBytes: document.limits.totalContentBytes)
        }
    }

    private mutating func inflatedSize(_ stream: PDFStream, _ names: [PDFName], _ number: Int) throws(PDFRefusal) -> Int {
        let allowed = document.limits.contentBytes
        do throws(PDFRefusal) {
            guard names == ["FlateDecode"] else {
                let plain = PDFDictionary([("Filter", .array(names.map { .name($0) }))])
                return try Filters.decode(document.stored(stream), plain, object: number, bytesMax: allowed).count
            }
            return try flateSize(stream, number, allowed)
        } catch .malformedObject {
            flags.insert(.damagedStream)
            return 0
        }
    }

    private func flateSize(_ stream: PDFStream, _ number: Int, _ allowed: Int) throws(PDFRefusal) -> Int {
        do throws(CompressionRefusal) {
            return try Inflate.size(of: document.stored(stream), .zlib, limit: ExpansionLimit(bytes: allowed))
        } catch .overExpansion {
            throw .bomb(object: number, allowedBytes: allowed)
        } catch {
            throw .malformedObject(number: number, at: stream.range.lowerBound)
        }
    }

    private func filters(_ dictionary: PDFDictionary) throws(PDFRefusal) -> [PDFName] {
        switch try document.resolve(dictionary["Filter"]) {
        case .name(let name): return [name]
        case .array(let items):
            var names: [PDFName] = []
            for item in items { if let name = try document.resolve(item).name { names.append(name) } }
            return names
        default: return []
        }
    }

    private func requirePixels(_ dictionary: PDFDictionary, _ number: Int) throws(PDFRefusal) {
        let width = try document.resolve(dictionary["Width"]).integer ?? 0
        let height = try document.resolve(dictionary["Height"]).integer ?? 0
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow, pixels <= document.limits.imagePixels else {
            throw .bomb(object: number, allowedBytes: document.limits.imagePixels)
        }
    }
}

/// A PDF file as its own cross-reference tells it: objects, pages, form, revisions, signatures; and the update that adds a signature.
/// Owns every rule of ISO 32000-2 used here. Refuses to search, rebuild or guess: what the cross-reference does not lead to is not read.
/// Never runs past the bytes, never nests or inflates beyond `PDFLimits`. Reads lazily: opening costs the cross-reference only.
package struct PDFDocument: Sendable {
    package let bytes: [UInt8]
    /// Bytes after this place belong to later revisions, or to nobody.
    package let end: Int
    package let limits: PDFLimits
    package let trailer: PDFDictionary
    package let catalogReference: PDFReference
    package let catalog: PDFDictionary
    let frame: FileFrame
    let crossReference: CrossReference
    let objects: ObjectSource

    package init(_ bytes: [UInt8], limits: PDFLimits = PDFLimits()) throws(PDFRefusal) {
        try self.init(bytes, end: bytes.count, limits: limits)
    }

    /// The revision that ends at `end`, as a reader of that day saw it.
    init(_ bytes: [UInt8], end: Int, limits: PDFLimits) throws(PDFRefusal) {
        guard end <= limits.fileBytes else { throw .tooLarge(found: end, allowed: limits.fileBytes) }
        guard end <= bytes.count else { throw .truncated }
        let frame = try FileFrame(bytes, end: end)
        let crossReference = try CrossReference(bytes, startxref: frame.startxref, end: end, limits: limits)
        guard let trailer = crossReference.sections.first?.trailer else { throw .missing(.trailer) }
        guard trailer["Encrypt"] == nil else { throw .encrypted }
        let objects = ObjectSource(bytes: bytes, end: end, limits: limits, entries: crossReference.entries)
        guard let root = trailer["Root"]?.reference, let catalog = try objects.object(root).dictionary else { throw .missing(.catalog) }
        (self.bytes, self.end, self.limits, self.trailer) = (bytes, end, limits, trailer)
        (self.catalogReference, self.catalog) = (root, catalog)
        (self.frame, self.crossReference, self.objects) = (frame, crossReference, objects)
    }

    /// What the object is; null when the cross-reference does not know it (§7.3.10).
    package func object(_ reference: PDFReference) throws(PDFRefusal) -> PDFObject { try objects.object(reference) }

    /// Follows references until a value; a chain longer than 8 is a circle or a trap.
    package func resolve(_ object: PDFObject?) throws(PDFRefusal) -> PDFObject {
        var value = object ?? .null
        for _ in 0..<8 {
            guard case .reference(let reference) = value else { return value }
            value = try objects.object(reference)
        }
        throw .tooDeep(allowed: 8)
    }

    package func dictionary(_ object: PDFObject?) throws(PDFRefusal) -> PDFDictionary? { try resolve(object).dictionary }

    /// Bytes of a stream as stored.
    package func stored(_ stream: PDFStream) -> ArraySlice<UInt8> { bytes[stream.range] }
}

/// Where the signature is hung: an empty signature field that may be used, else a new invisible one on the first page.
extension PDFDocument {
    func writeField(
        _ signature: PDFReference, _ options: PDFSignatureOptions, into writer: inout UpdateWriter
    ) throws(PDFRefusal) -> [UInt8] {
        let fields = try fields()
        if let empty = try usableField(among: fields, options) {
            try fill(empty, signature, into: &writer)
            try writeForm(adding: nil, into: &writer)
            return empty.name
        }
        let (page, content) = try firstPage()
        let field = writer.newReference()
        let name = try freeName(among: fields)
        let widget = PDFDictionary([
            ("Type", .name("Annot")), ("Subtype", .name("Widget")), ("FT", .name("Sig")), ("T", .string(name)),
            ("V", .reference(signature)), ("F", .integer(132)), ("Rect", .array([PDFObject](repeating: .integer(0), count: 4))),
            ("P", .reference(currentReference(page))),
        ])
        writer.write(field, .dictionary(widget))
        try hang(field, on: page, content, into: &writer)
        try writeForm(adding: field, into: &writer)
        return name
    }

    private func fill(_ field: PDFField, _ signature: PDFReference, into writer: inout UpdateWriter) throws(PDFRefusal) {
        var dictionary = field.dictionary
        dictionary["V"] = .reference(signature)
        if field.widgets.isEmpty {
            dictionary["F"] = .integer((dictionary["F"]?.integer ?? 0) | 132)
            if dictionary["AP"] == nil, let box = try visibleBox(dictionary) {
                let appearance = writer.newReference()
                // §12.5.2: a widget with a surface has an appearance, here an empty one.
                writer.write(appearance) { out in
                    out.text("<< /Type /XObject /Subtype /Form /BBox ")
                    out.value(.array(box))
                    out.text(" /Length 0 >>\nstream\n\nendstream")
                }
                dictionary["AP"] = .dictionary(PDFDictionary([("N", .reference(appearance))]))
            }
        }
        writer.write(currentReference(field.reference), .dictionary(dictionary))
    }

    private func visibleBox(_ widget: PDFDictionary) throws(PDFRefusal) -> [PDFObject]? {
        guard let rectangle = PDFRectangle(try resolve(widget["Rect"])), !rectangle.isEmpty else { return nil }
        return [.integer(0), .integer(0), .integer(rectangle.width), .integer(rectangle.height)]
    }

    private func hang(
        _ field: PDFReference, on page: PDFReference, _ content: PDFDictionary, into writer: inout UpdateWriter
    ) throws(PDFRefusal) {
        let annotations = try resolve(content["Annots"]).array ?? []
        let extended = PDFObject.array(annotations + [.reference(field)])
        if let place = content["Annots"]?.reference, try object(place).array != nil {
            return writer.write(currentReference(place), extended)
        }
        var changed = content
        changed["Annots"] = extended
        writer.write(currentReference(page), .dictionary(changed))
    }

    private func freeName(among fields: [PDFField]) throws(PDFRefusal) -> [UInt8] {
        var taken = Set(fields.map(\.name))
        for root in try resolve(acroForm()?["Fields"]).array ?? [] {
            if let name = try dictionary(root)?["T"]?.string { taken.insert(name) }
        }
        var rank = 1
        while taken.contains(Array("Signature\(rank)".utf8)) { rank += 1 }
        return Array("Signature\(rank)".utf8)
    }
}

/// A rectangle of §7.9.5 in whole units, its corners in order.
package struct PDFRectangle: Equatable, Sendable {
    package let left: Int
    package let bottom: Int
    package let right: Int
    package let top: Int

    package init?(_ object: PDFObject) {
        guard let items = object.array, items.count == 4 else { return nil }
        let numbers = items.map(PDFRectangle.number)
        guard let a = numbers[0], let b = numbers[1], let c = numbers[2], let d = numbers[3] else { return nil }
        (left, right, bottom, top) = (min(a, c), max(a, c), min(b, d), max(b, d))
    }

    package var width: Int { right - left }
    package var height: Int { top - bottom }
    package var isEmpty: Bool { width == 0 || height == 0 }

    /// A fraction counts as one unit more: a thin rectangle is not an empty one.
    private static func number(_ object: PDFObject) -> Int? {
        switch object {
        case .integer(let value): return min(max(value, -1_000_000), 1_000_000)
        case .real(let digits):
            guard let value = Double(String(decoding: digits, as: UTF8.self)), value.isFinite else { return nil }
            return Int(min(max(value, -1_000_000), 1_000_000).rounded(.awayFromZero))
        default: return nil
        }
    }
}

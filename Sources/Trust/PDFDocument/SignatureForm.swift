/// The interactive form and the catalog after a signature: /SigFlags 3, the new field, the ETSI extension (EN 319 142-1 §5.6).
extension PDFDocument {
    func writeForm(adding field: PDFReference?, into writer: inout UpdateWriter) throws(PDFRefusal) {
        var catalog = catalog
        let before = catalog
        var form = try acroForm() ?? PDFDictionary()
        let formBefore = form
        form["SigFlags"] = .integer((try resolve(form["SigFlags"]).integer ?? 0) | 3)
        if let field {
            let fields = try resolve(form["Fields"]).array ?? []
            let extended = PDFObject.array(fields + [.reference(field)])
            if let place = form["Fields"]?.reference, try object(place).array != nil {
                writer.write(currentReference(place), extended)
            } else {
                form["Fields"] = extended
            }
        }
        try place(form, before: formBefore, in: &catalog, into: &writer)
        try extend(&catalog, into: &writer)
        if catalog != before { writer.write(currentReference(catalogReference), .dictionary(catalog)) }
    }

    private func place(
        _ form: PDFDictionary, before: PDFDictionary, in catalog: inout PDFDictionary, into writer: inout UpdateWriter
    ) throws(PDFRefusal) {
        if let known = catalog["AcroForm"]?.reference, try object(known).dictionary != nil {
            if form != before { writer.write(currentReference(known), .dictionary(form)) }
        } else if catalog["AcroForm"]?.dictionary != nil {
            catalog["AcroForm"] = .dictionary(form)
        } else {
            let reference = writer.newReference()
            writer.write(reference, .dictionary(form))
            catalog["AcroForm"] = .reference(reference)
        }
    }

    /// PDF 2.0 knows the format of the signature by itself.
    private func extend(_ catalog: inout PDFDictionary, into writer: inout UpdateWriter) throws(PDFRefusal) {
        guard !isVersionTwo(catalog) else { return }
        var extensions = try dictionary(catalog["Extensions"]) ?? PDFDictionary()
        guard extensions["ESIC"] == nil else { return }
        extensions["ESIC"] = .dictionary(PDFDictionary([("BaseVersion", .name("1.7")), ("ExtensionLevel", .integer(1))]))
        if let known = catalog["Extensions"]?.reference, try object(known).dictionary != nil {
            writer.write(currentReference(known), .dictionary(extensions))
        } else {
            catalog["Extensions"] = .dictionary(extensions)
        }
    }

    private func isVersionTwo(_ catalog: PDFDictionary) -> Bool {
        let header = bytes[min(5, end)..<min(8, end)]
        return header.first == 0x32 || catalog["Version"]?.name?.bytes.first == 0x32
    }
}

package import Values

/// What the signature dictionary says beside the signature itself (§12.8.1, EN 319 142-1 §5).
package struct PDFSignatureOptions: Sendable {
    package var claimedTime: Instant
    package var zone: Zone
    package var name: String?
    package var reason: String?
    package var location: String?
    /// Room for the DER of the signature.
    package var contentsBytes: Int
    /// The second part of /ID: 16 bytes that no other version of the file has.
    package var identifier: [UInt8]

    package init(
        claimedTime: Instant, zone: Zone, name: String? = nil, reason: String? = nil, location: String? = nil,
        contentsBytes: Int = 8192, identifier: [UInt8]
    ) {
        (self.claimedTime, self.zone, self.name, self.reason, self.location) = (claimedTime, zone, name, reason, location)
        (self.contentsBytes, self.identifier) = (contentsBytes, identifier)
    }

    /// `D:YYYYMMDDHHmmSS+HH'mm'` (§7.9.4).
    var date: String {
        let local = LocalTime(claimedTime, in: zone)
        let offset = zone.offsetMinutes(at: claimedTime)
        let size = abs(offset)
        let day = padded(local.day.year, 4) + padded(local.day.month, 2) + padded(local.day.day, 2)
        let time = padded(local.hour, 2) + padded(local.minute, 2) + padded(local.second, 2)
        return "D:\(day)\(time)\(offset < 0 ? "-" : "+")\(padded(size / 60, 2))'\(padded(size % 60, 2))'"
    }
}

/// The bytes to append, whole but for the signature: everything outside `contents` is covered by it.
package struct PDFSignatureUpdate: Sendable {
    package let bytes: [UInt8]
    /// The /Contents token in `bytes`, its angle brackets included.
    package let contents: Range<Int>
    /// As written: over the file and the update together.
    package let byteRange: [Int]
    package let fieldName: [UInt8]

    /// What the signature covers after the last byte of the file.
    package var covered: (ArraySlice<UInt8>, ArraySlice<UInt8>) { (bytes[..<contents.lowerBound], bytes[contents.upperBound...]) }

    /// The update with the signature in its place, zeros after it.
    package func filled(with signature: [UInt8]) throws(PDFRefusal) -> [UInt8] {
        let room = (contents.count - 2) / 2
        guard signature.count <= room else { throw .signatureTooLong(found: signature.count, reserved: room) }
        var filled = bytes
        var place = contents.lowerBound + 1
        for byte in signature {
            filled[place] = ObjectWriter.digit(byte >> 4)
            filled[place + 1] = ObjectWriter.digit(byte & 15)
            place += 2
        }
        return filled
    }
}

extension PDFDocument {
    /// The update that adds an invisible signature, or fills an empty signature field where one is free.
    /// Reads the catalog, the form and the first page, whatever the size of the rest.
    package func signatureUpdate(_ options: PDFSignatureOptions) throws(PDFRefusal) -> PDFSignatureUpdate {
        try requireSignable()
        var writer = try UpdateWriter(self)
        let signature = writer.newReference()
        let layout = write(options, as: signature, into: &writer)
        let fieldName = try writeField(signature, options, into: &writer)
        return layout.seal(writer.finish(identifier: options.identifier), base: bytes.count, fieldName: fieldName)
    }

    private func write(
        _ options: PDFSignatureOptions, as reference: PDFReference, into writer: inout UpdateWriter
    ) -> SignatureLayout {
        var layout = SignatureLayout()
        writer.write(reference) { out in
            out.text("<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange ")
            layout.byteRange = out.bytes.count
            out.text(String(repeating: " ", count: SignatureLayout.byteRangeWidth))
            out.text(" /Contents ")
            let start = out.bytes.count
            out.text("<")
            out.zeros(options.contentsBytes * 2)
            out.text(">")
            layout.contents = start..<out.bytes.count
            out.text(" /M (\(options.date))")
            for (key, text) in [("Name", options.name), ("Reason", options.reason), ("Location", options.location)] {
                guard let text, !text.isEmpty else { continue }
                out.text(" /\(key) ")
                out.value(.text(text))
            }
            out.text(" >>")
        }
        return layout
    }
}

/// The two places of a signature dictionary that depend on the whole.
private struct SignatureLayout {
    /// `[0 a b c]` with numbers of ten digits at most, padded with spaces: its width never depends on its values.
    static let byteRangeWidth = 38

    var byteRange = 0
    var contents = 0..<0

    func seal(_ bytes: [UInt8], base: Int, fieldName: [UInt8]) -> PDFSignatureUpdate {
        let range = [0, base + contents.lowerBound, base + contents.upperBound, bytes.count - contents.upperBound]
        var sealed = bytes
        let text = "[" + range.map { String($0) }.joined(separator: " ") + "]"
        for (place, byte) in text.utf8.prefix(SignatureLayout.byteRangeWidth).enumerated() { sealed[byteRange + place] = byte }
        return PDFSignatureUpdate(bytes: sealed, contents: contents, byteRange: range, fieldName: fieldName)
    }
}

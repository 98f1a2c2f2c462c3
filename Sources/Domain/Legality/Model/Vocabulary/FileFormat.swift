import XMLSecurity

/// What a file is, told by its bytes: a name says nothing.
package enum FileFormat: String, CaseIterable, Sendable {
    case pdf, xml, jpg, png

    /// As many first bytes as any signature needs, with room for the blanks and the mark before an XML text.
    static let signatureBytes = 64

    /// XML is only recognised here by its first character; `XMLDocument.check` says whether it is XML.
    package init?(of bytes: some Sequence<UInt8>) {
        let head = Array(bytes.prefix(Self.signatureBytes))
        switch head {
        case _ where head.starts(with: Array("%PDF-".utf8)): self = .pdf
        case _ where head.starts(with: [0xff, 0xd8, 0xff]): self = .jpg
        case _ where head.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]): self = .png
        case _ where Self.opensMarkup(head): self = .xml
        default: return nil
        }
    }

    static let xmlLimits = XMLLimits(bytesMax: ArchiveLimits.bytesMax, depthMax: 64, attributesMax: 128)

    private static func opensMarkup(_ head: [UInt8]) -> Bool {
        let text = head.starts(with: [0xef, 0xbb, 0xbf]) ? head.dropFirst(3) : head[...]
        return text.drop { [0x20, 0x09, 0x0a, 0x0d].contains($0) }.first == 0x3c
    }
}

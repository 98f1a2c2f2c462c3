/// Why a file is not read, not shown or not signed. Nothing was changed. `code` is stable and appears in answers to machines.
package enum PDFRefusal: Error, Equatable, Sendable {
    /// Zero bytes.
    case empty
    /// No `%PDF-` among the first bytes (ISO 32000-2 §7.5.2).
    case notPDF
    /// `%PDF-` is not at byte 0: offsets would count from two places.
    case leadingBytes(count: Int)
    /// No `%%EOF`: the end is missing (§7.5.5).
    case truncated
    /// Bytes after the last `%%EOF` that are neither line ends nor NUL: no reader shows them.
    case trailingData(count: Int)
    /// The cross-reference does not lead where it says (§7.5.4, §7.5.8).
    case crossReferenceBroken(at: Int)
    /// An object does not follow the grammar, or does not end with `endobj` (§7.3.10).
    case malformedObject(number: Int, at: Int)
    /// A structure the format needs is missing or of the wrong kind.
    case missing(Structure)
    /// The trailer has /Encrypt (§7.6).
    case encrypted
    /// A form in XFA shows something else than the pages.
    case xfa
    /// What inflates exceeds what may be shown.
    case bomb(object: Int, allowedBytes: Int)
    /// A page tree node is reached twice (§7.7.3).
    case pageTreeCycle(object: Int)
    /// A limit on size or number.
    case tooLarge(found: Int, allowed: Int)
    /// Nesting beyond the limit.
    case tooDeep(allowed: Int)
    /// A signature certifies that nothing may change any more (§12.8.2.2, P = 1).
    case certifiedNoChanges
    /// The signature is longer than the room reserved for it.
    case signatureTooLong(found: Int, reserved: Int)

    package enum Structure: String, Equatable, Sendable { case catalog, pages, page, acroForm, trailer }

    package var code: String {
        switch self {
        case .empty: "empty"
        case .notPDF: "not-pdf"
        case .leadingBytes: "leading-bytes"
        case .truncated: "truncated"
        case .trailingData: "trailing-data"
        case .crossReferenceBroken: "xref-broken"
        case .malformedObject, .missing: "malformed-object"
        case .encrypted: "encrypted"
        case .xfa: "xfa"
        case .bomb: "bomb"
        case .pageTreeCycle: "page-tree-cycle"
        case .tooLarge: "too-large"
        case .tooDeep: "too-deep"
        case .certifiedNoChanges: "certified-no-changes"
        case .signatureTooLong: "signature-too-long"
        }
    }
}

/// Every bound of the reader. They hold while reading, not after.
package struct PDFLimits: Equatable, Sendable {
    package var fileBytes = 256 << 20
    package var objects = 1 << 20
    package var nesting = 96
    package var revisions = 1024
    package var pages = 50_000
    /// Entries of all lists of the form's tree.
    package var fields = 100_000
    package var signatures = 128
    /// One content stream, form or object stream, once inflated.
    package var contentBytes = 32 << 20
    /// All content of the file, once inflated.
    package var totalContentBytes = 512 << 20
    /// Object streams are held while the document is.
    package var heldBytes = 128 << 20
    package var imagePixels = 1 << 30

    package init() {}
}

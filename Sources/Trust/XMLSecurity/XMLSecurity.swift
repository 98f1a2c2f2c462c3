/// Reading of XML that strangers wrote: an immutable tree of values, made by libxml2 under bounds that the caller spells.
/// The only importer of CLibXML2. Refuses every document type declaration before any entity is read, never opens a file or a
/// connection, and refuses what is larger, deeper or more loaded with attributes than its bounds.

/// Bounds of one reading. They are given at each call: a default that changes must not change us.
package struct XMLLimits: Equatable, Sendable {
    package let bytesMax: Int
    package let depthMax: Int
    /// Attributes and namespace declarations of one start tag: libxml2 compares each with all the others.
    package let attributesMax: Int

    package init(bytesMax: Int, depthMax: Int, attributesMax: Int) {
        self.bytesMax = bytesMax
        self.depthMax = depthMax
        self.attributesMax = attributesMax
    }
}

/// Why a text was not read as XML. Lines are counted from 1.
package enum XMLRefusal: Error, Equatable, Sendable {
    case empty
    case tooLarge(bytes: Int, allowed: Int)
    /// Only encodings where markup is ASCII are read, so that the bounds can be checked on the bytes.
    case encoding(declared: String)
    /// XML 1.0 §2.8 [28]; refused whatever it declares.
    case documentType(line: Int)
    case tooDeep(line: Int, allowed: Int)
    case tooManyAttributes(line: Int, allowed: Int)
    /// Not well formed (XML 1.0 §2.1) or not namespace-well-formed (Namespaces in XML 1.0 §7).
    case malformed(line: Int, reason: String)
    /// libxml2 had no memory left.
    case noMemory

    package var line: Int? {
        switch self {
        case .documentType(let line), .tooDeep(let line, _), .tooManyAttributes(let line, _), .malformed(let line, _): line
        case .empty, .tooLarge, .encoding, .noMemory: nil
        }
    }
}

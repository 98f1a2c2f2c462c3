/// Where in the document a value stands: what may change later depends on it (§12.8.2.2).
package enum RevisionPlace: String, Hashable, Sendable {
    case trailer, catalog, form, fields, field, value, signature, appearance, resources
    case pages, kids, page, annotations, annotation
    case extensions, securityStore, metadata, information, other

    /// The place of what an entry of this place leads to; nil for a way back up, or for bookkeeping that says nothing.
    func child(_ key: PDFName, signatureField: Bool) -> RevisionPlace? {
        switch self {
        case .trailer: key == "Root" ? .catalog : key == "Info" ? .information : nil
        case .catalog: RevisionPlace.catalogChildren[key] ?? .other
        case .form: key == "Fields" ? .fields : key == "DR" ? .resources : .other
        case .field: fieldChild(key, signatureField)
        case .pages: key == "Kids" ? .kids : key == "Parent" ? nil : .other
        case .page: key == "Annots" ? .annotations : key == "Parent" ? nil : .other
        case .annotation: key == "P" || key == "Parent" || key == "Popup" ? nil : .other
        case .fields, .kids, .annotations: self
        case .value, .signature, .appearance, .resources, .extensions, .securityStore, .metadata, .information, .other: self
        }
    }

    private static let catalogChildren: [PDFName: RevisionPlace] = [
        "AcroForm": .form, "Pages": .pages, "Extensions": .extensions, "DSS": .securityStore, "Metadata": .metadata,
    ]

    private func fieldChild(_ key: PDFName, _ signatureField: Bool) -> RevisionPlace? {
        switch key {
        case "Kids": .fields
        case "AP": .appearance
        case "V": signatureField ? .signature : .value
        case "P", "Parent": nil
        default: .other
        }
    }

    /// The place of an element of an array that stands here.
    var element: RevisionPlace {
        switch self {
        case .fields: .field
        case .annotations: .annotation
        default: self
        }
    }
}

/// One difference between what two revisions show, at the object that carries it.
package struct RevisionChange: Equatable, Sendable {
    package enum Kind: String, Sendable { case added, removed, changed }

    package let kind: Kind
    package let place: RevisionPlace
    /// The place of the dictionary that carries it.
    package let owner: RevisionPlace
    /// From the trailer, names and ranks: `/Root/Pages/Kids/0/Contents`.
    package let path: String
    /// The entry that changed, where it is an entry.
    package let key: PDFName?
    /// The indirect object in which it stands; 0 in the trailer.
    package let object: Int
    /// The page, field or catalog under which it stands; 0 in the trailer.
    package let home: Int
    package let old: PDFObject?
    package let new: PDFObject?
}

/// A field of the interactive form (§12.7.4) with what it inherits.
package struct PDFField: Sendable {
    package let reference: PDFReference
    package let dictionary: PDFDictionary
    /// Partial names from the root, joined by full stops (§12.7.4.2).
    package let name: [UInt8]
    /// /FT, inherited.
    package let type: PDFName?
    /// /V, inherited.
    package let value: PDFObject?
    /// /Ff, inherited.
    package let flags: Int
    /// Widgets of a field that is not merged with its only one.
    package let widgets: [PDFReference]

    package func isAt(_ number: Int) -> Bool { reference.number == number || widgets.contains { $0.number == number } }
}

extension PDFDocument {
    package func acroForm() throws(PDFRefusal) -> PDFDictionary? { try dictionary(catalog["AcroForm"]) }

    /// Terminal fields in the order of the tree. A field reached twice is read once.
    package func fields() throws(PDFRefusal) -> [PDFField] {
        guard let form = try acroForm(), let roots = try resolve(form["Fields"]).array else { return [] }
        var fields: [PDFField] = []
        var visited: Set<PDFReference> = []
        var pending = roots.reversed().compactMap { object in object.reference.map { Pending($0) } }
        var examined = roots.count
        while let next = pending.popLast() {
            guard visited.insert(next.reference).inserted else { continue }
            guard let dictionary = try object(next.reference).dictionary else { continue }
            let current = next.inheriting(dictionary)
            var widgets: [PDFReference] = []
            var children: [Pending] = []
            let kids = try resolve(dictionary["Kids"]).array ?? []
            // Many fields may lead to one long list: what is counted is the work, not the fields.
            examined += kids.count
            guard examined <= limits.fields else { throw .tooLarge(found: examined, allowed: limits.fields) }
            for kid in kids {
                guard let reference = kid.reference, let child = try object(reference).dictionary else { continue }
                // §12.7.4.1: a kid without a partial name is a widget of this field.
                if child["T"] == nil { widgets.append(reference) } else { children.append(current.child(reference)) }
            }
            if children.isEmpty { fields.append(current.field(dictionary, widgets)) }
            pending += children.reversed()
        }
        return fields
    }
}

private struct Pending {
    let reference: PDFReference
    var name: [UInt8] = []
    var type: PDFName?
    var value: PDFObject?
    var flags = 0

    init(_ reference: PDFReference) { self.reference = reference }

    func inheriting(_ dictionary: PDFDictionary) -> Pending {
        var copy = self
        if let partial = dictionary["T"]?.string { copy.name += (name.isEmpty ? [] : [0x2e]) + partial }
        copy.type = dictionary["FT"]?.name ?? type
        copy.value = dictionary["V"] ?? value
        copy.flags = dictionary["Ff"]?.integer ?? flags
        return copy
    }

    func child(_ reference: PDFReference) -> Pending {
        var copy = Pending(reference)
        (copy.name, copy.type, copy.value, copy.flags) = (name, type, value, flags)
        return copy
    }

    func field(_ dictionary: PDFDictionary, _ widgets: [PDFReference]) -> PDFField {
        PDFField(
            reference: reference, dictionary: dictionary, name: name, type: type, value: value, flags: flags, widgets: widgets)
    }
}

/// Compares what two revisions lead to, from their trailers down, object by object and at every place an object is reached from.
/// Values are compared, not appended bytes: a reference that now leads to bytes prepared inside the signed zone is a change.
package struct RevisionComparison {
    private let old: PDFDocument
    private let new: PDFDocument
    /// Objects walked from their own place only: pages from the page tree, fields from the form.
    private var homes: [Int: RevisionPlace] = [:]
    private var visited: Set<Visit> = []
    private var pending: [Pair] = []
    package private(set) var changes: [RevisionChange] = []
    package private(set) var pagesChanged = false

    private static let changesMax = 10_000

    package init(from old: PDFDocument, to new: PDFDocument) throws(PDFRefusal) {
        (self.old, self.new) = (old, new)
        try findHomes()
        try compare(.dictionary(old.trailer), .dictionary(new.trailer), Location(place: .trailer, path: "", object: 0))
        var next = 0
        while next < pending.count {
            let pair = pending[next]
            next += 1
            // Beyond it nothing would be looked at, and what is not looked at is not allowed.
            guard changes.count < Self.changesMax else { throw .tooLarge(found: changes.count, allowed: Self.changesMax) }
            guard visited.count <= new.limits.objects else { throw .tooLarge(found: visited.count, allowed: new.limits.objects) }
            try compare(old.object(pair.old), new.object(pair.new), pair.location)
        }
    }

    private mutating func findHomes() throws(PDFRefusal) {
        var found: [Int: RevisionPlace] = [old.catalogReference.number: .catalog]
        var pages: [PDFReference] = []
        try old.walkPages(nodes: { found[$0.number] = .pages }) { reference, _ in
            found[reference.number] = .page
            pages.append(reference)
            return true
        }
        for field in try old.fields() {
            found[field.reference.number] = .field
            for widget in field.widgets { found[widget.number] = .field }
        }
        homes = found
        var later: [PDFReference] = []
        try new.walkPages { reference, _ in
            later.append(reference)
            return true
        }
        pagesChanged = pages.map(\.number) != later.map(\.number)
    }

    private mutating func compare(_ left: PDFObject, _ right: PDFObject, _ location: Location) throws(PDFRefusal) {
        switch (left, right) {
        case (.reference(let a), .reference(let b)): follow(a, b, location)
        case (.reference, _), (_, .reference): try compare(old.resolve(left), new.resolve(right), location)
        case (.dictionary(let a), .dictionary(let b)): try compare(a, b, location)
        case (.stream(let a), .stream(let b)): try compare(a, b, location, whole: (left, right))
        case (.array(let a), .array(let b)): try compare(a, b, location, whole: (left, right))
        default: if left != right, !left.isSameNumber(as: right) { report(.changed, location, left, right) }
        }
    }

    private mutating func follow(_ a: PDFReference, _ b: PDFReference, _ location: Location) {
        var location = location
        if let home = homes[a.number] {
            let atHome = home == location.place || (home == .page || home == .pages) && location.place == .kids
            // Reached from elsewhere (a field's page, a structure element's annotation): its own place judges it.
            guard atHome else {
                if a.number != b.number { report(.changed, location, .reference(a), .reference(b)) }
                return
            }
            location.place = home
            location.home = a.number
        }
        location.object = b.number
        guard visited.insert(Visit(old: a, new: b, place: location.place)).inserted else { return }
        pending.append(Pair(old: a, new: b, location: location))
    }

    private mutating func compare(_ a: PDFDictionary, _ b: PDFDictionary, _ location: Location) throws(PDFRefusal) {
        let signatureField = (a["FT"] ?? b["FT"])?.name == "Sig"
        for entry in a.entries where entry.value != .null {
            guard let place = location.place.child(entry.key, signatureField: signatureField) else { continue }
            let inner = location.entering(entry.key, place)
            if let later = b[entry.key], later != .null {
                try compare(entry.value, later, inner)
            } else if try old.resolve(entry.value) != .null {
                report(.removed, inner, entry.value, nil)
            }
        }
        for entry in b.entries where entry.value != .null && (a[entry.key] ?? .null) == .null {
            guard let place = location.place.child(entry.key, signatureField: signatureField) else { continue }
            report(.added, location.entering(entry.key, place), nil, entry.value)
        }
    }

    private mutating func compare(
        _ a: PDFStream, _ b: PDFStream, _ location: Location, whole: (PDFObject, PDFObject)
    ) throws(PDFRefusal) {
        var (first, second) = (a.dictionary, b.dictionary)
        (first["Length"], second["Length"]) = (nil, nil)
        try compare(first, second, location)
        guard a.range == b.range || old.stored(a).elementsEqual(new.stored(b)) else {
            return report(.changed, location, whole.0, whole.1)
        }
    }

    private mutating func compare(
        _ a: [PDFObject], _ b: [PDFObject], _ location: Location, whole: (PDFObject, PDFObject)
    ) throws(PDFRefusal) {
        switch location.place {
        case .fields, .annotations: try compareLists(a, b, location)
        default:
            guard a.count == b.count else { return report(.changed, location, whole.0, whole.1) }
            for (rank, pair) in zip(a, b).enumerated() { try compare(pair.0, pair.1, location.entering(rank)) }
        }
    }

    /// Lists that may grow: what was there stays, in its order.
    private mutating func compareLists(_ a: [PDFObject], _ b: [PDFObject], _ location: Location) throws(PDFRefusal) {
        var rest = a[...]
        for (rank, item) in b.enumerated() {
            let inner = location.entering(rank)
            if let next = rest.first, isSame(next, item) {
                rest = rest.dropFirst()
                try compare(next, item, inner)
            } else {
                report(.added, inner, nil, item)
            }
        }
        for item in rest { report(.removed, location, item, nil) }
    }

    private func isSame(_ a: PDFObject, _ b: PDFObject) -> Bool {
        if case .reference(let first) = a, case .reference(let second) = b { return first.number == second.number }
        return a == b
    }

    private mutating func report(_ kind: RevisionChange.Kind, _ location: Location, _ old: PDFObject?, _ new: PDFObject?) {
        changes.append(
            RevisionChange(
                kind: kind, place: location.place, owner: location.owner, path: location.path, key: location.key,
                object: location.object, home: location.home, old: old, new: new))
    }
}

private struct Location {
    var place: RevisionPlace
    /// The place of the dictionary in which this value is an entry.
    var owner: RevisionPlace = .trailer
    var path: String
    var object: Int
    var home = 0
    /// The entry through which this value was reached.
    var key: PDFName?

    func entering(_ key: PDFName, _ place: RevisionPlace) -> Location {
        Location(place: place, owner: self.place, path: path + key.description, object: object, home: home, key: key)
    }

    func entering(_ rank: Int) -> Location {
        Location(place: place.element, owner: owner, path: path + "/\(rank)", object: object, home: home, key: key)
    }
}

private struct Pair {
    let old: PDFReference
    let new: PDFReference
    let location: Location
}

private struct Visit: Hashable {
    let old: PDFReference
    let new: PDFReference
    let place: RevisionPlace
}

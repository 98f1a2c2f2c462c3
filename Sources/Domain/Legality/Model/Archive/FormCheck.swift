import XMLSecurity

/// Compares an element of an entry with the form: every breach, at its line.
struct FormCheck {
    let entry: String
    private(set) var problems: [ArchiveProblem] = []

    init(entry: String) { self.entry = entry }

    mutating func check(_ element: XMLElement, _ form: FormElement) {
        guard element.name == form.name else {
            return add(.rootUnexpected, element, found: element.name.local, expected: form.name.local)
        }
        checkAttributes(of: element, form)
        switch form.content {
        case .anything: return
        case .empty:
            checkSequence(of: element, [])
        case .sequence(let parts): checkSequence(of: element, parts)
        case .value(let value):
            for child in element.elements { add(.elementUnexpected, child, found: child.name.local, expected: "text") }
            if !value.allows(element.text) { add(.valueInvalid, element, found: element.text) }
        }
    }

    private mutating func checkAttributes(of element: XMLElement, _ form: FormElement) {
        for rule in form.attributes {
            guard let value = element.attribute(rule.name) else {
                add(.attributeMissing, element, attribute: rule.name.local)
                continue
            }
            if !rule.value.allows(value) { add(.valueInvalid, element, attribute: rule.name.local, found: value) }
        }
        for attribute in element.attributes where attribute.name.namespace != ActesName.instanceNamespace {
            guard !form.attributes.contains(where: { $0.name == attribute.name }) else { continue }
            add(.attributeUnexpected, element, attribute: attribute.name.local)
        }
    }

    /// Every name stands once in a sequence of the form, so the first match is the right one.
    private mutating func checkSequence(of element: XMLElement, _ parts: [FormPart]) {
        if element.text.contains(where: { !$0.isWhitespace }) { add(.textUnexpected, element, found: element.text) }
        var rest = element.elements[...]
        for part in parts {
            var count = 0
            while count < part.count.upperBound, let child = rest.first, child.name == part.element.name {
                check(child, part.element)
                rest = rest.dropFirst()
                count += 1
            }
            guard count < part.count.lowerBound else { continue }
            let expected = part.element.name.local
            // The rest of a broken sequence cannot be judged: one problem tells the place.
            if let child = rest.first { return add(.elementUnexpected, child, found: child.name.local, expected: expected) }
            return add(.elementMissing, element, expected: expected)
        }
        if let child = rest.first { add(.elementUnexpected, child, found: child.name.local) }
    }

    private mutating func add(
        _ rule: ArchiveRule, _ element: XMLElement, attribute: String? = nil, found: String? = nil, expected: String? = nil
    ) {
        guard problems.count < ArchiveCheck.problemsMax else { return }
        let node = element.name.local + (attribute.map { "@\($0)" } ?? "")
        let place = ArchivePlace(entry: entry, line: element.line, node: node)
        problems.append(ArchiveProblem(rule, at: place, found: found, expected: expected))
    }
}

/// The page tree (§7.7.3), walked by its /Kids in order; a node reached twice ends the walk.
extension PDFDocument {
    /// The first leaf, and nothing beyond what leads to it.
    package func firstPage() throws(PDFRefusal) -> (reference: PDFReference, page: PDFDictionary) {
        var found: (reference: PDFReference, page: PDFDictionary)?
        try walkPages { reference, page in
            found = (reference, page)
            return false
        }
        guard let found else { throw .missing(.page) }
        return found
    }

    package func pageCount() throws(PDFRefusal) -> Int {
        var count = 0
        try walkPages { _, _ in
            count += 1
            return true
        }
        return count
    }

    /// `visit` answers whether to go on.
    func walkPages(
        nodes: ((PDFReference) -> Void)? = nil, _ visit: (PDFReference, PDFDictionary) -> Bool
    ) throws(PDFRefusal) {
        guard let root = catalog["Pages"]?.reference else { throw .missing(.pages) }
        var visited: Set<PDFReference> = []
        var pending = [root]
        var pages = 0
        while let reference = pending.popLast() {
            guard visited.insert(reference).inserted else { throw .pageTreeCycle(object: reference.number) }
            guard let node = try object(reference).dictionary else { throw .missing(.page) }
            guard let kids = node["Kids"] else {
                pages += 1
                guard pages <= limits.pages else { throw .tooLarge(found: pages, allowed: limits.pages) }
                guard visit(reference, node) else { return }
                continue
            }
            nodes?(reference)
            guard let children = try resolve(kids).array else { throw .missing(.pages) }
            let references = children.compactMap(\.reference)
            guard references.count == children.count else { throw .missing(.page) }
            guard references.count + pending.count <= limits.objects else {
                throw .tooLarge(found: references.count + pending.count, allowed: limits.objects)
            }
            pending += references.reversed()
        }
    }
}

import CLibXML2

extension XMLDocument {
    /// Reads the whole text, or says at which line it must be refused.
    package init(_ bytes: [UInt8], limits: XMLLimits) throws(XMLRefusal) {
        let prologue = try XMLPrologue(bytes, limits: limits)
        let context = try ParserContext(keepsTree: true, depthMax: limits.depthMax)
        let tree = try context.read(bytes, encoding: prologue.encoding)
        guard let root = xmlDocGetRootElement(tree.pointer) else { throw .malformed(line: 1, reason: "no root element") }
        self.init(root: XMLElement(copying: root), declaredEncoding: prologue.declaredEncoding)
    }

    /// Reads the whole text as strictly and keeps nothing: for files too large to be held as a tree.
    package static func check(_ bytes: [UInt8], limits: XMLLimits) throws(XMLRefusal) {
        let prologue = try XMLPrologue(bytes, limits: limits)
        let context = try ParserContext(keepsTree: false, depthMax: limits.depthMax)
        _ = try context.read(bytes, encoding: prologue.encoding)
    }
}

/// One reading. Its callbacks note in `_private` why they stopped, because a C callback cannot throw.
struct ParserContext: ~Copyable {
    let pointer: xmlParserCtxtPtr
    private let verdict: UnsafeMutablePointer<ParserVerdict>

    private static let start: Void = tab_xml_start()

    init(keepsTree: Bool, depthMax: Int) throws(XMLRefusal) {
        _ = Self.start
        tab_xml_silence_thread()
        guard let pointer = xmlNewParserCtxt() else { throw .noMemory }
        self.pointer = pointer
        verdict = .allocate(capacity: 1)
        verdict.initialize(to: ParserVerdict(keepsTree: keepsTree, depthMax: depthMax))
        pointer.pointee._private = UnsafeMutableRawPointer(verdict)
        installCallbacks()
    }

    deinit {
        verdict.deinitialize(count: 1)
        verdict.deallocate()
        xmlFreeParserCtxt(pointer)
    }

    func read(_ bytes: [UInt8], encoding: String) throws(XMLRefusal) -> Tree {
        guard let length = CInt(exactly: bytes.count) else { throw .tooLarge(bytes: bytes.count, allowed: Int(CInt.max)) }
        // NOENT, DTDLOAD, HUGE, RECOVER and XINCLUDE stay out: libxml2 keeps its own bounds and stops at the first fault.
        let options = CInt(bitPattern: XML_PARSE_NONET.rawValue | XML_PARSE_COMPACT.rawValue | XML_PARSE_IGNORE_ENC.rawValue)
        let parsed = bytes.withUnsafeBytes { xmlCtxtReadMemory(pointer, $0.baseAddress, length, nil, encoding, options) }
        let tree = Tree(pointer: parsed)
        if let refusal = verdict.pointee.refusal { throw refusal }
        guard pointer.pointee.wellFormed == 1, pointer.pointee.nsWellFormed == 1 else {
            let error = pointer.pointee.lastError
            if error.code == CInt(bitPattern: XML_ERR_NO_MEMORY.rawValue) { throw .noMemory }
            let reason = error.message.map { String(cString: $0).prefix { $0 != "\n" } } ?? "not well formed"
            throw .malformed(line: max(1, Int(error.line)), reason: String(reason))
        }
        return tree
    }

    private func installCallbacks() {
        guard let sax = pointer.pointee.sax else { return }
        sax.pointee.internalSubset = { context, _, _, _ in
            stop(context) { .documentType(line: $0) }
        }
        sax.pointee.startElementNs = { context, name, prefix, uri, namespaces, pairs, attributes, defaulted, values in
            guard let verdict = ParserVerdict.of(context) else { return }
            verdict.pointee.depth += 1
            let allowed = verdict.pointee.depthMax
            if verdict.pointee.depth > allowed { return stop(context) { .tooDeep(line: $0, allowed: allowed) } }
            guard verdict.pointee.keepsTree else { return }
            xmlSAX2StartElementNs(context, name, prefix, uri, namespaces, pairs, attributes, defaulted, values)
        }
        sax.pointee.endElementNs = { context, name, prefix, uri in
            guard let verdict = ParserVerdict.of(context) else { return }
            verdict.pointee.depth -= 1
            guard verdict.pointee.keepsTree else { return }
            xmlSAX2EndElementNs(context, name, prefix, uri)
        }
        sax.pointee.comment = nil
        sax.pointee.processingInstruction = nil
        guard !verdict.pointee.keepsTree else { return }
        sax.pointee.characters = nil
        sax.pointee.ignorableWhitespace = nil
        sax.pointee.cdataBlock = nil
    }

    struct Tree: ~Copyable {
        let pointer: xmlDocPtr?

        deinit { xmlFreeDoc(pointer) }
    }
}

/// What the callbacks know and decide during one reading.
private struct ParserVerdict {
    let keepsTree: Bool
    let depthMax: Int
    var depth = 0
    var refusal: XMLRefusal?

    init(keepsTree: Bool, depthMax: Int) {
        self.keepsTree = keepsTree
        self.depthMax = depthMax
    }

    static func of(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<ParserVerdict>? {
        context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private?.assumingMemoryBound(to: ParserVerdict.self)
    }
}

private func stop(_ context: UnsafeMutableRawPointer?, because refusal: (Int) -> XMLRefusal) {
    guard let context = context?.assumingMemoryBound(to: xmlParserCtxt.self), let verdict = ParserVerdict.of(context) else { return }
    let line = context.pointee.input.map { Int($0.pointee.line) } ?? 1
    if verdict.pointee.refusal == nil { verdict.pointee.refusal = refusal(line) }
    xmlStopParser(context)
}

extension XMLElement {
    /// A copy of libxml2's node: nothing of C is kept. The depth is bounded by the reading.
    fileprivate init(copying node: xmlNodePtr) {
        name = XMLName(node.pointee.ns, node.pointee.name)
        line = xmlGetLineNo(node)
        var attributes: [XMLAttribute] = []
        var attribute = node.pointee.properties
        while let current = attribute {
            attributes.append(XMLAttribute(name: XMLName(current.pointee.ns, current.pointee.name), value: Self.value(of: current)))
            attribute = current.pointee.next
        }
        self.attributes = attributes
        var nodes: [XMLNode] = []
        var text = ""
        var child = node.pointee.children
        while let current = child {
            switch current.pointee.type {
            case XML_ELEMENT_NODE:
                if !text.isEmpty { nodes.append(.text(text)) }
                text = ""
                nodes.append(.element(XMLElement(copying: current)))
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE: text += string(current.pointee.content)
            default: break
            }
            child = current.pointee.next
        }
        if !text.isEmpty { nodes.append(.text(text)) }
        self.nodes = nodes
    }

    /// Without a document type there are no entities of one's own, so a value is made of text nodes only.
    private static func value(of attribute: xmlAttrPtr) -> String {
        var value = ""
        var part = attribute.pointee.children
        while let current = part {
            value += string(current.pointee.content)
            part = current.pointee.next
        }
        return value
    }
}

extension XMLName {
    fileprivate init(_ namespace: xmlNsPtr?, _ name: UnsafePointer<xmlChar>?) {
        self.init(namespace: string(namespace?.pointee.href), local: string(name))
    }
}

private func string(_ text: UnsafePointer<xmlChar>?) -> String {
    guard let text else { return "" }
    return String(cString: text)
}

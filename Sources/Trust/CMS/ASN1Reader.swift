/// Reads BER and DER (X.690) from bytes that nobody vouches for. It cannot index, only take and refuse.

package enum ASN1Refusal: Error, Hashable, Sendable {
    case truncated
    case unexpectedTag(found: UInt8, expected: UInt8)
    /// An element was expected and the enclosing one ends.
    case missing(expected: UInt8)
    /// The enclosing element holds more than its type says.
    case leftover(count: Int)
    /// §8.1.2.4: tags above 30 have no use in any structure read here.
    case highTagNumber
    /// §10.1: DER has one way of writing a length.
    case lengthNotMinimal
    case lengthTooLarge
    /// §8.1.3.6: only a constructed element may be of indefinite length, and never in DER.
    case indefiniteLength
    case tooDeep(allowed: Int)
    case malformed(ASN1Type)
}

package enum ASN1Type: String, Hashable, Sendable {
    case integer, objectIdentifier, octetString, time
}

package enum ASN1Rules: Hashable, Sendable {
    /// Lenient lengths and pieces, as senders may write outside what is signed.
    case ber
    case der
}

/// One element: where it lies in the shared bytes. Nothing is copied.
package struct ASN1Element: Hashable, Sendable {
    package let tag: UInt8
    /// Tag, length and content.
    package let encoding: ArraySlice<UInt8>
    /// Without the end-of-contents bytes of an indefinite length.
    package let content: ArraySlice<UInt8>
    package let rules: ASN1Rules
    let depth: Int

    package static let depthMax = 32

    package var isConstructed: Bool { tag & 0x20 != 0 }

    /// The children, all of them: what the closure leaves is an error.
    package func read<Value>(_ body: (inout ASN1Reader) throws(ASN1Refusal) -> Value) throws(ASN1Refusal) -> Value {
        try read(rules, body)
    }

    /// Under stricter rules than the element's own.
    package func read<Value>(
        _ rules: ASN1Rules, _ body: (inout ASN1Reader) throws(ASN1Refusal) -> Value
    ) throws(ASN1Refusal) -> Value {
        guard isConstructed else { throw .unexpectedTag(found: tag, expected: tag | 0x20) }
        guard depth < Self.depthMax else { throw .tooDeep(allowed: Self.depthMax) }
        var reader = ASN1Reader(content, rules: rules, depth: depth + 1)
        let value = try body(&reader)
        try reader.finish()
        return value
    }

    /// The children as elements.
    package func children(max: Int) throws(ASN1Refusal) -> [ASN1Element] {
        try read { reader throws(ASN1Refusal) in
            var children: [ASN1Element] = []
            while !reader.isAtEnd {
                guard children.count < max else { throw .lengthTooLarge }
                children.append(try reader.next())
            }
            return children
        }
    }
}

package struct ASN1Reader: Sendable {
    private var rest: ArraySlice<UInt8>
    private let rules: ASN1Rules
    private let depth: Int

    package init(_ bytes: ArraySlice<UInt8>, rules: ASN1Rules) { self.init(bytes, rules: rules, depth: 0) }

    init(_ bytes: ArraySlice<UInt8>, rules: ASN1Rules, depth: Int) {
        rest = bytes
        self.rules = rules
        self.depth = depth
    }

    package var isAtEnd: Bool { rest.isEmpty }

    /// What has not been read yet.
    package var remaining: ArraySlice<UInt8> { rest }

    package func finish() throws(ASN1Refusal) {
        guard rest.isEmpty else { throw .leftover(count: rest.count) }
    }

    package mutating func next() throws(ASN1Refusal) -> ASN1Element {
        let start = rest
        let header = try Self.header(&rest, rules)
        let content: ArraySlice<UInt8>
        if let length = header.length {
            guard length <= rest.count else { throw .truncated }
            content = rest.prefix(length)
            rest = rest.dropFirst(length)
        } else {
            content = try Self.indefiniteContent(&rest)
        }
        return ASN1Element(
            tag: header.tag, encoding: start.prefix(start.count - rest.count), content: content, rules: rules, depth: depth)
    }

    package mutating func next(_ tag: UInt8) throws(ASN1Refusal) -> ASN1Element {
        guard let found = rest.first else { throw .missing(expected: tag) }
        guard found == tag else { throw .unexpectedTag(found: found, expected: tag) }
        return try next()
    }

    package mutating func optional(_ tag: UInt8) throws(ASN1Refusal) -> ASN1Element? {
        rest.first == tag ? try next() : nil
    }

    /// Takes tag and length; the length is nil when indefinite.
    private static func header(_ bytes: inout ArraySlice<UInt8>, _ rules: ASN1Rules) throws(ASN1Refusal) -> (tag: UInt8, length: Int?) {
        guard let tag = bytes.popFirst(), let first = bytes.popFirst() else { throw .truncated }
        // Tag 0 is the end-of-contents mark and never an element.
        guard tag & 0x1f != 0x1f else { throw .highTagNumber }
        guard tag != 0 else { throw .unexpectedTag(found: 0, expected: 0x30) }
        if first < 0x80 { return (tag, Int(first)) }
        if first == 0x80 {
            guard rules == .ber, tag & 0x20 != 0 else { throw .indefiniteLength }
            return (tag, nil)
        }
        var length = 0
        let size = Int(first & 0x7f)
        guard size <= 8 else { throw .lengthTooLarge }
        for place in 0..<size {
            guard let byte = bytes.popFirst() else { throw .truncated }
            guard rules == .ber || place > 0 || byte != 0 else { throw .lengthNotMinimal }
            guard length <= Int.max >> 8 else { throw .lengthTooLarge }
            length = length << 8 | Int(byte)
        }
        guard rules == .ber || length >= 0x80 else { throw .lengthNotMinimal }
        return (tag, length)
    }

    /// §8.1.5: up to the end-of-contents of this level. Nesting is counted, not called, so that depth costs no stack.
    private static func indefiniteContent(_ bytes: inout ArraySlice<UInt8>) throws(ASN1Refusal) -> ArraySlice<UInt8> {
        let start = bytes
        var open = 1
        while true {
            if bytes.first == 0 {
                let end = start.count - bytes.count
                guard bytes.count >= 2, bytes.dropFirst().first == 0 else { throw .truncated }
                bytes = bytes.dropFirst(2)
                open -= 1
                if open == 0 { return start.prefix(end) }
                continue
            }
            guard let length = try header(&bytes, .ber).length else {
                open += 1
                guard open <= ASN1Element.depthMax else { throw .tooDeep(allowed: ASN1Element.depthMax) }
                continue
            }
            guard length <= bytes.count else { throw .truncated }
            bytes = bytes.dropFirst(length)
        }
    }
}

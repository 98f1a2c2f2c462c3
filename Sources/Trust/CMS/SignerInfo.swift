package import Cryptography

/// SignerInfo (RFC 5652 §5.3) as received.
package struct SignerInfo: Sendable {
    package enum Identifier: Hashable, Sendable {
        case issuerAndSerial(issuer: [UInt8], serial: [UInt8])
        case subjectKeyIdentifier([UInt8])
    }

    package let identifier: Identifier
    package let digestAlgorithm: AlgorithmIdentifier
    package let signatureAlgorithm: AlgorithmIdentifier
    package let signature: [UInt8]
    /// Nil when the signature covers the content itself.
    package let signedAttributes: SignedAttributes?
    package let unsignedAttributes: [Attribute]
    package let encoding: ArraySlice<UInt8>

    init(_ element: ASN1Element) throws(ASN1Refusal) {
        guard element.tag == ASN1Tag.sequence else { throw .unexpectedTag(found: element.tag, expected: ASN1Tag.sequence) }
        encoding = element.encoding
        (identifier, digestAlgorithm, signedAttributes, signatureAlgorithm, signature, unsignedAttributes) =
            try element.read { reader throws(ASN1Refusal) in
                _ = try reader.next(ASN1Tag.integer).smallInteger()
                let identifier = try Self.identifier(reader.next())
                let digest = try AlgorithmIdentifier(reader.next())
                let signed = try reader.optional(ASN1Tag.context(0)).map { field throws(ASN1Refusal) in try SignedAttributes(field) }
                let algorithm = try AlgorithmIdentifier(reader.next())
                let signature = try reader.next().octetString()
                let unsigned = try reader.optional(ASN1Tag.context(1)).map { field throws(ASN1Refusal) in try Attribute.all(in: field) }
                return (identifier, digest, signed, algorithm, signature, unsigned ?? [])
            }
    }

    /// Whether the identifier names that certificate.
    package func names(_ certificate: Certificate) -> Bool {
        switch identifier {
        case .issuerAndSerial(let issuer, let serial): certificate.issuerDER == issuer && certificate.serial == serial
        case .subjectKeyIdentifier(let identifier): certificate.subjectKeyIdentifier == identifier
        }
    }

    private static func identifier(_ element: ASN1Element) throws(ASN1Refusal) -> Identifier {
        if element.tag == ASN1Tag.contextPrimitive(0) || element.tag == ASN1Tag.context(0) {
            return .subjectKeyIdentifier(try element.implicitOctetString())
        }
        guard element.tag == ASN1Tag.sequence else { throw .unexpectedTag(found: element.tag, expected: ASN1Tag.sequence) }
        return try element.read { reader throws(ASN1Refusal) in
            let issuer = try reader.next(ASN1Tag.sequence)
            return .issuerAndSerial(issuer: Array(issuer.encoding), serial: try reader.next(ASN1Tag.integer).integer())
        }
    }
}

/// Attribute (RFC 5652 §5.3).
package struct Attribute: Hashable, Sendable {
    package let type: OID
    package let values: [ASN1Element]

    package static let attributesMax = 64
    package static let valuesMax = 64

    /// The only value; an attribute of another count has none.
    package var value: ASN1Element? { values.count == 1 ? values.first : nil }

    static func all(in set: ASN1Element) throws(ASN1Refusal) -> [Attribute] {
        try set.children(max: attributesMax).map { element throws(ASN1Refusal) in try Attribute(element) }
    }

    private init(_ element: ASN1Element) throws(ASN1Refusal) {
        guard element.tag == ASN1Tag.sequence else { throw .unexpectedTag(found: element.tag, expected: ASN1Tag.sequence) }
        (type, values) = try element.read { reader throws(ASN1Refusal) in
            (try reader.next(ASN1Tag.objectIdentifier).oid(), try reader.next(ASN1Tag.set).children(max: Self.valuesMax))
        }
    }
}

/// The signed attributes: what the signature value is made of (RFC 5652 §5.4).
package struct SignedAttributes: Sendable {
    /// DER of the SET OF, tag 0x31: the bytes to be signed, whatever tag they are stored under.
    package let der: [UInt8]
    package let attributes: [Attribute]

    /// As stored in a SignerInfo, under tag [0]. They must be DER: a signature covers bytes, not a meaning.
    init(_ field: ASN1Element) throws(ASN1Refusal) {
        var bytes = Array(field.encoding)
        bytes.replaceSubrange(0..<min(1, bytes.count), with: [ASN1Tag.set])
        try self.init(der: bytes)
    }

    package init(der: [UInt8]) throws(ASN1Refusal) {
        var reader = ASN1Reader(der[...], rules: .der)
        let set = try reader.next(ASN1Tag.set)
        try reader.finish()
        attributes = try Attribute.all(in: set)
        self.der = der
    }

    package func only(_ type: OID) -> Attribute? {
        let found = attributes.filter { $0.type == type }
        return found.count == 1 ? found.first : nil
    }

    package var repeated: [OID] {
        var seen: Set<OID> = []
        var repeated: [OID] = []
        for attribute in attributes where !seen.insert(attribute.type).inserted && !repeated.contains(attribute.type) {
            repeated.append(attribute.type)
        }
        return repeated
    }
}

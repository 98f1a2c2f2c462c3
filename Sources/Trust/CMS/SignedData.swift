package import Cryptography

/// SignedData (RFC 5652 §5.1) as received.
package struct SignedData: Sendable {
    package let contentType: OID
    /// Nil when the signature is detached.
    package let content: [UInt8]?
    /// In the order received; what is in the set but is no X.509 certificate is only counted.
    package let certificates: [Certificate]
    package let unreadableCertificates: Int
    package let revocationLists: [RevocationList]
    /// OtherRevocationInfoFormat (OCSP answers among them), each with its tag [1].
    package let otherRevocation: [ASN1Element]
    package let signers: [SignerInfo]

    package static let certificatesMax = 256
    package static let signersMax = 64

    /// What may follow the message.
    package enum Padding: Sendable {
        case none
        /// ISO 32000-2 §12.8.3.3: /Contents is longer than the message and filled with zeros.
        case zeros
    }

    package init(_ bytes: [UInt8], padding: Padding = .none) throws(CMSRefusal) {
        let fields = try SignedDataFields(bytes, padding: padding)
        contentType = fields.contentType
        content = fields.content
        let items = fields.certificates
        guard items.count <= Self.certificatesMax else {
            throw .tooMany("certificates", found: items.count, allowed: Self.certificatesMax)
        }
        certificates = items.compactMap { try? Certificate(der: Array($0.encoding)) }
        unreadableCertificates = items.count - certificates.count
        revocationLists = fields.revocation.compactMap { try? RevocationList(der: Array($0.encoding)) }
        otherRevocation = fields.revocation.filter { $0.tag == ASN1Tag.context(1) }
        guard fields.signers.count <= Self.signersMax else {
            throw .tooMany("signers", found: fields.signers.count, allowed: Self.signersMax)
        }
        signers = try reading { () throws(ASN1Refusal) in
            try fields.signers.map { element throws(ASN1Refusal) in try SignerInfo(element) }
        }
    }
}

/// The fields before any of them is understood.
private struct SignedDataFields {
    let contentType: OID
    let content: [UInt8]?
    let certificates: [ASN1Element]
    let revocation: [ASN1Element]
    let signers: [ASN1Element]

    private static let itemsMax = 4096

    init(_ bytes: [UInt8], padding: SignedData.Padding) throws(CMSRefusal) {
        var outer = ASN1Reader(bytes[...], rules: .ber)
        let message = try reading { () throws(ASN1Refusal) in try outer.next(ASN1Tag.sequence) }
        let rest = outer.remaining
        guard rest.isEmpty || padding == .zeros && rest.allSatisfy({ $0 == 0 }) else { throw .trailingBytes(count: rest.count) }
        let (type, body) = try reading { () throws(ASN1Refusal) in
            try message.read { reader throws(ASN1Refusal) in
                (try reader.next(ASN1Tag.objectIdentifier).oid(), try reader.next(ASN1Tag.context(0)))
            }
        }
        guard type == .signedData else { throw .notSignedData(found: type) }
        self = try reading { () throws(ASN1Refusal) in
            try body.read { reader throws(ASN1Refusal) in
                try reader.next(ASN1Tag.sequence).read { inner throws(ASN1Refusal) in try SignedDataFields(&inner) }
            }
        }
    }

    private init(_ reader: inout ASN1Reader) throws(ASN1Refusal) {
        _ = try reader.next(ASN1Tag.integer).smallInteger()
        _ = try reader.next(ASN1Tag.set)
        (contentType, content) = try reader.next(ASN1Tag.sequence).read { inner throws(ASN1Refusal) in
            let type = try inner.next(ASN1Tag.objectIdentifier).oid()
            let content = try inner.optional(ASN1Tag.context(0))?.read { wrapper throws(ASN1Refusal) in
                try wrapper.next().octetString()
            }
            return (type, content)
        }
        certificates = try reader.optional(ASN1Tag.context(0))?.children(max: Self.itemsMax) ?? []
        revocation = try reader.optional(ASN1Tag.context(1))?.children(max: Self.itemsMax) ?? []
        signers = try reader.next(ASN1Tag.set).children(max: Self.itemsMax)
    }
}

func reading<Value>(_ body: () throws(ASN1Refusal) -> Value) throws(CMSRefusal) -> Value {
    do throws(ASN1Refusal) {
        return try body()
    } catch {
        throw .encoding(error)
    }
}

/// An object identifier by its content bytes (X.690 §8.19).
package struct OID: Hashable, Sendable {
    package let content: [UInt8]

    /// Nil when a component is cut, or not in its shortest form.
    package init?(content: [UInt8]) {
        guard !content.isEmpty, content.count <= 64, let last = content.last, last < 0x80 else { return nil }
        var isStart = true
        for byte in content {
            guard !isStart || byte != 0x80 else { return nil }
            isStart = byte < 0x80
        }
        self.content = content
    }

    init(_ first: UInt8, _ second: UInt8, _ rest: UInt32...) {
        content = [first * 40 + second] + rest.flatMap(Self.base128)
    }

    private static func base128(_ value: UInt32) -> [UInt8] {
        var groups = [UInt8(value & 0x7f)]
        var rest = value >> 7
        while rest > 0 {
            groups.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        return groups.reversed()
    }
}

extension OID: CustomStringConvertible {
    package var description: String {
        var components: [String] = []
        var value: UInt64 = 0
        for byte in content {
            guard value < UInt64.max >> 8 else { return "unprintable" }
            value = value << 7 | UInt64(byte & 0x7f)
            guard byte < 0x80 else { continue }
            if components.isEmpty {
                let root = min(value / 40, 2)
                components = [String(root), String(value - root * 40)]
            } else {
                components.append(String(value))
            }
            value = 0
        }
        return components.joined(separator: ".")
    }
}

extension OID {
    // RFC 5652, RFC 5035, RFC 6211.
    package static let data = OID(1, 2, 840, 113549, 1, 7, 1)
    package static let signedData = OID(1, 2, 840, 113549, 1, 7, 2)
    package static let contentType = OID(1, 2, 840, 113549, 1, 9, 3)
    package static let messageDigest = OID(1, 2, 840, 113549, 1, 9, 4)
    package static let signingTime = OID(1, 2, 840, 113549, 1, 9, 5)
    package static let algorithmProtection = OID(1, 2, 840, 113549, 1, 9, 52)
    package static let signingCertificate = OID(1, 2, 840, 113549, 1, 9, 16, 2, 12)
    package static let signingCertificateV2 = OID(1, 2, 840, 113549, 1, 9, 16, 2, 47)
    package static let timeStampInfo = OID(1, 2, 840, 113549, 1, 9, 16, 1, 4)

    // RFC 8017, RFC 5758, FIPS 180-4.
    package static let rsaEncryption = OID(1, 2, 840, 113549, 1, 1, 1)
    package static let sha1WithRSA = OID(1, 2, 840, 113549, 1, 1, 5)
    package static let mgf1 = OID(1, 2, 840, 113549, 1, 1, 8)
    package static let rsaPSS = OID(1, 2, 840, 113549, 1, 1, 10)
    package static let sha256WithRSA = OID(1, 2, 840, 113549, 1, 1, 11)
    package static let sha384WithRSA = OID(1, 2, 840, 113549, 1, 1, 12)
    package static let sha512WithRSA = OID(1, 2, 840, 113549, 1, 1, 13)
    package static let sha224WithRSA = OID(1, 2, 840, 113549, 1, 1, 14)
    package static let ecPublicKey = OID(1, 2, 840, 10045, 2, 1)
    package static let ecdsaWithSHA1 = OID(1, 2, 840, 10045, 4, 1)
    package static let ecdsaWithSHA224 = OID(1, 2, 840, 10045, 4, 3, 1)
    package static let ecdsaWithSHA256 = OID(1, 2, 840, 10045, 4, 3, 2)
    package static let ecdsaWithSHA384 = OID(1, 2, 840, 10045, 4, 3, 3)
    package static let ecdsaWithSHA512 = OID(1, 2, 840, 10045, 4, 3, 4)
    package static let sha1 = OID(1, 3, 14, 3, 2, 26)
    package static let sha224 = OID(2, 16, 840, 1, 101, 3, 4, 2, 4)
    package static let sha256 = OID(2, 16, 840, 1, 101, 3, 4, 2, 1)
    package static let sha384 = OID(2, 16, 840, 1, 101, 3, 4, 2, 2)
    package static let sha512 = OID(2, 16, 840, 1, 101, 3, 4, 2, 3)
}

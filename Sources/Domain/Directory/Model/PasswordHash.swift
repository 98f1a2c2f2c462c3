import Values

/// scrypt (RFC 7914) with its parameters beside it, so that they can be raised later: `$scrypt$ln=15,r=8,p=1$salt$hash`.
package struct PasswordHash: Hashable, Sendable, CustomStringConvertible {
    package struct Cost: Hashable, Sendable {
        package let logN: Int
        package let r: Int
        package let p: Int

        package init(logN: Int, r: Int, p: Int) { (self.logN, self.r, self.p) = (logN, r, p) }

        /// 32 MiB a try: what OWASP's password storage sheet asks of scrypt with p = 3, one p less in time.
        package static let current = Cost(logN: 15, r: 8, p: 2)

        var isBounded: Bool { 1...20 ~= logN && 1...32 ~= r && 1...16 ~= p }
    }

    package let cost: Cost
    package let salt: [UInt8]
    package let hash: [UInt8]

    package init(cost: Cost, salt: [UInt8], hash: [UInt8]) { (self.cost, self.salt, self.hash) = (cost, salt, hash) }

    package init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let salt = Base64.decode(parts[3]),
            let hash = Base64.decode(parts[4]), let cost = Cost(parts[2]), cost.isBounded, !salt.isEmpty, !hash.isEmpty
        else { return nil }
        self.init(cost: cost, salt: salt, hash: hash)
        guard description == text else { return nil }
    }

    package var description: String {
        "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$\(Base64.encode(salt))$\(Base64.encode(hash))"
    }
}

extension PasswordHash.Cost {
    fileprivate init?(_ text: String) {
        let fields = text.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 3 else { return nil }
        let numbers = zip(["ln=", "r=", "p="], fields).map { prefix, field in
            field.hasPrefix(prefix) ? Int(field.dropFirst(prefix.count)) : nil
        }
        guard let logN = numbers[0], let r = numbers[1], let p = numbers[2] else { return nil }
        self.init(logN: logN, r: r, p: p)
    }
}

/// A password that may be given to an account (CNIL 2022-100: length and no list of classes; ASVS 6.2.1, 6.2.9).
package struct Password: Sendable {
    package static let lengthMin = 14
    package static let bytesMax = 1024
    let bytes: [UInt8]

    package init(_ text: String) throws(PasswordRefusal) {
        guard text.count >= Password.lengthMin else { throw .tooShort(found: text.count, least: Password.lengthMin) }
        guard text.utf8.count <= Password.bytesMax else { throw .tooLong(found: text.utf8.count, allowed: Password.bytesMax) }
        guard Set(text).count >= 5 else { throw .tooPlain(different: Set(text).count, least: 5) }
        bytes = Array(text.utf8)
    }
}

package enum PasswordRefusal: Error, Equatable, Sendable {
    case tooShort(found: Int, least: Int)
    case tooLong(found: Int, allowed: Int)
    /// The same few characters again and again.
    case tooPlain(different: Int, least: Int)
}

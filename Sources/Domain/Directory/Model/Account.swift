package import Values

package typealias AccountID = ID<Account>

/// What somebody signs in with. An operator's account belongs to no authority.
package struct Account: Hashable, Sendable {
    package let id: AccountID
    package let login: Login
    package let tenant: TenantID?
    package let person: PersonID?
    package let roles: Set<Role>
    package let isDisabled: Bool

    package init(id: AccountID, login: Login, tenant: TenantID?, person: PersonID?, roles: Set<Role>, isDisabled: Bool) {
        (self.id, self.login, self.tenant, self.person) = (id, login, tenant, person)
        (self.roles, self.isDisabled) = (roles, isDisabled)
    }

    package var viewer: Viewer? { person.map { Viewer(person: $0, roles: roles) } }
}

/// An e-mail address in most cases; compared without case, byte by byte otherwise.
package struct Login: Hashable, Sendable, CustomStringConvertible {
    package static let bytesMax = 254
    package let description: String

    package init?(_ text: String) {
        let lower = text.lowercased()
        guard 1...Login.bytesMax ~= lower.utf8.count, lower.utf8.allSatisfy({ 0x21...0x7e ~= $0 }) else { return nil }
        description = lower
    }
}

package enum AccountRefusal: Error, Equatable, Sendable {
    case loginTaken(String)
    case notFound
    /// The first-run token was used, or never was one.
    case firstRunTokenInvalid
}

/// Why nobody was let in. One answer for a wrong password, an unknown login and a disabled account.
package enum SignInRefusal: Error, Equatable, Sendable {
    case wrong
    /// This login was tried too often from this network; the password was not looked at. Never a lock.
    case tooSoon(retryAfterSeconds: Int64)
}

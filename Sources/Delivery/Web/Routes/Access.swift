package import Directory

/// Who may knock at a route. A coarse door: the service decides again with the object in hand.
package enum Access: Hashable, Sendable {
    /// No account needed.
    case anyone
    case signedIn
    /// Signed in, with at least one of these roles.
    case oneOf(Set<Role>)

    package enum Verdict: Equatable, Sendable {
        case open
        /// Nobody is signed in: pages send to the door, the API says 401.
        case signIn
        /// Signed in, but not for this person: the same answer as a page that does not exist.
        case notFound
    }

    /// The only place where a route is opened or closed.
    package func verdict(for account: Account?) -> Verdict {
        switch (self, account) {
        case (.anyone, _): .open
        case (.signedIn, nil), (.oneOf, nil): .signIn
        case (.signedIn, .some): .open
        case (.oneOf(let roles), .some(let account)): account.roles.isDisjoint(with: roles) ? .notFound : .open
        }
    }
}

extension Access: CustomStringConvertible {
    /// As `tabellion routes` and the policy file write it.
    package var description: String {
        switch self {
        case .anyone: "anyone"
        case .signedIn: "signed-in"
        case .oneOf(let roles): roles.map(\.rawValue).sorted().joined(separator: "+")
        }
    }
}

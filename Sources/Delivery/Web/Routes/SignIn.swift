import Hummingbird

/// The way to the door and back to the page that was asked.
package enum SignIn {
    package static let path: Link = "/connexion"

    /// Only what was to be read is found again; an act is not repeated behind the person's back.
    static func door(backTo request: Request) -> Link {
        guard request.method == .get, let target = request.head.path, target != "/" else { return path }
        return path.query([("suite", target)])
    }

    /// Where to go after signing in: a path of ours, and nothing that a letter could have put there (ASVS 3.7.2).
    package static func place(after wanted: String?) -> Link {
        guard let wanted, Target.refusal(of: wanted) == nil, !wanted.hasPrefix("//"), !wanted.hasPrefix("/connexion") else { return "/" }
        return Link(checked: wanted)
    }
}

/// What a handler or the edge answers instead of a page. Handlers throw it; it is turned into an answer in one place.
package enum Fault: Error, Equatable, Sendable {
    /// Missing, of another authority, or not for this person: one answer for the three.
    case notFound
    /// Nobody is signed in (API only: pages send to the door).
    case signedOut
    /// An unsafe request that another site made the browser send.
    case crossSite
    case tooLarge(allowed: Int)
    /// A form that is not what our pages send.
    case form(FormRefusal)
    case upload(MultipartRefusal)
    /// The body ended before its length.
    case bodyIncomplete
    case refused(EdgeRefusal)
    /// Nothing is written any more, and the reason has a name: a full disk, a journal that went back, a damaged content.
    case stopped(Sentence)
    /// Ours. The number is also in the log.
    case incident(String)
    /// Asked to come back: too many at once, or a part is closed for a moment.
    case busy

    package var status: Int {
        switch self {
        case .notFound: 404
        case .signedOut: 401
        case .crossSite: 403
        case .tooLarge: 413
        case .form, .upload, .bodyIncomplete: 400
        case .refused(let refusal): refusal.status
        case .incident: 500
        case .busy, .stopped: 503
        }
    }

    /// Stable, for programs.
    package var code: String {
        switch self {
        case .notFound: "introuvable"
        case .signedOut: "non-identifie"
        case .crossSite: "autre-site"
        case .tooLarge: "trop-grand"
        case .form: "formulaire"
        case .upload: "envoi"
        case .bodyIncomplete: "corps-incomplet"
        case .refused: "requete-refusee"
        case .incident: "incident"
        case .stopped: "arrete"
        case .busy: "occupe"
        }
    }
}

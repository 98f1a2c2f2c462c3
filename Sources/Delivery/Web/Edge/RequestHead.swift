/// The head of a request as it came, before any library has repaired it. Names and values are not yet trusted.
package struct RequestHead: Sendable {
    package var method: String
    /// What stands between the method and the version: a path, and nothing else is accepted.
    package var target: String
    package var major: Int
    package var minor: Int
    package var fields: [(name: String, value: String)]

    package init(method: String, target: String, major: Int = 1, minor: Int = 1, fields: [(name: String, value: String)]) {
        (self.method, self.target, self.major, self.minor, self.fields) = (method, target, major, minor, fields)
    }

    /// All values of a field, whatever the case of its name.
    func values(_ name: String) -> [String] { fields.filter { $0.name.lowercased() == name }.map(\.value) }
}

/// Why a request was refused before anyone read it. Each case carries what was found and what is allowed.
package enum EdgeRefusal: Error, Equatable, Sendable {
    /// HTTP/1.1 only on this socket: an older peer does not understand our framing (RFC 9112 §2.3).
    case version(major: Int, minor: Int)
    /// RFC 9112 §3.2: exactly one Host.
    case hostCount(Int)
    /// A name that we do not serve: misdirected (RFC 9110 §15.5.20).
    case hostUnknown(String)
    case methodUnknown(String)
    /// Absolute, authority and asterisk forms are for proxies (RFC 9112 §3.2).
    case targetForm
    case targetTooLong(found: Int, allowed: Int)
    /// A byte or an encoding that no address of ours holds.
    case targetCharacter(at: Int)
    /// Dots that climb, an empty segment, an encoded separator.
    case targetSegment
    case fieldCount(found: Int, allowed: Int)
    case fieldsTooLong(found: Int, allowed: Int)
    case fieldName(String)
    /// RFC 9112 §6.1: the only coding we read is `chunked`, once.
    case transferCoding(String)
    case contentLength(String)
    /// Both framings at once are a smuggling attempt (RFC 9112 §6.3).
    case twoFramings

    package var status: Int {
        switch self {
        case .version: 505
        case .hostCount, .targetForm, .targetCharacter, .targetSegment, .fieldName, .contentLength, .twoFramings: 400
        case .hostUnknown: 421
        case .methodUnknown: 405
        case .targetTooLong: 414
        case .fieldCount, .fieldsTooLong: 431
        case .transferCoding: 501
        }
    }
}

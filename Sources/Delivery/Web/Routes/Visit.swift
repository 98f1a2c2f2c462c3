package import Directory
package import HTTPTypes
import Hummingbird
package import Values

/// One request that passed the edge, as a handler sees it: who asks, when, for what. HTTP goes no further down than the handler.
package struct Visit: Sendable {
    package let head: HTTPRequest
    /// Nil on public pages when nobody is signed in.
    package let account: Account?
    package let now: Instant
    let body: RequestBody
    let bodyMax: Int
    let parameters: Parameters
    let declaredLength: Int?
    /// The token that opened the session, to end it.
    package let token: String?
    /// Where the request comes from, as far as tries of passwords go.
    package let network: String

    /// A piece of the path, decoded; a piece that is not one was never routed.
    package func parameter(_ name: String) throws -> String {
        guard let raw = parameters.get(name), let text = Target.decode(raw.utf8) else { throw Fault.notFound }
        return text
    }

    /// An identifier in the path; anything that is not one does not exist.
    package func id<Of>(_ name: String, of kind: Of.Type = Of.self) throws -> ID<Of> {
        guard let id = ID<Of>(try parameter(name)) else { throw Fault.notFound }
        return id
    }

    /// The query, read with the rules of forms. A query that is not one is empty.
    package var query: Form {
        let target = head.path ?? ""
        guard let mark = target.firstIndex(of: "?") else { return Form(fields: []) }
        return (try? FormParser.parse(Array(target[target.index(after: mark)...].utf8))) ?? Form(fields: [])
    }
}

package import Directory
package import HTTPTypes
package import Hummingbird

/// One line of the table: method, path, who, what it is called, handler. The router, the permission matrix and `tabellion routes`
/// are made from the same lines.
package struct Route: Sendable {
    package typealias Handler = @Sendable (Visit) async throws -> Response
    package typealias SignedInHandler = @Sendable (Visit, Account) async throws -> Response

    package let method: HTTPRequest.Method
    /// `/parapheur/{dossier}/signature`
    package let path: String
    package let access: Access
    /// What it does, in French, for whoever reads the list.
    package let title: String
    /// The longest body that is read.
    package let bodyMax: Int
    let handler: Handler

    /// `GET`, `POST`: as the list of routes writes it.
    package var verb: String { method.rawValue }
    /// Method, path, who, what.
    package var line: String { "\(verb) \(path) \(access) \(title)" }

    /// Enough for any form without a file.
    package static let formMax = 262_144

    package static func get(_ path: String, _ access: Access, _ title: String, _ handler: @escaping Handler) -> Route {
        Route(method: .get, path: path, access: access, title: title, bodyMax: 0, handler: handler)
    }

    /// A handler that needs somebody is never reached without: by its type.
    package static func get(_ path: String, _ access: Access, _ title: String, _ handler: @escaping SignedInHandler) -> Route {
        get(path, access, title, needing(handler))
    }

    package static func post(
        _ path: String, _ access: Access, _ title: String, bodyMax: Int = formMax, _ handler: @escaping Handler
    ) -> Route {
        Route(method: .post, path: path, access: access, title: title, bodyMax: bodyMax, handler: handler)
    }

    package static func post(
        _ path: String, _ access: Access, _ title: String, bodyMax: Int = formMax, _ handler: @escaping SignedInHandler
    ) -> Route {
        post(path, access, title, bodyMax: bodyMax, needing(handler))
    }

    private static func needing(_ handler: @escaping SignedInHandler) -> Handler {
        { visit in
            guard let account = visit.account else { throw Fault.signedOut }
            return try await handler(visit, account)
        }
    }
}

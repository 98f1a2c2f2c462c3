import HTTPTypes
import Hummingbird
import Logging
import NIOHTTP1
import Values

/// What surrounds every handler: cross-site requests stop here, faults become answers here, and no error's own words get out.
struct Edge<Inner: HTTPResponder<WebContext>>: HTTPResponder {
    let inner: Inner
    let random: RandomSource

    func respond(to request: Request, context: WebContext) async throws -> Response {
        do {
            if request.isCrossSite { throw Fault.crossSite }
            // A final slash is another address, which does not exist.
            if request.uri.path.count > 1, request.uri.path.hasSuffix("/") { throw Fault.notFound }
            return try await inner.respond(to: request, context: context)
        } catch let fault as Fault {
            return ErrorAnswer.response(fault, isAPI: request.isForAPI)
        } catch let error as HTTPError where error.status == .notFound {
            return ErrorAnswer.response(.notFound, isAPI: request.isForAPI)
        } catch let error as HTTPParserError {
            // The connection is answered and closed below us.
            throw error
        } catch {
            let number = incidentNumber()
            context.logger.error("incident", metadata: ["number": "\(number)", "kind": "\(type(of: error))", "error": "\(error)"])
            return ErrorAnswer.response(.incident(number), isAPI: request.isForAPI)
        }
    }

    /// Short enough to be read on the telephone.
    private func incidentNumber() -> String {
        let hex = Hexadecimal.encode(random.bytes(4)).uppercased()
        return hex.prefix(4) + "-" + hex.suffix(4)
    }
}

extension Request {
    var isForAPI: Bool { uri.path == "/api" || uri.path.hasPrefix("/api/") }

    private var fetchSite: String? { HTTPField.Name("Sec-Fetch-Site").flatMap { headers[$0] } }

    var isCrossSite: Bool {
        CrossSite.refuses(
            method: method.rawValue, host: head.authority ?? "", fetchSite: fetchSite, origin: headers[.origin])
    }
}

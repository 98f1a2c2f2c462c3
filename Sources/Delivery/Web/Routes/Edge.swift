import HTTPTypes
import Hummingbird
import Logging
import Values

/// What surrounds every handler and every path without one: cross-site requests stop here, faults become answers here, and no error's own
/// words get out.
struct Edge: RouterMiddleware {
    let random: RandomSource

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            if request.isCrossSite { throw Fault.crossSite }
            // A final slash is another address, which does not exist.
            if request.uri.path.count > 1, request.uri.path.hasSuffix("/") { throw Fault.notFound }
            return try await next(request, context)
        } catch let fault as Fault {
            return answer(fault, request)
        } catch let error as HTTPError where error.status == .notFound {
            return answer(.notFound, request)
        } catch {
            if let sentence = Sentence(stop: error) {
                context.logger.critical("stopped", metadata: ["kind": "\(type(of: error))", "error": "\(error)"])
                return ErrorAnswer.response(.stopped(sentence), isAPI: request.isForAPI)
            }
            let number = incidentNumber()
            context.logger.error("incident", metadata: ["number": "\(number)", "kind": "\(type(of: error))", "error": "\(error)"])
            return answer(.incident(number), request)
        }
    }

    private func answer(_ fault: Fault, _ request: Request) -> Response {
        let response = ErrorAnswer.response(fault, isAPI: request.isForAPI)
        return request.method == .head ? response.createHeadResponse() : response
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

import Hummingbird

/// The pages of errors. Each is the same bytes for everybody: a missing object, a foreign one and a forbidden one cannot be told apart.
package enum ErrorAnswer {
    package static let notFound = page(.notFound)

    static func page(for refusal: EdgeRefusal) -> String { page(.refused(refusal)) }

    /// Under `/api` errors are problem details (RFC 9457), elsewhere pages.
    static func response(_ fault: Fault, isAPI: Bool) -> Response {
        let status = HTTPResponse.Status(code: fault.status)
        let body = isAPI ? problem(fault) : page(fault)
        let type = isAPI ? "application/problem+json" : "text/html; charset=utf-8"
        var headers: HTTPFields = [.contentType: type]
        if case .signedOut = fault, isAPI { headers[.wwwAuthenticate] = "Bearer" }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: body)))
    }

    private static func page(_ fault: Fault) -> String {
        let sentence = Sentence(fault)
        let content: HTML = """
            <section class="leaf flow"><p class="over">\(sentence.over)</p><h1>\(sentence.problem)</h1><p>\(sentence.remedy)</p>\
            <div class="btns"><a class="btn main-action" href="/">Revenir à l’accueil</a></div></section>
            """
        let surroundings = Surroundings(authority: Surroundings.product, logo: "/tabellion.svg")
        return Page(sentence.problem, density: .roomy, isRefused: true, content: content).document(in: surroundings).text
    }

    /// Written by hand: three known fields, no free text but an incident number made of digits and letters.
    private static func problem(_ fault: Fault) -> String {
        let sentence = Sentence(fault)
        return """
            {"type":"/problemes/\(fault.code)","title":"\(escaped(sentence.problem))",\
            "status":\(fault.status),"detail":"\(escaped(sentence.remedy))"}

            """
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\u{0}"..."\u{1f}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

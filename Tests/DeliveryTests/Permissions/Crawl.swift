/// Reads every page that links lead to, from the first ones on.
struct Crawl {
    struct Page {
        let target: String
        let bytes: [UInt8]

        func holds(_ text: String) -> Bool { bytes.firstRange(of: Array(text.utf8)) != nil }
    }

    let client: Client
    let cookie: String
    private static let pagesMax = 200

    func pages() async throws -> [Page] {
        var waiting = ["/", "/parapheur", "/actes", "/transmissions", "/exploitation/collectivites"]
        var seen = Set(waiting)
        var pages: [Page] = []
        while let target = waiting.popLast(), pages.count < Crawl.pagesMax {
            let answer = try await client.ask("GET", target, cookie: cookie)
            pages.append(Page(target: target, bytes: answer.body))
            guard answer.value("content-type")?.hasPrefix("text/html") == true else { continue }
            for piece in answer.text.split(separator: "href=\"/").dropFirst() {
                let link = "/" + piece.prefix { $0 != "\"" && $0 != "#" }.replacing("&amp;", with: "&")
                if !link.contains("/pages/"), seen.insert(link).inserted { waiting.append(link) }
            }
        }
        return pages
    }
}

/// Requests that another site makes a browser send (ASVS 3.5.1). Only what a browser sets and no page can forge is believed.
package enum CrossSite {
    private static let safe: Set<String> = ["GET", "HEAD", "OPTIONS"]

    /// True when the request changes something and does not come from our own pages.
    /// `Sec-Fetch-Site` must be `same-origin` or `none`; `Origin`, when there, must be this host; without both it is not a browser.
    package static func refuses(method: String, host: String, fetchSite: String?, origin: String?) -> Bool {
        if safe.contains(method) { return false }
        if let fetchSite, fetchSite != "same-origin", fetchSite != "none" { return true }
        guard let origin else { return false }
        return !["https://", "http://"].contains { origin.lowercased() == $0 + host.lowercased() }
    }
}

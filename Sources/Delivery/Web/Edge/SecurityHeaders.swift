import HTTPTypes
import NIOHTTP1

/// What every answer says to browsers, whoever wrote it: pages, errors, refusals, files. A handler may say something stricter, never less.
package struct SecurityHeaders: Sendable {
    /// Served by TLS, here or by the proxy in front: then browsers must never come back without it.
    package let isSecure: Bool

    package init(isSecure: Bool) { self.isSecure = isSecure }

    package static let contentPolicy =
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

    package var all: [(name: String, value: String)] {
        var headers = [
            (name: "Content-Security-Policy", value: SecurityHeaders.contentPolicy),
            ("X-Content-Type-Options", "nosniff"),
            // Not `no-referrer`: browsers then send `Origin: null` with our own forms.
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"),
            ("Cache-Control", "no-store"),
        ]
        if isSecure { headers.append(("Strict-Transport-Security", "max-age=63072000; includeSubDomains")) }
        return headers
    }

    /// Adds what is missing.
    func complete(_ headers: inout HTTPHeaders) {
        for (name, value) in all where !headers.contains(name: name) { headers.add(name: name, value: value) }
        headers.remove(name: "server")
    }
}

import HTTPTypes

/// The one cookie of the product. `__Host-` binds it to this host and to TLS; on loopback without TLS browsers refuse that prefix.
package enum SessionCookie {
    package static func name(isSecure: Bool) -> String { isSecure ? "__Host-tabellion" : "tabellion" }

    /// HttpOnly: no script reads it. Lax: a link from a letter keeps the person signed in, a foreign form does not.
    package static func set(_ token: String, isSecure: Bool) -> String {
        name(isSecure: isSecure) + "=" + token + "; Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }

    package static func clear(isSecure: Bool) -> String { set("", isSecure: isSecure) + "; Max-Age=0" }

    /// Nil when absent, and when there are two: one of them was planted.
    static func token(in fields: HTTPFields, isSecure: Bool) -> String? {
        let wanted = name(isSecure: isSecure)
        var found: [String] = []
        for field in fields[values: .cookie] {
            for pair in field.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, parts[0].drop(while: { $0 == " " }) == wanted else { continue }
                found.append(String(parts[1]))
            }
        }
        return found.count == 1 ? found.first : nil
    }
}

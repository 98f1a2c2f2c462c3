import Legality

/// The settings of a server, one row each: the table checks the file and prints the help. An unknown key is an error.
package struct Configuration: Equatable, Sendable {
    /// Where the server listens.
    package var address = "127.0.0.1"
    package var port = 8080
    /// Names under which people reach it, without scheme; requests for any other are refused.
    package var hosts: [String] = []
    /// True behind a proxy that speaks TLS to people: cookies are `Secure` and HSTS is sent.
    package var https = false
    /// File of the root key; empty means `keys/root.key` in the data directory. Better on another disk.
    package var rootKey = ""
    /// Folder of the second marks of journals; empty means beside the data directory, under its name and `.marks`. Better on another disk.
    package var marks = ""
    /// First part of the names under which journals sign (`origin/slug`).
    package var journalOrigin = "tabellion"
    /// Trigram of the homologated device that will carry the archives.
    package var operatorCode = "TAB"

    package init() {}

    package struct Setting: Sendable {
        package let name: String
        package let meaning: String
        package let standard: String
        let apply: @Sendable (String, inout Configuration) -> Bool
    }

    package static let table: [Setting] = [
        Setting(name: "address", meaning: "adresse d'écoute", standard: "127.0.0.1") { text, configuration in
            configuration.address = text
            return !text.isEmpty
        },
        Setting(name: "port", meaning: "port d'écoute, de 1 à 65535", standard: "8080") { text, configuration in
            guard let port = Int(text), 1...65_535 ~= port else { return false }
            configuration.port = port
            return true
        },
        Setting(name: "hosts", meaning: "noms publics du service, séparés par des virgules", standard: "") { text, configuration in
            configuration.hosts = text.split(separator: ",").map { String($0.filter { $0 != " " }).lowercased() }
            return true
        },
        Setting(name: "https", meaning: "oui quand un mandataire TLS précède le service", standard: "non") { text, configuration in
            configuration.https = text == "oui"
            return text == "oui" || text == "non"
        },
        Setting(name: "rootKey", meaning: "fichier de la clé racine", standard: "DIR/keys/root.key") { text, configuration in
            configuration.rootKey = text
            return true
        },
        Setting(name: "marks", meaning: "dossier des secondes marques des journaux", standard: "DIR.marks") { text, configuration in
            configuration.marks = text
            return true
        },
        Setting(name: "journalOrigin", meaning: "première partie du nom des journaux", standard: "tabellion") { text, configuration in
            configuration.journalOrigin = text
            return !text.isEmpty && text.utf8.allSatisfy { 0x21...0x7e ~= $0 && $0 != 0x2b }
        },
        Setting(name: "operatorCode", meaning: "trigramme de l'opérateur de télétransmission", standard: "TAB") { text, configuration in
            configuration.operatorCode = text
            return OperatorCode(text) != nil
        },
    ]

    /// Reads `name = value` lines; `#` begins a comment.
    package init(text: String) throws(ConfigurationRefusal) {
        self.init()
        var seen: Set<String> = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.prefix { $0 != "#" }
            guard content.contains(where: { $0 != " " && $0 != "\t" && $0 != "\r" }) else { continue }
            guard let equals = content.firstIndex(of: "=") else { throw .noValue(line: index + 1) }
            let name = trimmed(content[..<equals])
            let value = trimmed(content[content.index(after: equals)...])
            guard let setting = Configuration.table.first(where: { $0.name == name }) else { throw .unknown(name: name, line: index + 1) }
            guard seen.insert(name).inserted else { throw .repeated(name: name, line: index + 1) }
            guard setting.apply(value, &self) else { throw .refused(name: name, value: value, line: index + 1) }
        }
    }
}

package enum ConfigurationRefusal: Error, Equatable, Sendable {
    case noValue(line: Int)
    case unknown(name: String, line: Int)
    case repeated(name: String, line: Int)
    case refused(name: String, value: String, line: Int)
}

private func trimmed(_ text: Substring) -> String {
    let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
    guard let start = text.firstIndex(where: { !blank($0) }), let end = text.lastIndex(where: { !blank($0) }) else { return "" }
    return String(text[start...end])
}

/// What belongs to one room only: a C library, SQL, HTTP.
extension Rule {
    static let borders: [Rule] = [
        only(["COpenSSL"], in: ["Cryptography"]),
        only(["CLibXML2"], in: ["XMLSecurity"]),
        only(["CZlib"], in: ["Compression"]),
        only(["CAssets"], in: ["Web"]),
        only(["GRDB", "GRDBSQLite", "SQLite3"], in: ["Database"]),
        only(
            ["Hummingbird", "HummingbirdCore", "HummingbirdTLS", "HTTPTypes", "NIOHTTP1", "NIOHTTPTypes", "NIOHTTPTypesHTTP1"],
            in: ["Web"]),
        // The bench starts its anchors, which are not renderers of anybody's bytes.
        only(["Subprocess"], in: ["DocumentTools", "tabellion"]),
        only(["ArgumentParser"], in: ["tabellion", "tabellion-verify"]),
        .each(
            "the floors that the offline checker needs do without Foundation",
            of: { isSource($0) && (["Ground", "Trust"].contains($0.floor) || $0.module == "tabellion-verify") },
            offender: SourceFile("Sources/Trust/CMS/A.swift", "import Foundation\n"),
            innocent: SourceFile("Sources/Platform/Jobs/A.swift", "import Foundation\n")
        ) { file in
            file.imports.filter { $0.module.hasPrefix("Foundation") }.map {
                file.found("`import \($0.module)`", use: "the standard library, Glibc and Values", at: $0.at)
            }
        },
        .each(
            "SQL text stands in Tables/",
            of: { isSource($0) && !$0.path.contains("/Tables/") && !$0.path.hasPrefix("Sources/Platform/Database/") },
            offender: SourceFile("Sources/Domain/Acts/Service/A.swift", "let a = \"\"\"\n    SELECT id\n      FROM act\n    \"\"\"\n"),
            innocent: SourceFile("Sources/Domain/Acts/Tables/A.swift", "let a: SQL = \"SELECT id FROM act\" // UPDATE act\n")
        ) { file in
            let statements = [
                "SELECT ", "INSERT INTO ", "INSERT OR ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "CREATE INDEX ",
                "CREATE UNIQUE INDEX ",
                "CREATE TRIGGER ", "CREATE VIEW ", "ALTER TABLE ", "DROP TABLE ", "PRAGMA ",
            ]
            return statements.flatMap { file.places(of: $0, in: file.literals) }.map {
                file.found("SQL text", use: "a method of the module's Tables/", at: $0)
            }
        },
        .each(
            "SQL tables stand in domain and platform modules", of: { isSource($0) && $0.path.contains("/Tables/") },
            offender: SourceFile("Sources/Delivery/Web/Tables/A.swift", "let a = 1\n"),
            innocent: SourceFile("Sources/Platform/Jobs/Tables/A.swift", "let a = 1\n")
        ) { file in
            ["Domain", "Platform"].contains(file.floor)
                ? [] : [file.found("a Tables/ folder on this floor", use: "a domain or platform module", at: 0)]
        },
    ]

    private static func only(_ modules: [String], in rooms: [String]) -> Rule {
        let place = rooms.joined(separator: ", ")
        return .each(
            "\(modules[0]) is imported only in \(place)", of: isSource,
            offender: SourceFile("Sources/Ground/Values/A.swift", "package import \(modules[0])\n"),
            innocent: SourceFile("Sources/Ground/\(rooms[0])/A.swift", "internal import \(modules[0]) // import \(modules[0])\n")
        ) { file in
            guard let module = file.module, !rooms.contains(module) else { return [] }
            return file.imports.filter { modules.contains($0.module) }.map {
                file.found("`import \($0.module)` in \(module)", use: "what \(place) offers", at: $0.at)
            }
        }
    }
}

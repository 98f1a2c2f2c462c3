/// The house as drawn in docs/architecture.md: which module stands on which floor, and what it may know. Arrows go down only.
enum House {
    struct Room: Sendable {
        let name: String
        let floor: String
        /// Modules of the same floor that are drawn below this one.
        var above: Set<String> = []
    }

    static let rooms: [Room] = [
        Room(name: "COpenSSL", floor: "System"),
        Room(name: "CLibXML2", floor: "System"),
        Room(name: "CZlib", floor: "System"),
        Room(name: "CAssets", floor: "System"),
        Room(name: "CLinux", floor: "System"),
        Room(name: "Values", floor: "Ground"),
        Room(name: "Cryptography", floor: "Ground", above: ["Values"]),
        Room(name: "Compression", floor: "Ground", above: ["Values", "Cryptography"]),
        Room(name: "MerkleLog", floor: "Ground", above: ["Values", "Cryptography", "Compression"]),
        Room(name: "Database", floor: "Platform"),
        Room(name: "ContentStore", floor: "Platform", above: ["Database"]),
        Room(name: "Journal", floor: "Platform", above: ["Database"]),
        Room(name: "Jobs", floor: "Platform", above: ["Database"]),
        Room(name: "DocumentTools", floor: "Platform", above: ["Database"]),
        Room(name: "Certificates", floor: "Trust"),
        Room(name: "CMS", floor: "Trust", above: ["Certificates"]),
        Room(name: "PDFDocument", floor: "Trust"),
        Room(name: "XMLSecurity", floor: "Trust"),
        Room(name: "Signatures", floor: "Trust", above: ["Certificates", "CMS", "PDFDocument", "XMLSecurity"]),
        Room(name: "Directory", floor: "Domain"),
        Room(name: "Parapheur", floor: "Domain", above: ["Directory"]),
        Room(name: "Acts", floor: "Domain", above: ["Directory"]),
        Room(name: "Legality", floor: "Domain", above: ["Directory"]),
        Room(name: "Application", floor: "Delivery"),
        Room(name: "Web", floor: "Delivery", above: ["Application"]),
        Room(name: "tabellion", floor: "Delivery", above: ["Application", "Web"]),
        Room(name: "tabellion-verify", floor: "Delivery"),
    ]

    /// Floors whose modules each floor may know, besides its own lower rooms. The two wings, Platform and Trust, never know each other.
    private static let below: [String: Set<String>] = [
        "System": [], "Ground": ["System"], "Platform": ["System", "Ground"], "Trust": ["System", "Ground"],
        "Domain": ["Ground", "Platform", "Trust"], "Delivery": ["System", "Ground", "Platform", "Trust", "Domain"],
    ]

    static let byName: [String: Room] = Dictionary(uniqueKeysWithValues: rooms.map { ($0.name, $0) })

    /// Parts of other people, and of the toolchain. A new one is a decision: docs/decisions says why.
    static let guests: Set<String> = [
        "Glibc", "Foundation", "FoundationEssentials", "Dispatch", "Synchronization", "RegexBuilder", "GRDB", "GRDBSQLite", "SQLite3",
        "Hummingbird", "HummingbirdCore",
        "HummingbirdTLS", "HTTPTypes", "NIOCore", "NIOPosix", "NIOHTTP1", "NIOHTTPTypes", "NIOHTTPTypesHTTP1", "NIOSSL",
        "NIOConcurrencyHelpers", "Logging", "Metrics", "ServiceLifecycle",
        "UnixSignals",
        "ArgumentParser", "Subprocess", "System", "SystemPackage",
    ]

    static func allows(_ module: String, in name: String) -> Bool {
        guard let room = byName[name], let other = byName[module] else { return false }
        if name == "tabellion-verify" { return other.floor == "Trust" || other.floor == "Ground" }
        return room.above.contains(module) || below[room.floor, default: []].contains(other.floor)
    }
}

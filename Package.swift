// swift-tools-version: 6.2
// SPDX-License-Identifier: AGPL-3.0-or-later
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")

func room(_ floor: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: "Sources/\(floor)/\(name)", swiftSettings: strict)
}

func command(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: "Sources/Delivery/\(name)", swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", exclude: exclude, swiftSettings: strict)
}

let ground: [Target.Dependency] = ["Values", "Cryptography", "Compression", "MerkleLog"]
let platform: [Target.Dependency] = ["Database", "ContentStore", "Journal", "Jobs", "DocumentTools"]
let trust: [Target.Dependency] = ["Certificates", "CMS", "PDFDocument", "XMLSecurity", "Signatures"]
/// What every module of papers stands on.
let papers: [Target.Dependency] = ["Directory", "ContentStore", "Cryptography", "Database", "Jobs", "Journal", "Values"]
let domain: [Target.Dependency] = ["Directory", "Parapheur", "Acts", "Legality"]

let package = Package(
    name: "tabellion",
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // System
        .systemLibrary(name: "COpenSSL", path: "Sources/System/COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibXML2", path: "Sources/System/CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZlib", path: "Sources/System/CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CAssets", path: "Sources/System/CAssets", exclude: ["files"]),
        // Ground
        room("Ground", "Values"),
        room("Ground", "Cryptography", ["COpenSSL", "Values"]),
        room("Ground", "Compression", ["CZlib", "Values"]),
        room("Ground", "MerkleLog", ["Cryptography", "Values"]),
        // Platform
        room("Platform", "Database", [grdb, "Values"]),
        room("Platform", "ContentStore", ["Cryptography", "Database", "Values"]),
        room("Platform", "Journal", ["Cryptography", "Database", "MerkleLog", "Values"]),
        room("Platform", "Jobs", ["Database", "Values"]),
        room("Platform", "DocumentTools", [subprocess, systemPackage, "Values"]),
        // Trust
        room("Trust", "Certificates", ["Cryptography", "Values"]),
        room("Trust", "CMS", ["Certificates", "Cryptography", "Values"]),
        room("Trust", "PDFDocument", ["Compression", "Cryptography", "Values"]),
        room("Trust", "XMLSecurity", ["CLibXML2"]),
        room("Trust", "Signatures", ["Certificates", "CMS", "Cryptography", "PDFDocument", "Values"]),
        // Domain
        room("Domain", "Directory", ["Certificates", "ContentStore", "Cryptography", "Database", "Jobs", "Journal", "Values"]),
        room("Domain", "Parapheur", papers + ["Certificates", "PDFDocument", "Signatures"]),
        room("Domain", "Acts", papers + ["PDFDocument"]),
        room("Domain", "Legality", papers + ["Compression", "XMLSecurity"]),
        // Delivery
        room("Delivery", "Application", ground + platform + trust + domain),
        room("Delivery", "Web", [hummingbird, hummingbirdCore, "Application", "CAssets"] + ground + platform + trust + domain),
        command(
            "tabellion",
            [argumentParser, lifecycle, logging, subprocess, systemPackage, "Application", "Web"] + ground + platform + trust + domain),
        command("tabellion-verify", ["Cryptography", "MerkleLog", "Values"]),
        // Tests
        .testTarget(name: "HouseTests", path: "Tests/HouseTests", swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ground + platform + trust + domain, path: "Tests/TestSupport", swiftSettings: strict),
        tests("GroundTests", ground + ["TestSupport"]),
        tests("PlatformTests", ground + platform + ["TestSupport"]),
        tests("TrustTests", ground + trust + ["TestSupport"]),
        tests("DomainTests", ground + platform + trust + domain + ["TestSupport"]),
        tests(
            "DeliveryTests",
            ["tabellion-verify", hummingbird, "Application", "TestSupport", "Web"] + ground + platform + trust + domain,
            exclude: ["Permissions/policy.txt"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu17
)

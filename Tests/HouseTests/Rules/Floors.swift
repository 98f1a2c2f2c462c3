/// Imports go down, as drawn; read from the files and from Package.swift.
extension Rule {
    static let floors: [Rule] = [
        .each(
            "a module stands on its floor", of: isSource, offender: SourceFile("Sources/Domain/CMS/A.swift", "let a = 1\n"),
            innocent: SourceFile("Sources/Trust/CMS/A.swift", "let a = 1\n")
        ) { file in
            let room = file.module.flatMap { House.byName[$0] }
            return room != nil && room?.floor == file.floor
                ? [] : [file.found("a module that is not drawn there", use: "a room of Tests/HouseTests/House.swift", at: 0)]
        },
        .each(
            "a file imports only what is drawn below its module", of: isSource,
            offender: SourceFile("Sources/Trust/CMS/A.swift", "package import Database\n"),
            innocent: SourceFile("Sources/Trust/CMS/A.swift", "package import Certificates\nimport Cryptography\nimport Glibc\n")
        ) { file in
            guard let module = file.module else { return [] }
            return file.imports.filter { $0.module != module && !House.guests.contains($0.module) && !House.allows($0.module, in: module) }
                .map {
                    file.found("\(module) imports \($0.module)", use: "what stands below it, or an event", at: $0.at)
                }
        },
        Rule(
            name: "the manifest gives a module only what is drawn below it",
            offender: Tree([SourceFile("Package.swift", "let t = [floor(\"Domain\", \"Acts\", [\"Directory\", \"Parapheur\"])]\n")]),
            innocent: Tree([SourceFile("Package.swift", manifestOfActs)])
        ) { tree in
            guard let manifest = tree.manifest else { return [] }
            return Manifest(manifest).targets.flatMap { target in
                target.dependencies.filter { !House.allows($0.module, in: target.name) }.map {
                    manifest.found("\(target.name) depends on \($0.module)", use: "what stands below it, or an event", at: $0.at)
                }
            }
        },
        Rule(
            name: "the manifest gives a module what its files import",
            offender: Tree([SourceFile("Package.swift", manifestOfActs), SourceFile("Sources/Domain/Acts/A.swift", "import Journal\n")]),
            innocent: Tree([SourceFile("Package.swift", manifestOfActs), SourceFile("Sources/Domain/Acts/A.swift", "import Directory\n")])
        ) { tree in
            guard let manifest = tree.manifest else { return [] }
            let given = Dictionary(Manifest(manifest).targets.map { ($0.name, Set($0.dependencies.map(\.module))) }) { $0.union($1) }
            return tree.sources.filter(isSource).flatMap { file in
                guard let module = file.module, let dependencies = given[module] else { return [Finding]() }
                return file.imports.filter { House.byName[$0.module] != nil && !dependencies.contains($0.module) }.map {
                    file.found(
                        "`import \($0.module)` that Package.swift does not give to \(module)", use: "its dependencies there", at: $0.at)
                }
            }
        },
    ]

    private static let manifestOfActs = """
        func floor(_ floor: String, _ name: String) -> Target { .target(name: name, path: "Sources/\\(floor)/\\(name)") }
        let common: [Target.Dependency] = ["Directory"]
        let package = Package(name: "tabellion", targets: [
            .target(name: "Acts", dependencies: common + [.product(name: "Logging", package: "swift-log")], path: "Sources/Domain/Acts"),
            .testTarget(name: "DomainTests", dependencies: ["Acts", "Parapheur"]),
        ])

        """
}

import Foundation

/// The files that the rules read, and what is known of them together.
struct Tree: Sendable {
    let files: [SourceFile]
    /// Names of the inputs in `samples/`, not of their generators.
    let samples: [String]

    init(_ files: [SourceFile], samples: [String] = []) {
        self.files = files
        self.samples = samples
    }

    var sources: [SourceFile] { files.filter { $0.path.hasPrefix("Sources/") } }
    var swift: [SourceFile] { files.filter(\.isSwift) }
    var manifest: SourceFile? { files.first { $0.path == "Package.swift" } }

    /// This repository, found from this file's own place, through any symbolic link.
    static let here: Tree = {
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        let root = file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        var files: [SourceFile] = []
        for name in ["Package.swift", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", ".ci/run"] { files += read(name, under: root) }
        for folder in ["Sources", "Tests", "docs", "script", "Keys", "samples"] {
            for path in paths(in: folder, under: root) { files += read(path, under: root) }
        }
        let samples = paths(in: "samples", under: root).filter { !$0.hasPrefix("samples/source/") }
        return Tree(files, samples: samples.compactMap { $0.split(separator: "/").last.map(String.init) })
    }()

    private static let readable: Set<String> = ["swift", "c", "h", "md", "sh", "py", "json", "modulemap", "txt", "js", "mjs", ""]

    private static func paths(in folder: String, under root: URL) -> [String] {
        let place = root.appendingPathComponent(folder).path
        guard let walk = FileManager.default.enumerator(atPath: place) else { return [] }
        var found: [String] = []
        while let path = walk.nextObject() as? String {
            if path.hasSuffix("node_modules") || path.hasSuffix("__pycache__") {
                walk.skipDescendants()
            } else {
                found.append("\(folder)/\(path)")
            }
        }
        return found.sorted()
    }

    /// Nothing for a folder, for a file that is not text, and for one that has just been removed.
    private static func read(_ path: String, under root: URL) -> [SourceFile] {
        let place = root.appendingPathComponent(path)
        guard readable.contains(place.pathExtension), let data = try? Data(contentsOf: place), data.count < 1_000_000 else { return [] }
        return [SourceFile(path: path, text: Array(data))]
    }
}

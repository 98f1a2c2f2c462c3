import Foundation
import Legality
import TestSupport
import Testing

private let shared: URL = {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<5 { folder.deleteLastPathComponent() }
    return folder.appendingPathComponent("shared/norms/actes")
}()

private let samples: [URL] = {
    let found = FileManager.default.enumerator(at: shared.appendingPathComponent("samples"), includingPropertiesForKeys: nil)
    return (found?.compactMap { $0 as? URL } ?? []).filter { $0.path.hasSuffix(".tar.gz") }.sorted { $0.path < $1.path }
}()

/// Against the schemas and samples kept beside the repository.
@Suite(.enabled(if: !samples.isEmpty)) struct SharedActesTests {
    @Test(arguments: samples)
    func `A sample archive is accepted`(path: URL) throws {
        let reading = try ArchiveReader.read(Array(try Data(contentsOf: path)), name: path.lastPathComponent)
        #expect(reading.problems == [])
        #expect(reading.messageName.map { $0.contains("-\(reading.messageCode ?? "?")_0.xml") } == true)
    }

    @Test(arguments: LegalNature.allCases)
    func `What we write is valid for the schema of 2019`(nature: LegalNature) throws {
        let scratch = Scratch()
        let bundle = try Sample.bundle(nature == .budget ? [Sample.xml, Sample.pdf] : [Sample.pdf, Sample.png]) {
            $0.nature = String(nature.rawValue)
            $0.matter = nature == .budget ? "7.1" : "1.1.10.2.3"
            $0.subject = String(repeating: "Été & « cœur » – l’€ Ω ", count: 60)
        }
        for entry in try PlainTar(bundle.bytes).entries.prefix(2) {
            let path = "\(scratch.path)/\(entry.name)"
            #expect(FileManager.default.createFile(atPath: path, contents: Data(entry.bytes)))
            let xmllint = Process()
            xmllint.executableURL = URL(fileURLWithPath: "/usr/bin/xmllint")
            xmllint.arguments = ["--noout", "--nonet", "--schema", shared.path + "/xsd-stela-2019/actesv1_1.xsd", path]
            try xmllint.run()
            xmllint.waitUntilExit()
            #expect(xmllint.terminationStatus == 0, "\(entry.name)")
        }
    }
}

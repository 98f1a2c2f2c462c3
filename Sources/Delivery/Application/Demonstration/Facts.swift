import Database
import FoundationEssentials
import Values

/// What `tabellion demo` prints: the JSON of edges.md. Keys of parts that do not exist yet are absent.
package struct DemonstrationFacts: Codable, Sendable {
    package struct Named: Codable, Sendable {
        package let id: String
        package let name: String
    }

    package struct Door: Codable, Sendable {
        package let role: String
        package let name: String
        package let login: String
        package let password: String
        package let pin: String?
        package let token: String
    }

    package struct Check: Codable, Sendable {
        package let what: String
        package let command: String
    }

    package let tenant: Named
    package var url: String
    package let accounts: [Door]
    package let acts: [ActExport]
    package let journalKey: String
    package var checks: [Check]
    package var seconds: Double

    static let fileName = "demonstration.json"

    static func read(at path: String, _ disk: any Disk) throws -> DemonstrationFacts? {
        guard let file = try? disk.open(path + "/" + fileName, writing: false) else { return nil }
        return try JSONDecoder().decode(DemonstrationFacts.self, from: Data(try file.read(try file.size(), at: 0)))
    }

    func write(at path: String, _ disk: any Disk) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        try SecretFile.write(Array(encoder.encode(self)), to: path + "/" + DemonstrationFacts.fileName, disk: disk)
    }
}

extension DemonstrationFacts.Check {
    /// How anybody checks one act without us. `path` is the data directory, as it was typed.
    static func all(of act: ActExport, key: String, in path: String) -> [Self] {
        let pdf = "'\(path)/\(act.signedPDF)'"
        let proof = "'\(path)/\(act.proof)'"
        var checks = [
            Self(what: "signature de \(act.number), Poppler", command: "pdfsig -nocert \(pdf)"),
            Self(what: "signature de \(act.number), MuPDF", command: "mutool sign -v \(pdf)"),
            Self(what: "structure de \(act.number)", command: "qpdf --check \(pdf)"),
            Self(what: "signature de \(act.number), Tabellion", command: "tabellion verify --trust Keys \(pdf)"),
            Self(what: "inscription de \(act.number)", command: "tabellion-verify \(proof) --key '\(path)/\(key)' --document \(pdf)"),
            Self(
                what: "inscription de \(act.number), autre programme",
                command: "python3 Tests/Outside/verify_proof.py \(proof) --key '\(path)/\(key)' --document \(pdf)"),
        ]
        if let archive = act.archive {
            checks.append(Self(what: "archive de \(act.number)", command: "tar -tzf '\(path)/\(archive)'"))
            checks.append(Self(what: "contenu de l'archive de \(act.number)", command: "tabellion legality check '\(path)/\(archive)'"))
        }
        return checks
    }
}

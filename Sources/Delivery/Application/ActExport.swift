package import Acts
import Certificates
import ContentStore
package import Database
import Directory
import Journal
import Legality
import Signatures
import Values

/// What an act leaves outside: signed document, docket, archive, proof; the keys of edges.md.
package struct ActExport: Codable, Sendable {
    package let number: String
    package let nature: String
    package let title: String
    package let source: String
    package let signedPDF: String
    package let docket: String
    package let archive: String?
    package let proof: String
    package let verdict: String
}

extension Office {
    /// Writes the four files of a signed act in `folder` (made if missing), each whole or not at all. `base` is what paths are relative to.
    package func export(_ id: ActID, source: String, to folder: String, in base: String, disk: any Disk) async throws -> ActExport {
        let everything = Viewer(person: cabinet.id(), roles: [.administrator])
        guard let act = try await acts.act(id, for: everything), let signed = act.state.signed,
            let leaf = try await acts.signedLeaf(of: id, for: everything),
            let docket = try await acts.docket(of: id, for: everything)
        else { throw ActRefusal.notFound }
        let document = try await cabinet.content.bytes(of: signed.digest)
        let place = folder + "/" + act.number.internalNumber
        try disk.createDirectory(base + "/" + folder)
        try disk.createDirectory(base + "/" + place)
        let export = Exporter(base: base, place: place, disk: disk)
        var archive: String?
        if let bundle = act.state.bundle {
            archive = try export.write(try await cabinet.content.bytes(of: bundle.digest), bundle.name)
        }
        let report = SignatureVerifier(trust: cabinet.trust, at: cabinet.clock.now()).verify(document)
        // The checker finds it beside the proof, and then says that nobody vouched for it.
        _ = try export.write(Array("\(cabinet.journal.verifierKey)\n".utf8), "journal.vkey")
        let made = ActExport(
            number: act.number.internalNumber, nature: "\(act.nature)", title: act.title.description, source: source,
            signedPDF: try export.write(document, act.document.name.description),
            docket: try export.write(Array(docket.json().utf8), "bordereau.json"), archive: archive,
            proof: try export.write(Array(try await cabinet.journal.proof(of: leaf).utf8), "inscription.proof"),
            verdict: report.verdict.rawValue)
        // The names too, from the inside out: an export that was announced is still there after a power cut.
        for path in [base + "/" + place, base + "/" + folder, base] { try disk.synchronizeDirectory(path) }
        return made
    }
}

private struct Exporter {
    let base: String
    let place: String
    let disk: any Disk

    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        let path = place + "/" + name
        let draft = base + "/" + path + ".partiel"
        try? disk.remove(draft)
        let file = try disk.create(draft)
        try file.write(bytes, at: 0)
        try file.synchronize()
        try disk.rename(draft, to: base + "/" + path)
        return path
    }
}

import Application
import ContentStore
import Directory
import DocumentTools
import Hummingbird
import Parapheur
import Values

/// Reading: lists, dossiers, the pictures of their pages, their files.
extension Site {
    var parapheurRoutes: [Route] {
        [
            get("/parapheur", .papers, "Dossiers du parapheur") { visit, desk in
                .page(try await DossierList(desk, visit.query).page, for: desk)
            },
            get("/parapheur/{dossier}", .papers, "Un dossier") { visit, desk in
                let dossier = try await dossier(in: visit, for: desk)
                return .page(try await DossierPage(dossier, desk, reading(visit.query), receipt: visit.query["recu"]).page, for: desk)
            },
            get("/parapheur/{dossier}/pages/{empreinte}/{page}", .papers, "Image d’une page") { visit, desk in
                try await pageImage(visit, desk)
            },
            get("/parapheur/{dossier}/fichiers/{empreinte}", .papers, "Fichier d’un dossier") { visit, desk in
                let dossier = try await dossier(in: visit, for: desk)
                let file = try file(of: dossier, visit)
                return try await desk.office.download(file.digest, name: file.name, to: visit)
            },
        ]
    }

    func dossier(in visit: Visit, for desk: Desk) async throws -> Dossier {
        let id: DossierID = try visit.id("dossier")
        guard let dossier = try await desk.office.parapheur.dossier(id, for: desk.viewer) else { throw Fault.notFound }
        return dossier
    }

    func reading(_ query: Form) -> ReadingPane.Request { ReadingPane.Request(query, renderer: renderer) }

    /// A digest opens nothing by itself: it must be that of a file of the dossier.
    private func file(of dossier: Dossier, _ visit: Visit) throws -> DossierDocument {
        let text = try visit.parameter("empreinte")
        let files = [dossier.document] + dossier.annexes + (dossier.signed.map { [$0] } ?? [])
        guard let file = files.first(where: { $0.digest.hex == text }) else { throw Fault.notFound }
        return file
    }

    private func pageImage(_ visit: Visit, _ desk: Desk) async throws -> Response {
        let dossier = try await dossier(in: visit, for: desk)
        let file = try file(of: dossier, visit)
        guard let renderer, let number = Int(try visit.parameter("page")), let pages = file.pages, 1 <= number, number <= pages else {
            throw Fault.notFound
        }
        let content = desk.office.cabinet.content
        do {
            let image = try await renderer.image(of: file.digest, page: number) { try await content.bytes(of: file.digest) }
            return .image(image.bytes, type: image.format.rawValue)
        } catch is SandboxRefusal {
            throw Fault.notFound
        }
    }
}

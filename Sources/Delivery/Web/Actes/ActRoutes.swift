import Acts
import Application
import Directory
import Hummingbird
import Journal
import Values

/// Acts: the list, one act, its docket, its files, its proof, its register.
extension Site {
    var actRoutes: [Route] {
        [
            get("/actes", .papers, "Actes") { visit, desk in .page(try await ActsList(desk, visit.query).page, for: desk) },
            get("/actes/registre/{annee}", .office, "Registre d’une année") { visit, desk in
                guard let year = Int(try visit.parameter("annee")), 1000...9999 ~= year else { throw Fault.notFound }
                return .page(try await RegisterPage(desk, year: year, visit.query).page, for: desk)
            },
            get("/actes/{numero}", .papers, "Un acte") { visit, desk in
                let act = try await act(in: visit, for: desk)
                return .page(try await ActPage(act, desk, isReceipt: visit.query["recu"] == "depot").page, for: desk)
            },
            get("/actes/{numero}/bordereau", .papers, "Bordereau d’un acte signé") { visit, desk in
                let act = try await act(in: visit, for: desk)
                guard let docket = try await desk.office.acts.docket(of: act.id, for: desk.viewer) else { throw Fault.notFound }
                return .page(DocketPage(act, docket, zone: desk.zone).page, for: desk)
            },
        ] + actFileRoutes
    }

    private var actFileRoutes: [Route] {
        [
            get("/actes/{numero}/signe", .papers, "PDF signé") { visit, desk in
                let act = try await act(in: visit, for: desk)
                guard let signed = act.state.signed else { throw Fault.notFound }
                return try await desk.office.download(
                    signed.digest, name: act.number.internalNumber + ".pdf", type: "application/pdf", to: visit)
            },
            get("/actes/{numero}/original", .papers, "Document déposé") { visit, desk in
                let act = try await act(in: visit, for: desk)
                return try await desk.office.download(act.document.digest, name: act.document.name, to: visit)
            },
            get("/actes/{numero}/annexes/{rang}", .papers, "Annexe d’un acte") { visit, desk in
                let act = try await act(in: visit, for: desk)
                guard let rank = Int(try visit.parameter("rang")), act.annexes.indices.contains(rank - 1) else { throw Fault.notFound }
                return try await desk.office.download(act.annexes[rank - 1].digest, name: act.annexes[rank - 1].name, to: visit)
            },
            get("/actes/{numero}/archive", .papers, "Archive pour la préfecture") { visit, desk in
                let act = try await act(in: visit, for: desk)
                guard let archive = act.state.bundle else { throw Fault.notFound }
                return try await desk.office.download(archive.digest, name: archive.name, type: "application/gzip", to: visit)
            },
            get("/actes/{numero}/bordereau.json", .papers, "Bordereau pour les machines") { visit, desk in
                let act = try await act(in: visit, for: desk)
                guard let docket = try await desk.office.acts.docket(of: act.id, for: desk.viewer) else { throw Fault.notFound }
                let bytes = Array(try docket.json().utf8)
                return Download(
                    bytes, type: "application/json", name: act.number.internalNumber + "-bordereau.json", tag: docket.signed.digest.hex
                ).response(to: visit.head)
            },
            get("/actes/{numero}/preuve", .papers, "Preuve d’un acte signé") { visit, desk in
                let act = try await act(in: visit, for: desk)
                guard let leaf = try await desk.office.acts.signedLeaf(of: act.id, for: desk.viewer) else { throw Fault.notFound }
                let proof = Array(try await desk.office.cabinet.journal.proof(of: leaf).utf8)
                return Download(
                    proof, type: "text/plain; charset=utf-8", name: act.number.internalNumber + ".proof", tag: "\(leaf)-\(proof.count)"
                ).response(to: visit.head)
            },
        ]
    }

    private func act(in visit: Visit, for desk: Desk) async throws -> Act {
        guard let number = RegisterNumber(internalNumber: try visit.parameter("numero")),
            let act = try await desk.office.acts.act(number, for: desk.viewer)
        else { throw Fault.notFound }
        return act
    }
}

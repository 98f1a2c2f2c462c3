import Acts
import Application
import Directory
import Foundation
import Parapheur
import Values

/// What one authority has, as addresses name it: an act gone to its end, and a dossier waiting for each decision.
struct Papers: Sendable {
    /// In the title of each of its acts: must never be read in another authority's answers.
    let canary: String
    let number: String
    let dossier: String
    let digest: String
    let year: String
    let pin: String
    /// The dossier that waits for the decision of that name.
    let waiting: [String: String]

    /// The values of the parameters of a path; nil for one that this test does not know.
    func value(of parameter: String, in path: String) -> String? {
        switch parameter {
        case "dossier": waiting[path.split(separator: "/").last.map(String.init) ?? ""] ?? dossier
        case "numero": number
        case "empreinte": digest
        case "page", "rang": "1"
        case "annee": year
        default: nil
        }
    }

    /// Well formed, and of nobody.
    static let missing = Papers(
        canary: "", number: "X1999_777", dossier: "01890000-0000-7000-8000-000000000000", digest: String(repeating: "a", count: 64),
        year: "1999", pin: "", waiting: [:])

    /// What the form of this route sends.
    func body(of path: String) -> Client.Body? {
        switch path.split(separator: "/").last {
        case "visa": .form(["lu": digest])
        case "signature": .form(["lu": digest, "code": pin])
        case "refus": .form(["motif": "Un essai."])
        case "nouveau": .emptyMultipart
        default: .form([:])
        }
    }

    static func make(
        _ nature: ActNature, _ canary: String, _ slug: String, _ doors: [DemonstrationFacts.Door], _ instance: Instance, _ checkout: String
    ) async throws -> Papers {
        let office = try await instance.office(named: slug)
        let run = ActRun(instance: instance, office: office)
        var people: [String: PersonID] = [:]
        for door in doors where door.role != Role.operator.rawValue && people[door.role] == nil {
            people[door.role] = try await run.person(login: door.login)
        }
        guard let secretary = people["secretary"], let dgs = people["dgs"], let mayor = people["mayor"],
            let pin = doors.first(where: { $0.role == "mayor" })?.pin, let matter = MatterCode("9.1")
        else { throw DossierRefusal.notFound }
        let sample = nature == .deliberation ? "delegation-adjoint" : "redevance-dechets"
        let bytes = try [UInt8](Data(contentsOf: URL(filePath: checkout + "/samples/\(sample).pdf")))
        let annex = try [UInt8](Data(contentsOf: URL(filePath: checkout + "/samples/plan-gemmeurs.pdf")))

        func deposit(_ stage: String, year: Int) async throws -> ActID {
            guard let date = CivilDate("\(year)-06-01") else { throw DossierRefusal.notFound }
            return try await run.deposit(
                Acts.Deposit(
                    id: office.cabinet.id(), nature: nature, title: PlainText("\(canary) \(stage)"), date: date, matter: matter,
                    depositor: secretary, approvers: [dgs], signer: mayor, askedNumber: nil,
                    document: Acts.Upload(name: DocumentName("\(canary).pdf"), bytes: bytes),
                    annexes: [Acts.Upload(name: DocumentName("annexe.pdf"), bytes: annex)]))
        }

        let year = nature == .deliberation ? 2026 : 2025
        let done = try await deposit("signé", year: year)
        try await run.approve(done)
        try await run.sign(done, by: mayor, pin: pin)
        let (visa, refusal, signature) = try await (
            deposit("à viser", year: year), deposit("à refuser", year: year), deposit("à signer", year: year)
        )
        try await run.approve(signature)

        let everything = Viewer(person: secretary, roles: [.secretary])
        func dossier(of id: ActID) async throws -> Dossier {
            guard let dossier = try await office.parapheur.dossier(origin: Act.origin(id), for: everything) else {
                throw DossierRefusal.notFound
            }
            return dossier
        }
        guard let act = try await office.acts.act(done, for: everything) else { throw ActRefusal.notFound }
        return Papers(
            canary: canary, number: act.number.internalNumber, dossier: try await dossier(of: done).id.description,
            digest: act.document.digest.hex, year: "\(year)", pin: pin,
            waiting: [
                "visa": try await dossier(of: visa).id.description, "refus": try await dossier(of: refusal).id.description,
                "signature": try await dossier(of: signature).id.description,
            ])
    }
}

import Acts
import Application
import Directory
import Hummingbird
import Values

/// Depositing an act: one form, one request, one receipt.
extension Site {
    /// Held in memory while it is read: the document and its annexes.
    static let depositMax = 100_000_000

    var depositRoutes: [Route] {
        [
            get("/parapheur/nouveau", .office, "Formulaire de dépôt") { _, desk in
                let form = DepositForm(new: desk.office.cabinet.id(), today: desk.today)
                return .page(try await DepositPage(desk, form).page, for: desk)
            },
            post("/parapheur/nouveau", .office, "Déposer un acte", bodyMax: Site.depositMax) { visit, desk in
                let (fields, files) = try await visit.formWithFiles()
                return try await deposit(DepositForm(fields, new: desk.office.cabinet.id()), files, desk)
            },
        ]
    }

    private func deposit(_ form: DepositForm, _ files: [UploadedFile], _ desk: Desk) async throws -> Response {
        guard let id = ActID(form.act) else { throw Fault.form(.encoding) }
        let asked: Acts.Deposit
        do throws(DepositErrors) {
            asked = try form.deposit(by: desk.person.id, files: files, id: id)
        } catch {
            return try await again(form, error, desk)
        }
        do {
            let act = try await desk.office.acts.deposit(asked)
            return .seeOther(("/actes/\(act.number.internalNumber)" as Link).query([("recu", "depot")]))
        } catch {
            guard let errors = try await DepositErrors(refusal: error, of: asked) else { throw error }
            var fresh = form
            // The identifier belongs to another deposit: the page gets a new one.
            if case ActRefusal.depositedDifferently = error { fresh.act = desk.office.cabinet.id(ActID.self).description }
            return try await again(fresh, errors, desk)
        }
    }

    private func again(_ form: DepositForm, _ errors: DepositErrors, _ desk: Desk) async throws -> Response {
        .page(try await DepositPage(desk, form, errors).page, for: desk, status: .unprocessableContent)
    }
}

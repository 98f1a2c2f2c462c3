package import Acts
package import Directory
import Jobs
import Legality
import Parapheur
import Values

/// A paper taken from its deposit to its archive in one go, by somebody who both deposits and signs.
package struct ActRun: Sendable {
    let instance: Instance
    let office: Office
    let dispatcher: Dispatcher

    package init(instance: Instance, office: Office) {
        (self.instance, self.office) = (instance, office)
        dispatcher = instance.dispatcher()
    }

    /// Somebody of this authority, by login.
    package func person(login text: String) async throws -> PersonID {
        guard let login = Login(text), let account = try await instance.house.accounts.one(login: login),
            account.tenant == office.authority.id, let person = account.person
        else { throw InstanceRefusal.unknownLogin(text) }
        return person
    }

    /// Asked before anything is deposited: a paper that nobody can sign would keep its number.
    package func requireKey(of person: PersonID, pin: String) async throws {
        let keys = KeyUse(cabinet: office.cabinet)
        _ = try await keys.open(try await keys.key(of: person, at: office.cabinet.clock.now()), pin: pin, by: person)
    }

    package func deposit(_ deposit: Acts.Deposit) async throws -> ActID {
        let act = try await office.acts.deposit(deposit)
        await dispatcher.drain()
        return act.id
    }

    /// The visas that are asked for, each by its holder.
    package func approve(_ id: ActID) async throws {
        let dossier = try await dossier(of: id)
        for person in dossier.circuit.visas { try await office.parapheur.approve(dossier.id, by: person, read: dossier.document.digest) }
    }

    /// The signature, then what follows from it: act signed, archive made.
    package func sign(_ id: ActID, by person: PersonID, pin: String) async throws {
        let dossier = try await dossier(of: id)
        _ = try await office.parapheur.sign(dossier.id, by: person, pin: pin, read: dossier.document.digest)
        await dispatcher.drain()
    }

    private func dossier(of id: ActID) async throws -> Dossier {
        let everything = Viewer(person: office.cabinet.id(), roles: [.administrator])
        guard let dossier = try await office.parapheur.dossier(origin: Act.origin(id), for: everything) else {
            throw DossierRefusal.notFound
        }
        return dossier
    }
}

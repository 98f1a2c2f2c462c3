import Application
import Directory
import Hummingbird
import Parapheur
import Values

/// Somebody at work for an authority, during one request: who, with which services, at what moment.
struct Desk: Sendable {
    let office: Office
    let person: Person
    let roles: Set<Role>
    let now: Instant
    /// Dossiers that wait for this person.
    let waiting: Int

    var viewer: Viewer { Viewer(person: person.id, roles: roles) }
    var zone: Zone { office.authority.zone }
    var today: CivilDate { CivilDate(now, in: zone) }
    /// An élu reads on a tablet, a few minutes a day; the others work on a screen all day.
    var isElected: Bool { !roles.isDisjoint(with: [.mayor, .member]) && !viewer.followsAllPapers }

    var surroundings: Surroundings {
        let sections: [Section] = viewer.followsAllPapers ? [.home, .parapheur, .acts, .transmissions] : [.home, .parapheur, .acts]
        return Surroundings(
            authority: office.authority.name.description, logo: Logo.link(of: office.authority),
            reader: Surroundings.Reader(name: person.name, position: person.title.description, waiting: waiting, sections: sections))
    }

    func day(_ instant: Instant) -> CivilDate { CivilDate(instant, in: zone) }

    /// « reçu hier », « reçu jeudi 24 septembre »
    func received(_ instant: Instant) -> String { "reçu " + French.near(day(instant), today: today) }

    /// Everybody's name, for lists.
    func names() async throws -> Names { Names(try await office.people.all()) }
}

/// The people of an authority by identifier.
struct Names: Sendable {
    private let people: [PersonID: Person]

    init(_ people: [Person]) { self.people = Dictionary(people.map { ($0.id, $0) }) { first, _ in first } }

    func name(_ id: PersonID) -> String { people[id]?.name ?? "une personne qui n’est plus là" }

    /// « Nadège Ferrandeau, directrice générale »
    func full(_ id: PersonID) -> String { people[id].map(\.presentation) ?? name(id) }
}

extension Person {
    /// The name, then what the person does, as after a comma: a capital that is not an abbreviation's is lowered.
    var presentation: String {
        let words = title.description
        let isAbbreviation = words.dropFirst().first.map { $0.isUppercase } ?? true
        return name + ", " + (isAbbreviation ? words : words.prefix(1).lowercased() + words.dropFirst())
    }
}

enum Logo {
    static func link(of authority: Authority) -> Link {
        Assets.named("\(authority.slug).svg") == nil ? "/tabellion.svg" : "/\("\(authority.slug).svg")"
    }
}

extension Site {
    typealias DeskHandler = @Sendable (Visit, Desk) async throws -> Response

    /// For whoever belongs to an authority; to an account of nobody there, no such page exists.
    func desk(of account: Account, at now: Instant) async throws -> Desk {
        guard let tenant = account.tenant, let id = account.person else { throw Fault.notFound }
        let office = try await instance.office(of: tenant)
        guard let person = try await office.people.one(id) else { throw Fault.notFound }
        let waiting = try await office.parapheur.waitingCount(for: id)
        return Desk(office: office, person: person, roles: account.roles, now: now, waiting: waiting)
    }

    func get(_ path: String, _ access: Access, _ title: String, _ handler: @escaping DeskHandler) -> Route {
        .get(path, access, title) { visit, account in try await handler(visit, try await desk(of: account, at: visit.now)) }
    }

    func post(
        _ path: String, _ access: Access, _ title: String, bodyMax: Int = Route.formMax, _ handler: @escaping DeskHandler
    ) -> Route {
        .post(path, access, title, bodyMax: bodyMax) { visit, account in
            try await handler(visit, try await desk(of: account, at: visit.now))
        }
    }
}

extension Response {
    static func page(_ page: Page, for desk: Desk, status: HTTPResponse.Status = .ok) -> Response {
        .page(page.document(in: desk.surroundings), status: status)
    }
}

extension Sentence {
    /// Problem and remedy in one line.
    var whole: String { French.typeset(problem + ". " + remedy) }
}

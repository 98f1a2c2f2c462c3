import Acts
import Database
import Directory
import Values

/// The people of the demonstration: settled in their authority with their mandates, keys, accounts and tokens.
struct Company: Sendable {
    /// Who plays which part in an authority's papers.
    struct Cast: Sendable {
        let depositor: PersonID
        let approver: PersonID
        let signer: PersonID
        let pin: String
    }

    struct Settled: Sendable {
        var doors: [DemonstrationFacts.Door] = []
        var casts: [String: Cast] = [:]
    }

    private static let tokenSeconds: Int64 = 365 * 86_400

    let script: DemonstrationScript
    let instance: Instance
    let offices: [String: Office]

    func settle() async throws -> Settled {
        var settled = Settled()
        var parts: [String: [Role: (person: PersonID, pin: String?)]] = [:]
        for someone in script.people {
            guard let role = Role(rawValue: someone.role) else { continue }
            let office = someone.authority.flatMap { offices[$0] }
            let person = try await office.asyncMap { try await settle(someone, in: $0) }
            let door = try await door(for: someone, role: role, tenant: office?.authority.id, person: person)
            settled.doors.append(door)
            if let slug = someone.authority, let person, parts[slug]?[role] == nil {
                parts[slug, default: [:]][role] = (person, someone.pin)
            }
        }
        for (slug, part) in parts {
            guard let secretary = part[.secretary], let dgs = part[.dgs], let mayor = part[.mayor] else { continue }
            settled.casts[slug] = Cast(depositor: secretary.person, approver: dgs.person, signer: mayor.person, pin: mayor.pin ?? "")
        }
        return settled
    }

    private func settle(_ someone: DemonstrationScript.Someone, in office: Office) async throws -> PersonID {
        let person = try await office.people.add(
            civility: someone.civility == "Mme" ? .madam : .sir, givenName: PlainText(someone.givenName),
            familyName: PlainText(someone.familyName), title: PlainText(someone.function), by: "demonstration")
        guard let since = someone.mandateSince.flatMap({ CivilDate($0) }), let key = someone.key, let pin = someone.pin else {
            return person.id
        }
        let function = MandateFunction(role: someone.role, in: office.authority)
        let mandate = try await office.people.give(function, to: person.id, from: since, by: "demonstration")
        _ = try await office.people.registerKey(try script.key(key), pin: pin, for: mandate.id, by: "demonstration")
        return person.id
    }

    private func door(
        for someone: DemonstrationScript.Someone, role: Role, tenant: TenantID?, person: PersonID?
    ) async throws -> DemonstrationFacts.Door {
        guard let login = Login(someone.login) else { throw InstanceRefusal.unknownLogin(someone.login) }
        let account = try await instance.house.accounts.create(
            login: login, password: Password(someone.password), tenant: tenant, person: person, roles: [role])
        let token = try await instance.house.tokens.create(
            for: account.id, label: PlainText("démonstration"), validSeconds: Self.tokenSeconds)
        return DemonstrationFacts.Door(
            role: someone.role, name: someone.givenName + " " + someone.familyName, login: someone.login, password: someone.password,
            pin: someone.pin, token: token.text)
    }
}

extension Optional where Wrapped: Sendable {
    fileprivate func asyncMap<T>(_ transform: (Wrapped) async throws -> T) async throws -> T? {
        guard let value = self else { return nil }
        return try await transform(value)
    }
}

extension MandateFunction {
    fileprivate init(role: String, in authority: Authority) {
        switch (role, authority.kind) {
        case ("mayor", .commune): self = .mayor
        case ("mayor", _): self = .president
        case (_, .commune): self = .deputyMayor
        default: self = .vicePresident
        }
    }
}

extension Authority {
    init(_ town: DemonstrationScript.Town, id: TenantID) throws {
        guard let slug = Slug(town.slug) else { throw AuthorityRefusal.slug(town.slug) }
        guard let siren = Siren(town.siren), let kind = LegalForm(rawValue: town.kind) else {
            throw InstanceRefusal.unknownTenant(town.siren)
        }
        try self.init(
            id: id, slug: slug, name: PlainText(town.name), legalName: PlainText(town.legalName), siren: siren, kind: kind,
            natureCode: town.nature, department: town.department, district: town.district, zone: .paris, population: town.population,
            returnAddress: town.returnAddress)
    }
}

extension Acts.Deposit {
    init(_ paper: DemonstrationScript.Paper, script: DemonstrationScript, office: Office, cast: Company.Cast) throws {
        guard let nature = ActNature(name: paper.nature), let date = CivilDate(paper.date), let matter = MatterCode(paper.matter) else {
            throw InstanceRefusal.unknownTenant("samples/acts.json: \(paper.file)")
        }
        self.init(
            id: office.cabinet.id(), nature: nature, title: try PlainText(paper.title), date: date, matter: matter,
            depositor: cast.depositor, approvers: [cast.approver], signer: cast.signer, askedNumber: nil,
            document: try Acts.Upload(name: DocumentName(paper.file), bytes: script.sample(paper.file)),
            annexes: try paper.annexes.map { try Acts.Upload(name: DocumentName($0), bytes: script.sample($0)) })
    }
}

extension ActNature {
    fileprivate init?(name: String) {
        guard let nature = ActNature.allCases.first(where: { "\($0)" == name }) else { return nil }
        self = nature
    }
}

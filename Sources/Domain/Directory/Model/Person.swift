package import Values

/// Someone of an authority: an élu, a secretary, an agent. The journal knows a person by this identifier only.
package typealias PersonID = ID<Person>

package struct Person: Hashable, Sendable {
    package let id: PersonID
    package let civility: Civility
    package let givenName: PlainText
    package let familyName: PlainText
    /// What the person does, as it is printed beside the name: "directrice générale des services".
    package let title: PlainText

    package init(id: PersonID, civility: Civility, givenName: PlainText, familyName: PlainText, title: PlainText) {
        (self.id, self.civility, self.givenName, self.familyName, self.title) = (id, civility, givenName, familyName, title)
    }

    package var name: String { "\(givenName) \(familyName)" }
}

/// How the person is addressed, which also decides how a title agrees.
package enum Civility: String, Sendable, CaseIterable { case madam, sir }

package typealias MandateID = ID<Mandate>

/// A dated office (mandat): what gives somebody the power to sign. A key belongs to a mandate, not to an account.
package struct Mandate: Hashable, Sendable {
    package let id: MandateID
    package let person: PersonID
    package let function: MandateFunction
    /// First day of the mandate.
    package let start: CivilDate
    /// Last day of the mandate, still included; nil while no end is known.
    package let end: CivilDate?

    package init(id: MandateID, person: PersonID, function: MandateFunction, start: CivilDate, end: CivilDate?) {
        (self.id, self.person, self.function, self.start, self.end) = (id, person, function, start, end)
    }

    package func isHeld(on day: CivilDate) -> Bool { start <= day && end.map { day <= $0 } ?? true }
}

package enum MandateFunction: String, Sendable, CaseIterable {
    case mayor, deputyMayor, president, vicePresident, councillor, delegatedOfficer
}

/// What an account may do, in one word a page or a route can ask for; the service decides again with the object in hand.
package enum Role: String, Sendable, CaseIterable, Codable {
    case `operator`, administrator, secretary, dgs, mayor, member, agent, commissioner
}

/// Who asks: a person of the tenant with the roles of the account that was used.
package struct Viewer: Hashable, Sendable {
    package let person: PersonID
    package let roles: Set<Role>

    package init(person: PersonID, roles: Set<Role>) { (self.person, self.roles) = (person, roles) }

    /// Those who follow every paper of the authority.
    package var followsAllPapers: Bool { !roles.isDisjoint(with: [.administrator, .secretary, .dgs]) }
}

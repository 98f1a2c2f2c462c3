package import Database
package import Values

/// Who is who: authorities, accounts, sessions, tokens (in the instance database), people, mandates and keys (in the authority's own).
/// Owns what every other domain module may know: `Cabinet`, the desk at which a use case works for one authority.
/// Refuses to say whether an account exists, to lock anybody out, to keep a password, a token or a key in a readable form, and to open
/// a key for a mandate that does not hold on the day.
package struct Directory: Sendable {
    package static let instanceMigrations = [InstanceSchema.migration]
    package static let tenantMigrations = [TenantSchema.migration]
    /// For the test of query plans.
    package static let instanceQueries = AuthorityTable.queries + AccountTable.queries + TokenTable.queries + FailureTable.queries
    package static let tenantQueries = PersonTable.queries + MandateKeyTable.queries

    package let authorities: Authorities
    package let accounts: Accounts
    package let sessions: Sessions
    package let tokens: APITokens
    package let firstRun: FirstRun
    package let signIn: SignIn

    /// `pause` makes an answer wait; tests give one that does not.
    package init(
        instance: InstanceDatabase, clock: Clock, random: RandomSource, passwordCost: PasswordHash.Cost = .current,
        pause: @escaping @Sendable (Int64) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
    ) {
        let hasher = PasswordHasher(cost: passwordCost, random: random)
        authorities = Authorities(instance: instance)
        accounts = Accounts(instance: instance, clock: clock, random: random, hasher: hasher)
        sessions = Sessions(instance: instance, clock: clock)
        tokens = APITokens(instance: instance, clock: clock, random: random)
        firstRun = FirstRun(instance: instance, clock: clock, random: random, hasher: hasher)
        signIn = SignIn(instance: instance, clock: clock, random: random, hasher: hasher, pause: pause)
    }
}

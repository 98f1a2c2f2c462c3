import Database
import Values

/// The door of a new instance: one token, printed once, that makes the first operator and then opens nothing.
package struct FirstRun: Sendable {
    let instance: InstanceDatabase
    let clock: Clock
    let random: RandomSource
    let hasher: PasswordHasher

    /// Nil when the instance has an account already. A new token makes an unused older one void.
    package func token() async throws -> BearerToken? {
        let token = BearerToken(.firstRun, from: random)
        let digest = token.digest
        return try await instance.write { transaction in
            guard try AccountTable.isEmpty(in: transaction.reader) else { return nil }
            try TokenTable.insertFirstRun(digest, in: transaction)
            return token
        }
    }

    package func use(_ token: BearerToken, login: Login, password: Password) async throws -> Account {
        let hash = try await hasher.hash(password)
        let (digest, now) = (token.digest, clock.now())
        let account = Account(
            id: AccountID(at: now, from: random), login: login, tenant: nil, person: nil, roles: [.operator], isDisabled: false)
        try await instance.write { transaction in
            guard token.kind == .firstRun, try TokenTable.useFirstRun(digest, now: now, in: transaction) else {
                throw AccountRefusal.firstRunTokenInvalid
            }
            try Accounts.insert(account, password: hash, in: transaction)
        }
        return account
    }
}

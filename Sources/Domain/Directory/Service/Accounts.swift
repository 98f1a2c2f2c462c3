import Database
package import Values

/// Accounts: who may sign in, as whom, with which roles. A change kills the sessions that it makes wrong.
package struct Accounts: Sendable {
    let instance: InstanceDatabase
    let clock: Clock
    let random: RandomSource
    let hasher: PasswordHasher

    package func create(
        login: Login, password: Password, tenant: TenantID?, person: PersonID?, roles: Set<Role>
    ) async throws -> Account {
        let hash = try await hasher.hash(password)
        let account = Account(
            id: AccountID(at: clock.now(), from: random), login: login, tenant: tenant, person: person, roles: roles, isDisabled: false)
        try await instance.write { try Accounts.insert(account, password: hash, in: $0) }
        return account
    }

    static func insert(_ account: Account, password: PasswordHash, in transaction: Transaction<WholeInstance>) throws {
        guard try AccountTable.one(login: account.login, in: transaction.reader) == nil else {
            throw AccountRefusal.loginTaken(account.login.description)
        }
        try AccountTable.insert(account, password: password, in: transaction)
    }

    package func one(login: Login) async throws -> Account? {
        try await instance.read { try AccountTable.one(login: login, in: $0)?.account }
    }

    /// In order of login; at most 200.
    package func page(of tenant: TenantID, after login: Login? = nil, limit: Int = 200) async throws -> [Account] {
        try await instance.read {
            try AccountTable.all(of: tenant, after: login?.description ?? "", limit: min(max(limit, 1), 200), in: $0)
        }
    }

    /// Takes effect at the next request (ASVS 8.3.2).
    package func set(roles: Set<Role>, of account: AccountID) async throws {
        try await change(account) { try AccountTable.set(roles: roles, of: account, in: $0) }
    }

    package func set(disabled: Bool, of account: AccountID) async throws {
        try await change(account) { transaction in
            try AccountTable.set(disabled: disabled, of: account, in: transaction)
            if disabled { try TokenTable.endSessions(of: account, in: transaction) }
        }
    }

    package func set(password: Password, of account: AccountID) async throws {
        let hash = try await hasher.hash(password)
        try await change(account) { transaction in
            try AccountTable.set(password: hash, of: account, in: transaction)
            try TokenTable.endSessions(of: account, in: transaction)
        }
    }

    private func change(_ account: AccountID, _ body: @escaping @Sendable (Transaction<WholeInstance>) throws -> Void) async throws {
        try await instance.write { transaction in
            guard try AccountTable.one(account, in: transaction.reader) != nil else { throw AccountRefusal.notFound }
            try body(transaction)
        }
    }
}

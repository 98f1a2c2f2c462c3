import Database
import Values

/// Tokens for programs: they act with the rights of one account, expire, and are shown once.
package struct APITokens: Sendable {
    let instance: InstanceDatabase
    let clock: Clock
    let random: RandomSource

    package func create(for account: AccountID, label: PlainText, validSeconds: Int64) async throws -> BearerToken {
        let token = BearerToken(.api, from: random)
        let (digest, now) = (token.digest, clock.now())
        try await instance.write { transaction in
            guard try AccountTable.one(account, in: transaction.reader) != nil else { throw AccountRefusal.notFound }
            try TokenTable.insertAPI(
                digest, account: account, label: label.description, now: now, expires: now.adding(seconds: validSeconds), in: transaction)
        }
        return token
    }

    package func account(of token: BearerToken) async throws -> Account? {
        guard token.kind == .api else { return nil }
        let (digest, now) = (token.digest, clock.now())
        return try await instance.read { reader in
            guard let found = try TokenTable.api(digest, in: reader), now < found.expires,
                let account = try AccountTable.one(found.account, in: reader), !account.isDisabled
            else { return nil }
            return account
        }
    }

    package func revoke(_ token: BearerToken) async throws {
        let digest = token.digest
        try await instance.write { try TokenTable.revokeAPI(digest, in: $0) }
    }
}

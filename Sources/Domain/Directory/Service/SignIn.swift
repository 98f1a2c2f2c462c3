import Database
import Values

/// Sign-in by password. A try is counted before the password is looked at, so that parallel guesses are slowed like the others.
package struct SignIn: Sendable {
    let instance: InstanceDatabase
    let clock: Clock
    let random: RandomSource
    let hasher: PasswordHasher
    let pause: @Sendable (Int64) async throws -> Void

    /// `network` groups addresses that one person can hold (an IPv4 address, the /64 of an IPv6 one). `replacing` is the session that the
    /// browser already had: it ends, so that nobody keeps an identifier from before the sign-in (ASVS 7.2.4).
    package func signIn(
        login text: String, password: String, network: String, replacing old: BearerToken? = nil
    ) async throws -> (token: BearerToken, account: Account) {
        let login = Login(text)
        let subjects = Subjects(login: login?.description ?? "?", network: network)
        let wait = try await countTry(subjects)
        if wait > 0 { try await pause(wait) }

        let known = try await instance.read { reader in try login.flatMap { try AccountTable.one(login: $0, in: reader) } }
        let usable = known.flatMap { $0.account.isDisabled ? nil : $0 }
        guard try await hasher.matches(Array(password.utf8), usable?.password), let usable else { throw SignInRefusal.wrong }

        let renewed = try await renewedHash(of: usable.password, password)
        let token = BearerToken(.session, from: random)
        let now = clock.now()
        try await instance.write { transaction in
            try subjects.forgive(in: transaction)
            if let renewed { try AccountTable.set(password: renewed, of: usable.account.id, in: transaction) }
            if let old { try TokenTable.endSession(old.digest, in: transaction) }
            try TokenTable.openSession(token.digest, account: usable.account.id, now: now, in: transaction)
        }
        return (token, usable.account)
    }

    /// Seconds to make the answer wait. Throws `tooSoon` for the pair of login and network only: whoever guesses from elsewhere cannot
    /// make the person's own tries refused.
    private func countTry(_ subjects: Subjects) async throws -> Int64 {
        let now = clock.now()
        let since = now.adding(seconds: -BackOff.memorySeconds)
        return try await instance.write { transaction in
            let pair = try FailureTable.failures(of: subjects.pair, since: since, in: transaction.reader)
            let left = BackOff.signIn.remainingSeconds(failures: pair.count, lastFailure: pair.last, now: now)
            guard left == 0 else { throw SignInRefusal.tooSoon(retryAfterSeconds: left) }
            var wait: Int64 = 0
            for subject in [subjects.account, subjects.network] {
                let failures = try FailureTable.failures(of: subject, since: since, in: transaction.reader)
                wait = max(wait, BackOff.answer.waitSeconds(failures: failures.count))
                try FailureTable.add(to: subject, failures: failures, now: now, in: transaction)
            }
            try FailureTable.add(to: subjects.pair, failures: pair, now: now, in: transaction)
            try FailureTable.forget(before: since, in: transaction)
            return wait
        }
    }

    /// Today's cost, when the stored hash has another one: only now is the password in hand.
    private func renewedHash(of hash: PasswordHash, _ text: String) async throws -> PasswordHash? {
        guard hash.cost != hasher.cost, let password = try? Password(text) else { return nil }
        return try await hasher.hash(password)
    }

    private struct Subjects: Sendable {
        let pair: String
        let account: String
        let network: String

        init(login: String, network: String) {
            pair = "pair \(network) \(login)"
            account = "login \(login)"
            self.network = "network \(network)"
        }

        /// The try was not a failure.
        func forgive(in transaction: Transaction<WholeInstance>) throws {
            try FailureTable.forget(pair, in: transaction)
            try FailureTable.forget(account, in: transaction)
            try FailureTable.takeBackOne(from: network, in: transaction)
        }
    }
}

import Database
import Values

/// Sessions of browsers. The account is read again at each request: a role that was taken away is gone at once.
package struct Sessions: Sendable {
    let instance: InstanceDatabase
    let clock: Clock
    let limits = SessionLimits.standard

    /// Who holds this token now; nil when nobody does any more.
    package func account(of token: BearerToken) async throws -> Account? {
        guard token.kind == .session else { return nil }
        let (digest, now) = (token.digest, clock.now())
        let found = try await instance.read { reader -> (session: TokenTable.Session, account: Account)? in
            guard let session = try TokenTable.session(digest, in: reader),
                limits.isAlive(opened: session.opened, lastSeen: session.lastSeen, now: now),
                let account = try AccountTable.one(session.account, in: reader), !account.isDisabled
            else { return nil }
            return (session, account)
        }
        guard let found else { return nil }
        if limits.needsTouch(lastSeen: found.session.lastSeen, now: now) {
            try await instance.write { try TokenTable.touch(digest, now: now, in: $0) }
        }
        return found.account
    }

    /// Signing out.
    package func end(_ token: BearerToken) async throws {
        let digest = token.digest
        try await instance.write { try TokenTable.endSession(digest, in: $0) }
    }

    package func endAll(of account: AccountID) async throws {
        try await instance.write { try TokenTable.endSessions(of: account, in: $0) }
    }

    /// Removes what can no longer be alive.
    package func sweep() async throws {
        let limit = clock.now().adding(seconds: -limits.absoluteSeconds)
        try await instance.write { try TokenTable.endSessions(openedBefore: limit, in: $0) }
    }
}

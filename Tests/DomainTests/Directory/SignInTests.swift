import Database
import Directory
import Jobs
import Synchronization
import TestSupport
import Testing
import Values

@Suite("Signing in")
struct SignInTests {
    static let password = "encrier-buvard-fougere"
    static let cheap = PasswordHash.Cost(logN: 4, r: 1, p: 1)

    let scratch = Scratch()
    let time = TestClock(CabinetRig.moment)
    let pauses = Pauses()

    final class Pauses: Sendable {
        private let seconds = Mutex<[Int64]>([])
        var all: [Int64] { seconds.withLock { $0 } }
        func add(_ wait: Int64) { seconds.withLock { $0.append(wait) } }
    }

    func directory(_ cost: PasswordHash.Cost = cheap) -> Directory {
        let instance = InstanceDatabase(path: scratch.path + "/instance.sqlite", migrations: Directory.instanceMigrations)
        return Directory(instance: instance, clock: time.clock, random: .system, passwordCost: cost, pause: { pauses.add($0) })
    }

    func account(_ directory: Directory, _ login: String = "clarisse@exemple.fr") async throws -> Account {
        try await directory.accounts.create(
            login: #require(Login(login)), password: Password(SignInTests.password), tenant: nil, person: nil, roles: [.secretary])
    }

    @Test("opens a session for the right password, and says the same of a wrong one, an unknown login and a disabled account")
    func outcomes() async throws {
        let directory = directory()
        let account = try await account(directory)
        let (token, found) = try await directory.signIn.signIn(
            login: "Clarisse@Exemple.fr", password: SignInTests.password, network: "192.0.2.1")
        #expect(found == account)
        #expect(try await directory.sessions.account(of: token) == account)
        for (login, password) in [("clarisse@exemple.fr", "x"), ("personne@exemple.fr", SignInTests.password), ("é", "x"), ("", "")] {
            await #expect(throws: SignInRefusal.wrong) {
                try await directory.signIn.signIn(login: login, password: password, network: "192.0.2.1")
            }
        }
        try await directory.accounts.set(disabled: true, of: account.id)
        #expect(try await directory.sessions.account(of: token) == nil)
        await #expect(throws: SignInRefusal.wrong) {
            try await directory.signIn.signIn(login: "clarisse@exemple.fr", password: SignInTests.password, network: "192.0.2.1")
        }
    }

    @Test("slows guesses from one network and lets the person in from another, or there after the wait")
    func throttling() async throws {
        let directory = directory()
        _ = try await account(directory)
        for _ in 0..<5 {
            await #expect(throws: SignInRefusal.wrong) {
                try await directory.signIn.signIn(login: "clarisse@exemple.fr", password: "x", network: "198.51.100.7")
            }
        }
        await #expect(throws: SignInRefusal.tooSoon(retryAfterSeconds: 1)) {
            try await directory.signIn.signIn(login: "clarisse@exemple.fr", password: SignInTests.password, network: "198.51.100.7")
        }
        _ = try await directory.signIn.signIn(login: "clarisse@exemple.fr", password: SignInTests.password, network: "192.0.2.1")
        time.advance(seconds: 1)
        _ = try await directory.signIn.signIn(login: "clarisse@exemple.fr", password: SignInTests.password, network: "198.51.100.7")
    }

    @Test("is slower and slower for an unknown login too, and never beyond a minute")
    func bounded() async throws {
        let directory = directory()
        var longest: Int64 = 0
        for _ in 0..<40 {
            do {
                _ = try await directory.signIn.signIn(login: "personne@exemple.fr", password: "x", network: "192.0.2.1")
            } catch SignInRefusal.tooSoon(let wait) {
                longest = max(longest, wait)
                time.advance(seconds: wait)
            } catch {}
        }
        #expect(longest == 60)
    }

    @Test("makes answers wait when one account is guessed from everywhere, without refusing its owner")
    func spread() async throws {
        let directory = directory()
        _ = try await account(directory)
        for number in 0..<30 {
            _ = try? await directory.signIn.signIn(login: "clarisse@exemple.fr", password: "x", network: "203.0.113.\(number)")
        }
        _ = try await directory.signIn.signIn(login: "clarisse@exemple.fr", password: SignInTests.password, network: "192.0.2.1")
        #expect(pauses.all.max() == 4)
    }

    @Test("hears no more of 64 parallel guesses than of as many in a row")
    func parallel() async throws {
        let directory = directory()
        _ = try await account(directory)
        let heard = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<64 {
                group.addTask {
                    do {
                        _ = try await directory.signIn.signIn(login: "clarisse@exemple.fr", password: "\(number)", network: "192.0.2.1")
                    } catch SignInRefusal.wrong { return true } catch {}
                    return false
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(heard == 5)
    }

    @Test("ends the session from before, sessions of a changed password, and those that are signed out")
    func rotation() async throws {
        let directory = directory()
        let account = try await account(directory)
        func signIn(replacing old: BearerToken? = nil) async throws -> BearerToken {
            try await directory.signIn.signIn(
                login: "clarisse@exemple.fr", password: SignInTests.password, network: "192.0.2.1", replacing: old
            ).token
        }
        let first = try await signIn()
        let second = try await signIn(replacing: first)
        #expect(first != second)
        #expect(try await directory.sessions.account(of: first) == nil)
        try await directory.sessions.end(second)
        #expect(try await directory.sessions.account(of: second) == nil)
        let third = try await signIn()
        try await directory.accounts.set(roles: [.agent], of: account.id)
        #expect(try await directory.sessions.account(of: third)?.roles == [.agent], "at the next request")
        try await directory.accounts.set(password: Password("un autre mot de passe"), of: account.id)
        #expect(try await directory.sessions.account(of: third) == nil)
    }

    @Test("lasts two hours without use and twelve in all")
    func limits() async throws {
        let directory = directory()
        _ = try await account(directory)
        let token = try await directory.signIn.signIn(
            login: "clarisse@exemple.fr", password: SignInTests.password, network: "192.0.2.1"
        ).token
        for _ in 0..<11 {
            time.advance(seconds: 3600)
            #expect(try await directory.sessions.account(of: token) != nil)
        }
        time.advance(seconds: 3600)
        #expect(try await directory.sessions.account(of: token) == nil)
        let idle = try await directory.signIn.signIn(
            login: "clarisse@exemple.fr", password: SignInTests.password, network: "192.0.2.1"
        ).token
        time.advance(seconds: 7200)
        #expect(try await directory.sessions.account(of: idle) == nil)
        try await directory.sessions.sweep()
    }

    @Test("renews a hash whose cost is no longer the one asked for")
    func rehash() async throws {
        _ = try await account(directory())
        let dearer = directory(PasswordHash.Cost(logN: 5, r: 1, p: 1))
        _ = try await dearer.signIn.signIn(login: "clarisse@exemple.fr", password: SignInTests.password, network: "192.0.2.1")
        let instance = InstanceDatabase(path: scratch.path + "/instance.sqlite", migrations: Directory.instanceMigrations)
        let stored: String? = try await instance.read { try $0.first("SELECT password FROM account") { try $0.get("password") } }
        #expect(stored?.hasPrefix("$scrypt$ln=5,r=1,p=1$") == true)
        #expect(stored?.contains(SignInTests.password) == false)
        _ = try await dearer.signIn.signIn(login: "clarisse@exemple.fr", password: SignInTests.password, network: "192.0.2.1")
    }

    @Test("by program: a token acts for its account, expires, is revoked, and is no session")
    func tokens() async throws {
        let directory = directory()
        let account = try await account(directory)
        let token = try await directory.tokens.create(for: account.id, label: PlainText("essai"), validSeconds: 60)
        let read = try #require(BearerToken(token.text))
        #expect(try await directory.tokens.account(of: read) == account)
        #expect(try await directory.sessions.account(of: read) == nil)
        let other = try await directory.tokens.create(for: account.id, label: PlainText("autre"), validSeconds: 60)
        try await directory.tokens.revoke(other)
        #expect(try await directory.tokens.account(of: other) == nil)
        time.advance(seconds: 60)
        #expect(try await directory.tokens.account(of: read) == nil)
    }

    @Test("for the first time: one token, one operator")
    func firstRun() async throws {
        let directory = directory()
        let void = try #require(try await directory.firstRun.token())
        let token = try #require(try await directory.firstRun.token())
        let login = try #require(Login("hyacinthe@exemple.fr"))
        await #expect(throws: AccountRefusal.firstRunTokenInvalid) {
            try await directory.firstRun.use(void, login: login, password: Password(SignInTests.password))
        }
        let account = try await directory.firstRun.use(token, login: login, password: Password(SignInTests.password))
        #expect(account.roles == [.operator])
        await #expect(throws: AccountRefusal.firstRunTokenInvalid) {
            try await directory.firstRun.use(token, login: #require(Login("b@exemple.fr")), password: Password(SignInTests.password))
        }
        #expect(try await directory.firstRun.token() == nil)
        await #expect(throws: AccountRefusal.loginTaken("hyacinthe@exemple.fr")) {
            try await directory.accounts.create(
                login: login, password: Password(SignInTests.password), tenant: nil, person: nil, roles: [])
        }
    }

    @Test("needs a password that is long and not one key held down")
    func passwords() throws {
        #expect(throws: PasswordRefusal.tooShort(found: 13, least: 14)) { try Password("abcdefghijklm") }
        #expect(throws: PasswordRefusal.tooPlain(different: 2, least: 5)) { try Password("abababababababab") }
        #expect(throws: PasswordRefusal.tooLong(found: 1025, allowed: 1024)) { try Password(String(repeating: "abcde", count: 205)) }
        _ = try Password(String(repeating: "phrase ", count: 20))
    }

    @Test(
        "A hash has one form and bounded costs",
        arguments: [
            "", "$scrypt$ln=15,r=8,p=2$AAAA$AAA", "$scrypt$ln=21,r=8,p=1$AAAA$AAAA", "$scrypt$ln=015,r=8,p=1$AAAA$AAAA",
            "$scrypt$r=8,ln=15,p=1$AAAA$AAAA", "$argon2id$ln=15,r=8,p=1$AAAA$AAAA", "$scrypt$ln=15,r=8,p=1$$AAAA",
            "$scrypt$ln=-1,r=8,p=1$AAAA$AAAA",
        ])
    func hashRefused(text: String) {
        #expect(PasswordHash(text) == nil)
        #expect(PasswordHash("$scrypt$ln=15,r=8,p=2$AAAA$AAAA")?.cost == .current)
    }
}

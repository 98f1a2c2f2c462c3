import Database
import Values

/// SQL of accounts and of their roles, in the instance database.
enum AccountTable {
    static func insert(_ account: Account, password: PasswordHash, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(
            insertAccount,
            [
                "id": account.id, "login": account.login.description, "password": password.description, "tenant": account.tenant,
                "person": account.person, "disabled": account.isDisabled,
            ])
        try set(roles: account.roles, of: account.id, in: transaction)
    }

    private static let insertAccount: SQL = """
        INSERT INTO account (id, login, password, tenant, person, disabled)
        VALUES (:id, :login, :password, :tenant, :person, :disabled)
        """

    static func set(roles: Set<Role>, of account: AccountID, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(removeRoles, ["account": account])
        for role in roles { try transaction.execute(insertRole, ["account": account, "role": role.rawValue]) }
    }

    private static let removeRoles: SQL = "DELETE FROM account_role WHERE account = :account"
    private static let insertRole: SQL = "INSERT INTO account_role (account, role) VALUES (:account, :role)"

    static func set(password: PasswordHash, of account: AccountID, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(setPassword, ["account": account, "password": password.description])
    }

    private static let setPassword: SQL = "UPDATE account SET password = :password WHERE id = :account"

    static func set(disabled: Bool, of account: AccountID, in transaction: Transaction<WholeInstance>) throws {
        try transaction.execute(setDisabled, ["account": account, "disabled": disabled])
    }

    private static let setDisabled: SQL = "UPDATE account SET disabled = :disabled WHERE id = :account"

    static func one(_ id: AccountID, in reader: Reader<WholeInstance>) throws -> Account? {
        try reader.first(byID, ["id": id]) { try account($0, in: reader) }
    }

    private static let byID: SQL = "SELECT id, login, password, tenant, person, disabled FROM account WHERE id = :id"

    static func one(login: Login, in reader: Reader<WholeInstance>) throws -> (account: Account, password: PasswordHash)? {
        try reader.first(byLogin, ["login": login.description]) { row in
            guard let password = PasswordHash(try row.get("password")) else {
                throw DatabaseRefusal.wrongType(column: "password", found: "another form")
            }
            return (try account(row, in: reader), password)
        }
    }

    private static let byLogin: SQL = "SELECT id, login, password, tenant, person, disabled FROM account WHERE login = :login"

    static func all(of tenant: TenantID, after login: String, limit: Int, in reader: Reader<WholeInstance>) throws -> [Account] {
        try reader.rows(ofTenant, ["tenant": tenant, "login": login, "limit": limit]) { try account($0, in: reader) }
    }

    // Index account_tenant(tenant, login) answers this in order.
    private static let ofTenant: SQL = """
        SELECT id, login, password, tenant, person, disabled
          FROM account
         WHERE tenant = :tenant AND login > :login
         ORDER BY login
         LIMIT :limit
        """

    static func isEmpty(in reader: Reader<WholeInstance>) throws -> Bool { try reader.first(any, [:]) { _ in true } == nil }

    private static let any: SQL = "SELECT id FROM account ORDER BY id LIMIT 1"

    private static func account(_ row: Row, in reader: Reader<WholeInstance>) throws -> Account {
        let id: AccountID = try row.get("id")
        guard let login = Login(try row.get("login")) else { throw DatabaseRefusal.wrongType(column: "login", found: "another form") }
        let roles = try reader.rows(rolesOf, ["account": id]) { Role(rawValue: try $0.get("role")) }
        return Account(
            id: id, login: login, tenant: try row.get("tenant"), person: try row.get("person"), roles: Set(roles.compactMap { $0 }),
            isDisabled: try row.get("disabled"))
    }

    private static let rolesOf: SQL = "SELECT role FROM account_role WHERE account = :account"

    static let queries: [SQL] = [byID, byLogin, ofTenant, rolesOf, setPassword, setDisabled, removeRoles]
}

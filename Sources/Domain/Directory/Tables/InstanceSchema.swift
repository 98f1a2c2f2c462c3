import Database

/// What the instance knows of authorities and of those who sign in. Nothing of an authority's papers.
enum InstanceSchema {
    static let migration = Migration(
        "directory-instance-0001",
        [
            """
            CREATE TABLE authority (
                id TEXT PRIMARY KEY,
                slug TEXT NOT NULL UNIQUE,
                name TEXT NOT NULL,
                legal_name TEXT NOT NULL,
                siren TEXT NOT NULL,
                kind TEXT NOT NULL,
                nature_code TEXT NOT NULL,
                department TEXT NOT NULL,
                district TEXT NOT NULL,
                zone TEXT NOT NULL,
                population %int% NOT NULL,
                return_address TEXT NOT NULL
            ) %strict%
            """,
            """
            CREATE TABLE account (
                id TEXT PRIMARY KEY,
                login TEXT NOT NULL UNIQUE,
                password TEXT NOT NULL,
                tenant TEXT REFERENCES authority,
                person TEXT,
                disabled %bool% NOT NULL
            ) %strict%
            """,
            "CREATE INDEX account_tenant ON account (tenant, login)",
            """
            CREATE TABLE account_role (
                account TEXT NOT NULL REFERENCES account,
                role TEXT NOT NULL,
                PRIMARY KEY (account, role)
            ) %strict%
            """,
            """
            CREATE TABLE session (
                token %blob% PRIMARY KEY,
                account TEXT NOT NULL REFERENCES account,
                opened %int% NOT NULL,
                last_seen %int% NOT NULL
            ) %strict%
            """,
            "CREATE INDEX session_account ON session (account)",
            "CREATE INDEX session_opened ON session (opened)",
            """
            CREATE TABLE api_token (
                token %blob% PRIMARY KEY,
                account TEXT NOT NULL REFERENCES account,
                label TEXT NOT NULL,
                created %int% NOT NULL,
                expires %int% NOT NULL
            ) %strict%
            """,
            "CREATE INDEX api_token_account ON api_token (account, created)",
            """
            CREATE TABLE sign_in_failure (
                subject TEXT PRIMARY KEY,
                failures %int% NOT NULL,
                last_failure %int% NOT NULL
            ) %strict%
            """,
            "CREATE INDEX sign_in_failure_age ON sign_in_failure (last_failure)",
            """
            CREATE TABLE first_run (
                token %blob% PRIMARY KEY,
                used %int%
            ) %strict%
            """,
        ])
}

import Database

/// People of one authority, their mandates, the keys of these.
enum TenantSchema {
    static let migration = Migration(
        "directory-0001",
        [
            """
            CREATE TABLE person (
                id TEXT PRIMARY KEY,
                civility TEXT NOT NULL,
                given_name TEXT NOT NULL,
                family_name TEXT NOT NULL,
                title TEXT NOT NULL
            ) %strict%
            """,
            "CREATE INDEX person_name ON person (family_name, given_name, id)",
            """
            CREATE TABLE mandate (
                id TEXT PRIMARY KEY,
                person TEXT NOT NULL REFERENCES person,
                function TEXT NOT NULL,
                start TEXT NOT NULL,
                finish TEXT
            ) %strict%
            """,
            "CREATE INDEX mandate_person ON mandate (person, start)",
            """
            CREATE TABLE mandate_key (
                id TEXT PRIMARY KEY,
                mandate TEXT NOT NULL REFERENCES mandate,
                sealed %blob% NOT NULL,
                certificate %blob% NOT NULL,
                subject TEXT NOT NULL,
                not_before %int% NOT NULL,
                not_after %int% NOT NULL,
                non_repudiation %bool% NOT NULL,
                registered %int% NOT NULL
            ) %strict%
            """,
            "CREATE INDEX mandate_key_mandate ON mandate_key (mandate)",
            """
            CREATE TABLE mandate_key_chain (
                key TEXT NOT NULL REFERENCES mandate_key,
                position %int% NOT NULL,
                certificate %blob% NOT NULL,
                PRIMARY KEY (key, position)
            ) %strict%
            """,
            """
            CREATE TABLE pin_failure (
                key TEXT PRIMARY KEY REFERENCES mandate_key,
                failures %int% NOT NULL,
                last_failure %int% NOT NULL
            ) %strict%
            """,
        ])
}

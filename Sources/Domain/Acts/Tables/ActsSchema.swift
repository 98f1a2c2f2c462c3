import Database

/// Acts of one authority, and the series of their numbers.
enum ActsSchema {
    static let migration = Migration(
        "acts-0001",
        [
            """
            CREATE TABLE act_series (
                register TEXT NOT NULL,
                year %int% NOT NULL,
                last %int% NOT NULL,
                PRIMARY KEY (register, year)
            ) %strict%
            """,
            """
            CREATE TABLE act (
                id TEXT PRIMARY KEY,
                register TEXT NOT NULL,
                year %int% NOT NULL,
                sequence %int% NOT NULL,
                nature %int% NOT NULL,
                title TEXT NOT NULL,
                date TEXT NOT NULL,
                matter TEXT NOT NULL,
                depositor TEXT NOT NULL,
                deposited_at %int% NOT NULL,
                signer TEXT NOT NULL,
                phase TEXT NOT NULL,
                dossier TEXT,
                signed %blob%,
                signed_bytes %int%,
                signed_at %int%,
                bundle_name TEXT,
                bundle %blob%,
                bundled_at %int%,
                reason TEXT,
                docket TEXT,
                leaf %int%,
                UNIQUE (register, year, sequence),
                CHECK ((phase IN ('signed', 'bundled')) = (signed IS NOT NULL)),
                CHECK ((phase = 'bundled') = (bundle IS NOT NULL)),
                CHECK ((phase = 'refused') = (reason IS NOT NULL))
            ) %strict%
            """,
            "CREATE INDEX act_deposited ON act (deposited_at, id)",
            "CREATE INDEX act_phase ON act (phase, deposited_at, id)",
            """
            CREATE TABLE act_file (
                act TEXT NOT NULL REFERENCES act,
                position %int% NOT NULL,
                name TEXT NOT NULL,
                digest %blob% NOT NULL,
                bytes %int% NOT NULL,
                pages %int%,
                PRIMARY KEY (act, position)
            ) %strict%
            """,
            """
            CREATE TABLE act_approver (
                act TEXT NOT NULL REFERENCES act,
                position %int% NOT NULL,
                person TEXT NOT NULL,
                PRIMARY KEY (act, position)
            ) %strict%
            """,
            """
            CREATE TABLE act_reader (
                person TEXT NOT NULL,
                deposited_at %int% NOT NULL,
                act TEXT NOT NULL REFERENCES act,
                PRIMARY KEY (person, deposited_at, act)
            ) %strict%
            """,
        ])
}

import Database

/// Dossiers of one authority, their steps, annexes and history, and the signatures under way.
enum ParapheurSchema {
    static let migration = Migration(
        "parapheur-0001",
        [
            """
            CREATE TABLE dossier (
                id TEXT PRIMARY KEY,
                type TEXT NOT NULL,
                title TEXT NOT NULL,
                origin TEXT NOT NULL UNIQUE,
                depositor TEXT NOT NULL,
                opened_at %int% NOT NULL,
                document %blob% NOT NULL,
                document_name TEXT NOT NULL,
                document_bytes %int% NOT NULL,
                document_pages %int%,
                phase TEXT NOT NULL,
                step %int% NOT NULL,
                holder TEXT,
                asked TEXT,
                waiting_since %int%,
                completed_at %int%,
                reason TEXT,
                signed %blob%,
                signed_bytes %int%,
                CHECK ((phase = 'waiting') = (holder IS NOT NULL)),
                CHECK ((phase = 'completed') = (signed IS NOT NULL)),
                CHECK ((phase = 'refused') = (reason IS NOT NULL))
            ) %strict%
            """,
            "CREATE INDEX dossier_waiting ON dossier (holder, waiting_since, id)",
            "CREATE INDEX dossier_phase ON dossier (phase, opened_at, id)",
            "CREATE INDEX dossier_opened ON dossier (opened_at, id)",
            """
            CREATE TABLE dossier_step (
                dossier TEXT NOT NULL REFERENCES dossier,
                position %int% NOT NULL,
                kind TEXT NOT NULL,
                holder TEXT NOT NULL,
                PRIMARY KEY (dossier, position)
            ) %strict%
            """,
            """
            CREATE TABLE dossier_annex (
                dossier TEXT NOT NULL REFERENCES dossier,
                position %int% NOT NULL,
                name TEXT NOT NULL,
                digest %blob% NOT NULL,
                bytes %int% NOT NULL,
                pages %int%,
                PRIMARY KEY (dossier, position)
            ) %strict%
            """,
            """
            CREATE TABLE dossier_reader (
                person TEXT NOT NULL,
                opened_at %int% NOT NULL,
                dossier TEXT NOT NULL REFERENCES dossier,
                PRIMARY KEY (person, opened_at, dossier)
            ) %strict%
            """,
            """
            CREATE TABLE dossier_history (
                dossier TEXT NOT NULL REFERENCES dossier,
                position %int% NOT NULL,
                action TEXT NOT NULL,
                actor TEXT NOT NULL,
                at %int% NOT NULL,
                step %int%,
                document %blob% NOT NULL,
                remark TEXT,
                PRIMARY KEY (dossier, position)
            ) %strict%
            """,
            """
            CREATE TABLE signature_request (
                token %blob% PRIMARY KEY,
                dossier TEXT NOT NULL REFERENCES dossier,
                person TEXT NOT NULL,
                key TEXT NOT NULL,
                read %blob% NOT NULL,
                to_be_signed %blob% NOT NULL,
                prepared_at %int% NOT NULL
            ) %strict%
            """,
            "CREATE INDEX signature_request_age ON signature_request (prepared_at)",
        ])
}

package import Database

extension Journal {
    package static let migrations: [Migration] = [
        Migration(
            "journal-0001",
            [
                "CREATE TABLE journal_leaf (position %int% PRIMARY KEY, preimage %blob% NOT NULL, hash %blob% NOT NULL) %strict%",
                """
                CREATE TABLE journal_node (
                    level %int% NOT NULL,
                    position %int% NOT NULL,
                    hash %blob% NOT NULL,
                    PRIMARY KEY (level, position)
                ) %strict%
                """,
                "CREATE TABLE journal_checkpoint (size %int% PRIMARY KEY, note %blob% NOT NULL) %strict%",
                "CREATE TABLE journal_detail (position %int% PRIMARY KEY, nonce %blob% NOT NULL, payload %blob% NOT NULL) %strict%",
            ])
    ]
}

import ContentStore
import Directory
import Journal
package import Values

/// A content taken for itself, before any act or dossier refers to it: durable and in the journal when its receipt is given.
package struct Deposits: Sendable {
    let cabinet: Cabinet

    package struct Receipt: Sendable {
        package let digest: Digest
        package let length: Int
        /// Bytes written for it: 0 when the content was there already.
        package let storedCount: Int
        /// Its line in the journal.
        package let leaf: UInt64
    }

    package func take(file path: String, by actor: String) async throws -> Receipt {
        let staged = try await cabinet.content.stage(file: path)
        return try await cabinet.change { change in
            let digest = try change.keep(staged)
            let leaf = try change.record(
                JournalEntry(action: "content.deposited", object: "content:\(digest)", actor: actor, content: digest))
            return Receipt(digest: digest, length: staged.length, storedCount: staged.storedCount, leaf: leaf)
        }
    }
}

extension Office {
    package var deposits: Deposits { Deposits(cabinet: cabinet) }
}

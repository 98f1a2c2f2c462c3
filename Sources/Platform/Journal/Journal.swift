package import Cryptography
package import Database
package import MerkleLog
import Synchronization
package import Values

/// The legal journal of one authority: who did what to which object and when, in a log that can only grow and that anyone can check.
/// Owns the tables `journal_*` of the tenant's database and the anti-rollback mark beside it. Holds no personal fact in a leaf.
/// Refuses to sign a tree that does not extend the last one it signed, and to open on a tree older than its mark.
///
/// (1) A leaf, the nodes that it closes and its details are rows of the caller's transaction: all are committed with the act, or none.
/// (2) Leaves are numbered from 0 without a gap, and no statement here changes or removes one.
/// (3) The right edge kept in memory is used only if it ends with the last leaf that the transaction sees. A leaf's salt makes its hash
///     unique, and a savepoint cannot be undone without those that follow it, so the same last leaf means the same tree.
/// (4) Only committed leaves are signed: the tree is read in a snapshot apart from any transaction under way.
/// (5) Nothing is signed before `ProofChecks`, written apart from the makers of proofs, has found that the tree extends the mark.
/// (6) A checkpoint leaves this module only when the mark that covers it is on disk, its name too.
/// (7) The mark is written by the database's one writer thread, so it only grows; once its durability is in doubt nothing more is signed.
package final class Journal: Sendable {
    struct State {
        var edge = Frontier()
        /// The hash of the leaf that `edge` ends with.
        var last: Digest?
        /// The last checkpoint signed, on disk.
        var mark: Checkpoint
        var doubt: DiskError?
    }

    package let tenant: TenantID
    /// What a stranger needs to check this journal: the content of `journal.vkey`.
    package var verifierKey: VerifierKey { key.verifier }

    let key: SignerKey
    package let database: TenantDatabase
    let state: Mutex<State>
    let markFile: MarkFile
    private let clock: Clock
    private let random: RandomSource

    /// `origin` names the log and its key: no space, no plus. The mark's folder must exist, better on another disk than the database.
    package init(
        tenant: TenantID, origin: String, key: Ed25519PrivateKey, database: TenantDatabase, marks: [String], clock: Clock = .system,
        random: RandomSource = .system, disk: any Disk = SystemDisk(), executor: BlockingExecutor = .shared
    ) async throws {
        guard let name = KeyName(origin) else { throw JournalRefusal.invalidOrigin(origin) }
        let signer = SignerKey(name: name, key: key)
        let file = MarkFile(paths: marks, disk: disk)
        let mark = try await Journal.mark(in: file, of: database, signedBy: signer, executor: executor)
        (self.tenant, self.key, self.database, self.clock, self.random) = (tenant, signer, database, clock, random)
        markFile = file
        state = Mutex(State(mark: mark))
    }

    /// Adds one line in the caller's transaction and answers its index. Its cost does not depend on the journal's length.
    @discardableResult
    package func append(_ entry: JournalEntry, in transaction: Transaction<OneTenant>) throws -> UInt64 {
        var edge = try edge(in: transaction.reader)
        let index = edge.size
        let nonce = random.bytes(32)
        let payload = CanonicalObject.write(entry.details.mapValues { .text($0) })
        guard payload.count <= CanonicalObject.sizeMax else {
            throw JournalRefusal.detailsTooLarge(found: payload.count, allowed: CanonicalObject.sizeMax)
        }
        let leaf = try JournalLeaf(
            tenant: tenant, sequence: index, time: clock.now(), actor: entry.actor, action: entry.action, object: entry.object,
            content: entry.content, salt: random.bytes(JournalLeaf.saltBytes), commit: SHA256.digest(nonce + payload)
        )
        let preimage = leaf.preimage
        let hash = MerkleTree.leafHash(preimage)
        // The leaf last: until it is there, a failure between these statements leaves the edge in memory right.
        for node in edge.append(hash) { try NodeTable.insert(node.hash, at: node.place, in: transaction) }
        if !entry.details.isEmpty { try DetailTable.insert(index, nonce: nonce, payload: payload, in: transaction) }
        try LeafTable.insert(index, preimage: preimage, hash: hash, in: transaction)
        state.withLock { ($0.edge, $0.last) = (edge, hash) }
        return index
    }

    /// Erases the personal facts of a line; its leaf, and every proof, stand (GDPR art. 17).
    package func forget(_ index: UInt64, in transaction: Transaction<OneTenant>) throws {
        try DetailTable.remove(index, in: transaction)
    }

    /// Whether lines were added since the last checkpoint. One that is rolled back counts too: asking costs nothing, sealing again little.
    package var hasUnsealedLines: Bool { state.withLock { $0.edge.size > $0.mark.head.size } }

    /// Invariant 3.
    private func edge(in reader: Reader<OneTenant>) throws -> Frontier {
        guard let last = try LeafTable.last(in: reader) else { return Frontier() }
        let size = last.position + 1
        let kept = state.withLock { $0.edge.size == size && $0.last == last.hash ? $0.edge : nil }
        return try kept ?? Frontier(size: size) { try NodeTable.hash(at: $0, in: reader) }
    }
}

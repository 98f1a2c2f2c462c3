import Database
package import MerkleLog
import Synchronization
import Values

/// Signing what was committed, and proving it.
extension Journal {
    /// Signs the tree as it is committed now; answers the last checkpoint again when nothing was added.
    package func checkpoint() async throws -> Checkpoint {
        while true {
            let mark = try trustedMark()
            let (head, known) = try await database.read { reader in
                (try Journal.extended(from: mark.head, in: reader), try CheckpointTable.holds(mark.head.size, in: reader))
            }
            if head.size == mark.head.size && (known || head.size == 0) { return mark }
            let next = head.size == mark.head.size ? mark : try Checkpoint(signing: head, with: key)
            if try await keep(next, after: mark) { return next }
        }
    }

    /// The `.proof` text of a line, under the last checkpoint that covers it; one is signed if none does.
    package func proof(of index: UInt64) async throws -> String {
        var checkpoint = try trustedMark()
        if index >= checkpoint.head.size { checkpoint = try await self.checkpoint() }
        let signed = checkpoint
        guard index < signed.head.size else { throw JournalRefusal.noSuchLine(index: index, size: signed.head.size) }
        let proof = try await database.read { reader in
            guard let preimage = try LeafTable.preimage(of: index, in: reader),
                let path = try StoredTree(size: signed.head.size, node: { try NodeTable.hash(at: $0, in: reader) }).inclusionProof(
                    of: index)
            else { throw JournalRefusal.damaged(index: index) }
            return LogProof(leaf: try JournalLeaf(preimage: preimage), path: path, checkpoint: signed)
        }
        guard (try? proof.check(with: [verifierKey])) != nil else { throw JournalRefusal.damaged(index: index) }
        return proof.text
    }

    /// Invariants 6 and 7. False when another checkpoint was kept meanwhile.
    private func keep(_ next: Checkpoint, after mark: Checkpoint) async throws -> Bool {
        try await database.write { [self] transaction in
            guard try trustedMark() == mark else { return false }
            if next != mark {
                do throws(MarkFile.Failure) { try markFile.replace(with: next.bytes) } catch {
                    if !error.isOldMarkSafe { state.withLock { $0.doubt = error.cause } }
                    throw error.isOldMarkSafe ? error.cause as any Error : JournalRefusal.markInDoubt(error.cause)
                }
                state.withLock { $0.mark = next }
            }
            try CheckpointTable.insert(next, in: transaction)
            return true
        }
    }

    private func trustedMark() throws -> Checkpoint {
        let (mark, doubt) = state.withLock { ($0.mark, $0.doubt) }
        if let doubt { throw JournalRefusal.markInDoubt(doubt) }
        return mark
    }

    /// Invariant 5: the tree that `reader` sees, if it extends the one that was signed.
    static func extended(from marked: TreeHead, in reader: Reader<OneTenant>) throws -> TreeHead {
        let tree = StoredTree(size: try LeafTable.count(in: reader)) { try NodeTable.hash(at: $0, in: reader) }
        let head = try tree.head()
        if marked == .empty { return head }
        guard let proof = try tree.consistencyProof(from: marked.size),
            ProofChecks.consistency(from: marked, to: head, proof: proof)
        else { throw JournalRefusal.rolledBack(marked: marked, found: head) }
        return head
    }

    /// Reads the mark at opening and holds the database against it. A journal without a line gets its first mark here, so that a missing
    /// mark always means that one was removed.
    static func mark(
        in file: MarkFile, of database: TenantDatabase, signedBy key: SignerKey, executor: BlockingExecutor
    ) async throws -> Checkpoint {
        let copies = try await executor.run { try file.read() }
        guard let copy = copies.first else {
            let found = try await database.read { try extended(from: .empty, in: $0) }
            guard found == .empty else { throw JournalRefusal.markMissing(found: found) }
            let first = try Checkpoint(signing: .empty, with: key)
            try await executor.run { try write(first, to: file) }
            return first
        }
        let mark = try newest(of: copy, copies.dropFirst(), signedBy: key)
        let newest = mark.head
        _ = try await database.read { try extended(from: newest, in: $0) }
        return mark
    }

    /// The greatest of what was signed: an older copy is one that came back with a restored folder, or a writing that was cut.
    private static func newest(of copy: [UInt8], _ others: ArraySlice<[UInt8]>, signedBy key: SignerKey) throws -> Checkpoint {
        do throws(CheckpointRefusal) {
            var newest = try mark(copy, signedBy: key)
            for other in others {
                let mark = try mark(other, signedBy: key)
                if mark.head.size > newest.head.size { newest = mark }
            }
            return newest
        } catch {
            throw JournalRefusal.markUnreadable(error)
        }
    }

    private static func mark(_ bytes: [UInt8], signedBy key: SignerKey) throws(CheckpointRefusal) -> Checkpoint {
        let mark = try Checkpoint(bytes)
        _ = try mark.signer(among: [key.verifier])
        return mark
    }

    private static func write(_ mark: Checkpoint, to file: MarkFile) throws {
        do throws(MarkFile.Failure) { try file.replace(with: mark.bytes) } catch { throw error.cause }
    }
}

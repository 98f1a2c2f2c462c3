import Cryptography
import Database
package import MerkleLog
import Synchronization
import Values

/// Reading the journal, and reading it against itself.
extension Journal {
    /// The tree as it is committed now.
    package func head() async throws -> TreeHead {
        try await database.read { try Journal.extended(from: .empty, in: $0) }
    }

    /// At most `limit` lines from `first` on, in order.
    package func entries(from first: UInt64 = 0, limit: Int = 100) async throws -> [JournalRecord] {
        try await database.read { reader in
            try LeafTable.page(from: first, limit: limit, in: reader).map { row in
                let details = try DetailTable.details(of: row.position, in: reader)
                let members = try details.map { try CanonicalObject.read($0.payload) }
                return JournalRecord(leaf: try JournalLeaf(preimage: row.preimage), details: members.map { $0.compactMapValues(\.text) })
            }
        }
    }

    /// Rebuilds the whole tree from the preimages and compares everything that was kept; stops at the first thing that is wrong.
    package func verify() async throws -> JournalReport {
        let mark = state.withLock { $0.mark }
        let (tenant, key) = (tenant, verifierKey)
        return try await database.read { reader in
            var audit = JournalAudit(tenant: tenant, key: key)
            while audit.fault == nil {
                let page = try LeafTable.page(from: audit.size, limit: 1_000, in: reader)
                guard !page.isEmpty else { break }
                for row in page where audit.fault == nil { try audit.read(row, in: reader) }
            }
            if audit.fault == nil { try audit.end(mark: mark.head, in: reader) }
            return JournalReport(lines: audit.size, checkpoints: audit.checkpoints, fault: audit.fault)
        }
    }
}

package struct JournalReport: Sendable, Equatable {
    /// Lines found right.
    package let lines: UInt64
    package let checkpoints: Int
    package let fault: JournalFault?
}

/// The first thing found wrong, and where.
package enum JournalFault: Sendable, Equatable {
    /// A gap in the numbers, a preimage that is not canonical, of another number or tenant, or whose hash is not the one kept.
    case line(index: UInt64)
    /// The nonce and details of a line are not those of its commitment.
    case details(index: UInt64)
    case node(NodePlace)
    /// A signed checkpoint that is not readable, not ours, or of another tree than the lines make.
    case checkpoint(size: UInt64)
    /// The lines do not reach, or do not make, the tree of the mark.
    case rolledBack(marked: TreeHead, found: TreeHead)
}

/// One pass over the lines, in constant memory.
private struct JournalAudit {
    let tenant: TenantID
    let key: VerifierKey
    private var edge = Frontier()
    private(set) var checkpoints = 0
    private(set) var fault: JournalFault?

    init(tenant: TenantID, key: VerifierKey) {
        self.tenant = tenant
        self.key = key
    }

    var size: UInt64 { edge.size }

    mutating func read(_ row: LeafTable.Leaf, in reader: Reader<OneTenant>) throws {
        let index = edge.size
        guard row.position == index, let leaf = try? JournalLeaf(preimage: row.preimage), leaf.sequence == index, leaf.tenant == tenant,
            MerkleTree.leafHash(row.preimage) == row.hash
        else { return fault = .line(index: index) }
        if let details = try DetailTable.details(of: index, in: reader), SHA256.digest(details.nonce + details.payload) != leaf.commit {
            return fault = .details(index: index)
        }
        for node in edge.append(row.hash) where try NodeTable.find(node.place, in: reader) != node.hash {
            return fault = .node(node.place)
        }
        if let note = try CheckpointTable.note(at: edge.size, in: reader) {
            guard let checkpoint = try? Checkpoint(note), checkpoint.head == edge.head, (try? checkpoint.signer(among: [key])) == key else {
                return fault = .checkpoint(size: edge.size)
            }
            checkpoints += 1
        }
    }

    /// Nothing may be left over: rows beyond the last line would be the remains of a longer journal.
    mutating func end(mark: TreeHead, in reader: Reader<OneTenant>) throws {
        if let place = try NodeTable.first(beyond: edge.size, in: reader) { return fault = .node(place) }
        if let size = try CheckpointTable.first(above: edge.size, in: reader) { return fault = .checkpoint(size: size) }
        do { _ = try Journal.extended(from: mark, in: reader) } catch let JournalRefusal.rolledBack(marked, found) {
            fault = .rolledBack(marked: marked, found: found)
        }
    }
}

extension CanonicalObject.Value {
    fileprivate var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }
}

import Acts
import Application
import Directory
import Journal
import MerkleLog
import Values

/// What a deposit made: the number, the digest, the line in the journal. Shown to whoever deposited.
struct DepositReceipt {
    /// A receipt is looked at soon: its line is among the last ones, or is not shown.
    private static let linesBack: UInt64 = 1000

    private let act: Act
    private let desk: Desk
    private let names: Names
    private let leaf: UInt64?

    init(_ act: Act, _ desk: Desk, _ names: Names) async throws {
        (self.act, self.desk, self.names) = (act, desk, names)
        let journal = desk.office.cabinet.journal
        let size = try await journal.head().size
        let first = size - min(size, DepositReceipt.linesBack)
        let records = try await journal.entries(from: first, limit: Int(DepositReceipt.linesBack))
        leaf = records.last { $0.leaf.action == "act.deposited" && $0.leaf.object == "act:\(act.id)" }?.leaf.sequence
    }

    var html: HTML {
        var rows: [(String, HTML)] = [
            ("Numéro", "<span class=\"mono\">\(act.number.internalNumber)</span>"),
            ("Empreinte", "<span class=\"hash\">\(French.digest(act.document.digest))</span>"),
        ]
        if let leaf { rows.append(("Au journal", "ligne n°\(French.space)\(French.grouped(Int(clamping: leaf)))")) }
        rows.append(("Le", "\(French.proofMoment(act.depositedAt, in: desk.zone))"))
        let first = act.approvers.first ?? act.signer
        return receipt(
            "Acte déposé", facts(rows) + "<p>Le circuit commence par \(names.full(first)). Vous pouvez fermer cette page.</p>")
    }
}

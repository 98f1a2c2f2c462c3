import Directory
import Journal
import Values

extension Instance {
    /// Signs every journal that has new lines: from then on their marks name a restored older copy.
    package func seal() async throws {
        for cabinet in try await openCabinets() where cabinet.journal.hasUnsealedLines { _ = try await cabinet.journal.checkpoint() }
    }
}

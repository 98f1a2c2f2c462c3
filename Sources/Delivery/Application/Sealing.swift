import Directory
import Journal
import Values

extension Instance {
    /// Signs every journal that was opened here as it is now.
    package func sealAll() async throws {
        for cabinet in try await openCabinets() { _ = try await cabinet.journal.checkpoint() }
    }
}

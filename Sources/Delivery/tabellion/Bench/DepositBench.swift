import Application
import ContentStore
import Database
import Directory
import Foundation
import Glibc
import Journal
import Values

/// Durable deposits of 250 KB, journal line included, by 32 depositors at once; the limit is the bare disk: as many files of that size,
/// each written and flushed by the same threads.
enum DepositBench {
    static let measures = [
        Measure(name: "deposits-one-tenant", what: "dépôts durables de 250 Ko par seconde, une collectivité") {
            try await figure("deposits-one-tenant", tenants: 1, deposits: 6000)
        },
        Measure(name: "deposits-200-tenants", what: "dépôts durables de 250 Ko par seconde, 200 collectivités") {
            try await figure("deposits-200-tenants", tenants: 200, deposits: 4000)
        },
    ]

    private static let bytes = 250_000
    private static let depositors = 32

    private static func figure(_ name: String, tenants: Int, deposits: Int) async throws -> Figure {
        let folder = FileManager.default.temporaryDirectory.path + "/tabellion-bench-\(getpid())"
        defer { for path in [folder, folder + ".marks"] { try? FileManager.default.removeItem(atPath: path) } }
        let instance = try await Instance.create(at: folder)
        var offices: [Office] = []
        for rank in 0..<tenants {
            let authority = try Authority.invented(rank, id: TenantID(at: Clock.system.now(), from: .system))
            try await instance.create(authority)
            offices.append(try await instance.office(of: authority.id))
        }
        let ours = try await rate(deposits) { [offices] rank in
            let cabinet = offices[rank % offices.count].cabinet
            let staged = try await cabinet.content.stage(content(rank))
            _ = try await cabinet.change { change in
                let digest = try change.keep(staged)
                try change.record(JournalEntry(action: "content.deposited", object: "content:\(digest)", actor: "bench", content: digest))
            }
        }
        let bare = try await rate(deposits / 4) { rank in
            try await BlockingExecutor.shared.run {
                let file = try SystemDisk().create(folder + "/bare-\(rank)")
                try file.write(content(rank), at: 0)
                try file.synchronize()
            }
        }
        try await instance.close()
        return Figure(
            name: name, value: ours, unit: "dépôts/s", anchor: nil,
            limit: Figure.Reference(name: "un fichier écrit et synchronisé par dépôt", value: bare))
    }

    /// Different for each rank, and cheap to make.
    private static func content(_ rank: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: UInt8(truncatingIfNeeded: rank), count: bytes)
        withUnsafeBytes(of: rank) { bytes.replaceSubrange(0..<$0.count, with: $0) }
        return bytes
    }

    private static func rate(_ count: Int, _ work: @escaping @Sendable (Int) async throws -> Void) async throws -> Double {
        let start = ContinuousClock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            for first in 0..<depositors {
                group.addTask { for rank in stride(from: first, to: count, by: depositors) { try await work(rank) } }
            }
            try await group.waitForAll()
        }
        return Double(count) / ((ContinuousClock.now - start) / .seconds(1))
    }
}

extension Authority {
    fileprivate static func invented(_ rank: Int, id: TenantID) throws -> Authority {
        guard let slug = Slug("commune-\(rank)"), let siren = Siren("214009995") else { throw AuthorityRefusal.slug("commune-\(rank)") }
        return try Authority(
            id: id, slug: slug, name: PlainText("Commune \(rank)"), legalName: PlainText("Commune \(rank)"), siren: siren, kind: .commune,
            natureCode: "31", department: "040", district: "1", zone: .paris, population: 500, returnAddress: "actes@example.org")
    }
}

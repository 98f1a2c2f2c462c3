import ContentStore
import Cryptography
import Database
import Glibc
import TestSupport
import Testing
import Values

/// Every operation of the disk fails in turn, once or from then on; then power is cut; then the store is opened again.
@Suite struct StoreFaultTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        let code: Int32
        let forGood: Bool
        let large: Bool
        var testDescription: String { "code \(code)\(forGood ? " for good" : "")\(large ? ", large content" : "")" }
    }
    static let kinds = [false, true].flatMap { large in
        [EIO, ENOSPC].flatMap { code in (large ? [false] : [false, true]).map { Kind(code: code, forGood: $0, large: large) } }
    }

    @Test(arguments: kinds)
    func nothingAcknowledgedIsLostWhicheverOperationFails(kind: Kind) async throws {
        for number in 1...200 {
            let fault = FaultyDisk.Fault(at: number, code: kind.code, forGood: kind.forGood)
            let (disk, rig) = (FaultyDisk(fault), StoreRig())
            let acknowledged = await scenario(rig, disk, large: kind.large)
            let after = disk.afterCrash(seed: UInt64(number))
            try await allIsThere(acknowledged, rig, after, "\(fault)")
            // And once more, the recovery being cut as well.
            let again = after.afterCrash(seed: UInt64(number), fault: FaultyDisk.Fault(at: number, code: kind.code, forGood: kind.forGood))
            let more = acknowledged + (await scenario(rig, again, large: false, salt: 100))
            try await allIsThere(more, rig, again.afterCrash(seed: UInt64(number)), "\(fault), twice")
            if disk.failures == 0 && again.failures == 0 { return }
        }
        Issue.record("200 operations were not enough")
    }

    @Test func aDiskThatLiesAboutFlushesIsNoticed() async throws {
        var lost = 0
        for seed in 0..<10 {
            let (disk, rig) = (FaultyDisk(liesAboutFlushes: true), StoreRig())
            let acknowledged = await scenario(rig, disk, large: false)
            #expect(acknowledged.count == 4)
            let store = try await rig.store(on: disk.afterCrash(seed: UInt64(seed)))
            if try await !store.verify(deep: true).damaged.isEmpty { lost += 1 }
        }
        #expect(lost > 0)
    }

    @Test func aFailedFlushBreaksTheWriterAndAFullDiskDoesNot() async throws {
        let probe = FaultyDisk()
        let rig = StoreRig()
        _ = try await rig.store(on: probe).stage([1])
        var broken = 0
        var full = 0
        for number in 1... {
            let disk = FaultyDisk(FaultyDisk.Fault(at: number, code: EIO, forGood: false))
            let store = try await rig.store(on: disk)
            do { _ = try await store.stage([1]) } catch let refusal as ContentStoreRefusal {
                guard case .broken = refusal else { Issue.record("\(refusal)"); continue }
                broken += 1
                await #expect(throws: refusal) { try await store.stage([2]) }
                await #expect(throws: refusal) { try await store.stage(StoreRig.content(5 << 20)) }
            }
            if disk.failures == 0 { break }
        }
        for number in 1... {
            let disk = FaultyDisk(FaultyDisk.Fault(at: number, code: ENOSPC, forGood: false))
            let store = try await rig.store(on: disk)
            do { _ = try await store.stage([1]) } catch ContentStoreRefusal.diskFull {
                full += 1
                _ = try await store.stage([2])
            } catch ContentStoreRefusal.broken(let error) { #expect(error.operation == .synchronize) }
            if disk.failures == 0 { break }
        }
        #expect(broken > 4 && full > 2)
    }

    /// Answers what was acknowledged; a refusal is allowed, a wrong answer is not.
    private func scenario(_ rig: StoreRig, _ disk: FaultyDisk, large: Bool, salt: UInt64 = 0) async -> [[UInt8]] {
        guard let store = try? await rig.store(on: disk, seed: 1 + salt) else { return [] }
        var contents = [100, 5000, 20_000].map { StoreRig.content($0, 7 + salt) }
        if large { contents.append(StoreRig.content(4 << 20 | 1)) }
        var acknowledged = await withTaskGroup(of: [UInt8]?.self) { group in
            for bytes in contents { group.addTask { (try? await rig.put(bytes, in: store)).map { _ in bytes } } }
            return await group.reduce(into: [[UInt8]]()) { if let bytes = $1 { $0.append(bytes) } }
        }
        try? await store.rest()
        let last = StoreRig.content(300, 7 + salt)
        if (try? await rig.put(last, in: store)) != nil { acknowledged.append(last) }
        return acknowledged
    }

    private func allIsThere(_ acknowledged: [[UInt8]], _ rig: StoreRig, _ disk: FaultyDisk, _ fault: String) async throws {
        let store = try await rig.store(on: disk, seed: 99)
        let kept = try await store.list().map(\.digest)
        #expect(Set(kept) == Set(acknowledged.map { SHA256.digest($0) }), "\(fault)")
        #expect(try await store.verify(deep: true).damaged == [], "\(fault)")
        for bytes in acknowledged where bytes.count < 1 << 20 {
            #expect(try await store.bytes(of: SHA256.digest(bytes)) == bytes, "\(fault)")
        }
    }
}

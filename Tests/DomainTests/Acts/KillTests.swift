import Acts
import ContentStore
import Database
import Directory
import Glibc
import Synchronization
import TestSupport
import Testing
import Values

/// A process that deposits without end is killed while others of its deposits are under way. What it acknowledged is there, whole; what it
/// did not is there whole, or not at all.
@Suite("A killed process")
struct KillTests {
    @Test("leaves no half deposit and loses none that was acknowledged", arguments: [1, 7, 40])
    func killed(after count: Int) async throws {
        let scratch = Scratch()
        let result = await #expect(processExitsWith: .signal(SIGKILL), observing: [\.standardOutputContent]) {
            [path = scratch.path as String, count = count as Int] in
            let rig = try await ActsRig(path: path)
            let end = Countdown(count)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for lane: UInt64 in 0..<8 {
                    group.addTask {
                        for rank: UInt64 in 0..<1000 {
                            let act = try await rig.acts.deposit(rig.deposit(lane * 1000 + rank))
                            end.acknowledge("act \(act.id) \(act.number.internalNumber)")
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        let acknowledged = output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }.filter { $0.first == "act" }
        #expect(acknowledged.count == count)

        let rig = try await ActsRig(seed: 2, path: scratch.path)
        for line in acknowledged {
            let id = try #require(ActID(line[1]))
            let act = try #require(try await rig.acts.act(id, for: rig.secretary))
            #expect(act.number.internalNumber == line[2])
            _ = try await rig.town.cabinet.content.bytes(of: act.document.digest)
        }
        let acts = try await rig.town.count("SELECT count(*) AS n FROM act")
        #expect(acts >= count)
        #expect(try await rig.town.count("SELECT max(sequence) AS n FROM act") == acts)
        #expect(try await rig.town.count("SELECT max(last) AS n FROM act_series") == acts)
        #expect(try await rig.town.count("SELECT count(*) AS n FROM outbox") == acts)
        #expect(try await rig.town.count("SELECT count(*) AS n FROM journal_leaf") == acts + 4, "two people, twice, and a line an act")
    }
}

/// Says what is acknowledged, and kills the process at the last line.
private final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    func acknowledge(_ line: String) {
        left.withLock { left in
            print(line)
            fflush(nil)
            left -= 1
            if left == 0 { kill(getpid(), SIGKILL) }
        }
    }
}

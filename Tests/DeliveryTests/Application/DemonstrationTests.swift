import Application
import ContentStore
import Database
import Directory
import Journal
import TestSupport
import Testing
import Values

/// The demonstration is made by the services that a real authority uses: these tests are the pipeline from deposit to proof.
@Suite struct DemonstrationTests {
    private static let checkout: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(4)
        return parts.joined(separator: "/")
    }()

    private func surroundings() -> Surroundings {
        var surroundings = Surroundings()
        surroundings.passwordCost = PasswordHash.Cost(logN: 4, r: 8, p: 1)
        return surroundings
    }

    @Test func aTownsPapersGoFromDepositToProof() async throws {
        let scratch = Scratch()
        let path = scratch.path + "/ville"
        let (instance, facts) = try await Demonstration.openOrMake(at: path, inputs: Self.checkout, port: 8080, surroundings())
        #expect(facts.acts.count >= 8)
        #expect(Set(facts.acts.map(\.number)).count == facts.acts.count)
        #expect(Set(facts.acts.map(\.nature)).count >= 3)
        for act in facts.acts {
            #expect(act.verdict == "TOTAL-PASSED", "\(act.number)")
            for file in [act.signedPDF, act.docket, act.proof] + [act.archive].compactMap({ $0 }) {
                #expect(try SystemDisk().open(path + "/" + file, writing: false).size() > 0, "\(file)")
            }
            #expect(act.archive != nil, "\(act.number)")
        }
        for cabinet in [try await instance.office(named: "sainte-aubierge-des-landes").cabinet] {
            #expect(try await cabinet.journal.verify().fault == nil)
            #expect(try await cabinet.content.verify(deep: true).damaged.isEmpty)
        }
        try await instance.close()
    }

    @Test func itIsServedAgainWithoutBeingMadeAgain() async throws {
        let scratch = Scratch()
        let path = scratch.path + "/ville"
        let made = try await openOnce(path, inputs: Self.checkout, port: 8080)
        let again = try await openOnce(path, inputs: "/nowhere", port: 9090)
        #expect(again.acts.map(\.number) == made.acts.map(\.number))
        #expect(again.url == "http://127.0.0.1:9090/")
    }

    /// The lock of the directory ends with the instance.
    private func openOnce(_ path: String, inputs: String, port: Int) async throws -> DemonstrationFacts {
        let (instance, facts) = try await Demonstration.openOrMake(at: path, inputs: inputs, port: port, surroundings())
        try await instance.close()
        return facts
    }

    @Test func aDirectoryThatIsInUseIsRefused() async throws {
        let scratch = Scratch()
        let instance = try await Instance.create(at: scratch.path + "/instance", Configuration(), surroundings())
        await #expect(throws: DataDirectoryRefusal.self) { _ = try await Instance.open(at: scratch.path + "/instance") }
        try await instance.close()
    }
}

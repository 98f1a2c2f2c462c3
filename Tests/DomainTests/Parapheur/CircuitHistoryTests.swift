import Directory
import Parapheur
import TestSupport
import Testing
import Values

/// Random histories of several dossiers, run on the real thing and on the simplest model that can be written beside it.
@Suite("Random circuits")
struct CircuitHistoryTests {
    struct Model {
        var step = 0
        var end: DossierPhase?
        let holders: [PersonID]
    }

    @Test("agree with the model, step by step", arguments: 1...6)
    func agree(seed: UInt64) async throws {
        var random = Seeded(seed)
        let rig = try await ParapheurRig()
        let people = [rig.first, rig.second, rig.mayor, rig.agent]
        var models: [DossierID: Model] = [:]
        var ids: [DossierID] = []
        for number in 0..<3 {
            let visas = Array([rig.first, rig.second].shuffled(using: &random).prefix(Int.random(in: 0...2, using: &random)))
            let id = try await rig.open("act:\(seed)-\(number)", visas: visas)
            models[id] = Model(holders: visas + [rig.mayor])
            ids.append(id)
        }
        for _ in 0..<24 {
            guard let id = ids.randomElement(using: &random), let person = people.randomElement(using: &random), let model = models[id]
            else {
                continue
            }
            let isTurn = model.end == nil && model.holders[model.step] == person
            let isLast = model.step == model.holders.count - 1
            rig.town.advance(seconds: 1)
            switch Int.random(in: 0..<6, using: &random) {
            case 0:
                let done = (try? await rig.parapheur.refuse(id, by: person, reason: "motif")) != nil
                #expect(done == isTurn, "seed \(seed)")
                if isTurn { models[id]?.end = .refused }
            case 1...2:
                let done = (try? await rig.parapheur.sign(id, by: person, pin: PKI.pin, read: rig.read)) != nil
                #expect(done == (isTurn && isLast), "seed \(seed)")
                if done { models[id]?.end = .completed }
            default:
                let done = (try? await rig.parapheur.approve(id, by: person, read: rig.read)) != nil
                #expect(done == (isTurn && !isLast), "seed \(seed)")
                if done { models[id]?.step += 1 }
            }
            for (id, model) in models {
                let dossier = try #require(try await rig.parapheur.dossier(id, for: Viewer(person: rig.agent, roles: [])))
                #expect(dossier.state.phase == model.end ?? .waiting, "seed \(seed)")
                #expect(dossier.currentStep?.holder == (model.end == nil ? model.holders[model.step] : nil), "seed \(seed)")
                #expect((dossier.signed != nil) == (model.end == .completed), "seed \(seed)")
            }
        }
    }
}

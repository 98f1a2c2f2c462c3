import Acts
import Testing
import Values

@Suite("An act changes state")
struct ActStateTests {
    static let zero = Digest(bytes: [UInt8](repeating: 0, count: 32))

    /// From (rows) × event (columns): the state it leads to, `=` when it was known already, `!` when it is impossible.
    @Test("as this table says")
    func table() throws {
        let digest = try #require(Self.zero)
        let now = CabinetRig.moment
        let signed = SignedPaper(dossier: "d", digest: digest, sizeBytes: 1, at: now)
        let foreign = SignedPaper(dossier: "e", digest: digest, sizeBytes: 1, at: now)
        let archive = PreparedArchive(name: "a", digest: digest, at: now)
        let events: [ActEvent] = [
            .dossierOpened(dossier: "d"), .dossierOpened(dossier: "e"), .dossierCompleted(signed), .dossierCompleted(foreign),
            .dossierRefused(dossier: "d", reason: "non"), .dossierRefused(dossier: "e", reason: "oui"), .bundlePrepared(archive),
            .bundlePrepared(PreparedArchive(name: "b", digest: digest, at: now)),
        ]
        let rows: [(ActState, [String])] = [
            (.deposited, ["inCircuit", "inCircuit", "!", "!", "!", "!", "!", "!"]),
            (.inCircuit(dossier: "d"), ["=", "!", "signed", "!", "refused", "!", "!", "!"]),
            (.signed(signed), ["=", "!", "=", "!", "!", "!", "bundled", "bundled"]),
            (.bundled(signed, archive), ["=", "!", "=", "!", "!", "!", "=", "!"]),
            (.refused(reason: "non"), ["=", "=", "!", "!", "=", "!", "!", "!"]),
        ]
        for (state, expected) in rows {
            let found = events.map { event in
                do throws(ActRefusal) { return try state.after(event)?.phase.rawValue ?? "=" } catch { return "!" }
            }
            #expect(found == expected, "\(state.phase)")
        }
    }
}

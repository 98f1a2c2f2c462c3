import Acts
import Directory
import Jobs
import Legality
import Parapheur
import Values

/// Which event of one module is whose business in another: siblings never meet but here. Every line may run twice for one event.
struct EventRoutes {
    let instance: Instance

    var handlers: [String: [EventHandler]] {
        [
            ActDeposited.name: [
                on(ActDeposited.self) { event, office in
                    _ = try await office.parapheur.open(Parapheur.Opening(event))
                }
            ],
            DossierOpened.name: [
                on(DossierOpened.self) { event, office in
                    guard let act = Act.id(origin: event.origin) else { return }
                    try await office.acts.dossierOpened(act, dossier: event.dossier.description)
                }
            ],
            DossierCompleted.name: [
                on(DossierCompleted.self) { event, office in
                    guard let act = Act.id(origin: event.origin) else { return }
                    try await office.acts.dossierCompleted(act, Acts.Completion(event))
                }
            ],
            DossierRefused.name: [
                on(DossierRefused.self) { event, office in
                    guard let act = Act.id(origin: event.origin) else { return }
                    try await office.acts.dossierRefused(act, dossier: event.dossier.description, by: event.person, reason: event.reason)
                }
            ],
            ActSigned.name: [
                on(ActSigned.self) { event, office in
                    try await office.transmissions.prepare(TransmissionRequest(event))
                }
            ],
            TransmissionPrepared.name: [
                on(TransmissionPrepared.self) { event, office in
                    guard let act = Act.id(origin: event.origin) else { return }
                    try await office.acts.bundlePrepared(act, PreparedArchive(name: event.archiveName, digest: event.archive, at: event.at))
                }
            ],
        ]
    }

    private func on<E: Event>(_ type: E.Type, _ body: @escaping @Sendable (E, Office) async throws -> Void) -> EventHandler {
        { [instance] tenant, event in try await body(try event.decoded(as: type), try await instance.office(of: tenant)) }
    }
}

extension Parapheur.Opening {
    init(_ event: ActDeposited) throws {
        self.init(
            type: DossierType(event.nature), title: try PlainText(event.title), origin: Act.origin(event.act), depositor: event.depositor,
            document: try DossierDocument(event.document), annexes: try event.annexes.map { try DossierDocument($0) },
            circuit: try Circuit(visas: event.approvers, signer: event.signer))
    }
}

extension DossierType {
    init(_ nature: ActNature) {
        switch nature {
        case .deliberation: self = .deliberation
        case .regulatoryOrder, .individualOrder: self = .order
        case .contract: self = .contract
        case .budget: self = .budget
        case .other: self = .other
        }
    }
}

extension DossierDocument {
    init(_ file: ActFile) throws {
        self.init(name: try DocumentName(file.name), digest: file.digest, sizeBytes: file.bytes, pages: file.pages)
    }
}

extension Acts.Completion {
    init(_ event: DossierCompleted) {
        self.init(
            signed: SignedPaper(dossier: event.dossier.description, digest: event.signed, sizeBytes: event.signedBytes, at: event.signedAt),
            signer: event.signer, certificateSubject: event.certificateSubject, certificateFingerprint: event.certificateFingerprint,
            steps: event.steps.map { Step(action: $0.kind.rawValue, person: $0.person, at: $0.at, remark: $0.remark) })
    }
}

extension TransmissionRequest {
    init(_ event: ActSigned) {
        self.init(
            origin: Act.origin(event.act), number: event.internalNumber, date: event.date, nature: event.nature.rawValue,
            matter: event.matter, subject: event.title, files: [event.document.digest] + event.annexes.map(\.digest))
    }
}

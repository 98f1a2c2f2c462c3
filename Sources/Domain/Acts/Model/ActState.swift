package import Values

/// Where an act stands.
///
/// deposited ──dossierOpened──▶ inCircuit ──dossierCompleted──▶ signed ──bundlePrepared──▶ bundled
///                                   └─────dossierRefused─────▶ refused
package enum ActState: Hashable, Sendable {
    case deposited
    /// On its circuit, in the dossier so named by whoever runs it.
    case inCircuit(dossier: String)
    case signed(SignedPaper)
    case bundled(SignedPaper, PreparedArchive)
    case refused(reason: String)
}

/// The signed document and who made it so.
package struct SignedPaper: Hashable, Sendable {
    package let dossier: String
    package let digest: Digest
    package let sizeBytes: Int
    package let at: Instant

    package init(dossier: String, digest: Digest, sizeBytes: Int, at: Instant) {
        (self.dossier, self.digest, self.sizeBytes, self.at) = (dossier, digest, sizeBytes, at)
    }
}

/// The archive made for the legality control.
package struct PreparedArchive: Hashable, Sendable {
    package let name: String
    package let digest: Digest
    package let at: Instant

    package init(name: String, digest: Digest, at: Instant) { (self.name, self.digest, self.at) = (name, digest, at) }
}

package enum ActEvent: Hashable, Sendable {
    case dossierOpened(dossier: String)
    case dossierCompleted(SignedPaper)
    case dossierRefused(dossier: String, reason: String)
    case bundlePrepared(PreparedArchive)
}

extension ActState {
    /// The only place where an act changes state. Pure. Nil when the event was already taken into account: events come at least once.
    package func after(_ event: ActEvent) throws(ActRefusal) -> ActState? {
        switch (self, event) {
        case (.deposited, .dossierOpened(let dossier)):
            return .inCircuit(dossier: dossier)
        case (.inCircuit(let current), .dossierCompleted(let signed)):
            guard current == signed.dossier else { throw .notPossible(in: self) }
            return .signed(signed)
        case (.inCircuit(let current), .dossierRefused(let dossier, let reason)):
            guard current == dossier else { throw .notPossible(in: self) }
            return .refused(reason: reason)
        case (.signed(let signed), .bundlePrepared(let bundle)):
            return .bundled(signed, bundle)
        case (.inCircuit(let current), .dossierOpened(let dossier)):
            return try repeated(current == dossier)
        case (.signed(let signed), .dossierOpened(let dossier)), (.bundled(let signed, _), .dossierOpened(let dossier)):
            return try repeated(signed.dossier == dossier)
        case (.signed(let signed), .dossierCompleted(let again)), (.bundled(let signed, _), .dossierCompleted(let again)):
            return try repeated(signed == again)
        case (.bundled(_, let bundle), .bundlePrepared(let again)):
            return try repeated(bundle == again)
        case (.refused(let reason), .dossierRefused(_, let again)):
            return try repeated(reason == again)
        case (.refused, .dossierOpened):
            return nil
        case (.deposited, .dossierCompleted), (.deposited, .dossierRefused), (.deposited, .bundlePrepared),
            (.inCircuit, .bundlePrepared), (.signed, .dossierRefused), (.bundled, .dossierRefused),
            (.refused, .dossierCompleted), (.refused, .bundlePrepared):
            throw .notPossible(in: self)
        }
    }

    private func repeated(_ same: Bool) throws(ActRefusal) -> ActState? {
        guard same else { throw .notPossible(in: self) }
        return nil
    }
}

package import Directory
import Values

/// The way of a dossier: any number of visas, one after the other, then one signature. It cannot be empty, by type.
package struct Circuit: Hashable, Sendable {
    package static let visasMax = 20
    package let visas: [PersonID]
    package let signer: PersonID

    package init(visas: [PersonID], signer: PersonID) throws(DossierRefusal) {
        guard visas.count <= Circuit.visasMax else { throw .tooManySteps(found: visas.count + 1, allowed: Circuit.visasMax + 1) }
        (self.visas, self.signer) = (visas, signer)
    }

    package var steps: [Step] { visas.map { Step(kind: .visa, holder: $0) } + [Step(kind: .signature, holder: signer)] }

    package func step(at index: Int) -> Step? {
        if visas.indices.contains(index) { return Step(kind: .visa, holder: visas[index]) }
        return index == visas.count ? Step(kind: .signature, holder: signer) : nil
    }
}

package struct Step: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable, Codable { case visa, signature }

    package let kind: Kind
    package let holder: PersonID

    package init(kind: Kind, holder: PersonID) { (self.kind, self.holder) = (kind, holder) }
}

import Certificates
import PDFDocument

/// Judges what later revisions changed: what no rule explains is suspicious, and forbidden where the signer limited changes (§12.8.2.2).
struct ModificationJudge {
    let from: PDFDocument
    let to: PDFDocument
    /// Signature fields whose own signature passed.
    let trustedFields: Set<PDFReference>

    func judge(_ report: inout SignatureReport) {
        do throws(PDFRefusal) {
            let comparison = try RevisionComparison(from: from, to: to)
            if comparison.pagesChanged {
                report.modifications = .forbidden
                report.lower(to: .formatFailure, "pages-added-or-removed")
            }
            let context = try ModificationContext(from: from, to: to, trustedFields: trustedFields)
            let permission = try from.certification()
            for change in comparison.changes {
                let (level, reason) = judge(change, context, permission)
                report.modifications = max(report.modifications, level)
                if level == .allowed { report.reasons.append(reason) } else { report.lower(to: .signatureConstraintsFailure, reason) }
            }
            if comparison.changes.isEmpty { report.modifications = max(report.modifications, .allowed) }
        } catch {
            report.modifications = max(report.modifications, .suspicious)
            report.lower(to: .signatureConstraintsFailure, "later-revision-\(error.code)")
        }
    }

    private func judge(
        _ change: RevisionChange, _ context: ModificationContext, _ permission: Int?
    ) -> (Modifications, String) {
        let name = "\(change.kind.rawValue) object \(change.object) \(change.path)"
        for rule in ModificationRules.all {
            guard let explanation = rule.explain(change, context) else { continue }
            if let permission, !explanation.isAllowed(underCertification: permission) { return (.forbidden, "forbidden \(name)") }
            switch explanation {
            case .archive, .signature, .formFilling: return (.allowed, "\(explanation.rawValue) \(name)")
            case .annotation, .visibleStrangerSignature: return (.suspicious, "\(explanation.rawValue) \(name)")
            case .lockedField: return (.forbidden, "\(explanation.rawValue) \(name)")
            }
        }
        return (permission == nil ? .suspicious : .forbidden, name)
    }
}

/// What a change is, once a rule recognised it.
enum Explanation: String, Sendable {
    /// Validation material, extensions, metadata.
    case archive
    case signature
    case formFilling = "form-filling"
    /// May cover what was signed.
    case annotation
    /// Seen on the page, and its signer is not believed.
    case visibleStrangerSignature = "visible-signature-of-unknown-signer"
    /// FieldMDP froze it.
    case lockedField = "locked-field"

    /// §12.8.2.2, table 257.
    func isAllowed(underCertification permission: Int) -> Bool {
        switch self {
        case .archive: true
        case .signature, .formFilling, .visibleStrangerSignature: permission >= 2
        case .annotation: permission >= 3
        case .lockedField: false
        }
    }
}

struct ModificationContext {
    let from: PDFDocument
    let to: PDFDocument
    let trustedFields: Set<PDFReference>
    let earlierFields: [PDFField]
    let locks: [FieldLock]
    private let laterFields: [PDFField]

    init(from: PDFDocument, to: PDFDocument, trustedFields: Set<PDFReference>) throws(PDFRefusal) {
        (self.from, self.to, self.trustedFields) = (from, to, trustedFields)
        let fields = try from.fields()
        earlierFields = fields
        locks = fields.flatMap { FieldLock.all(of: $0, in: from) }
        laterFields = try to.fields()
    }

    /// The field that is this object, or has it as a widget.
    func laterField(_ number: Int) -> PDFField? { laterFields.first { $0.isAt(number) } }

    func later(_ object: PDFObject?) -> PDFObject { (try? to.resolve(object)) ?? .null }
    func earlier(_ object: PDFObject?) -> PDFObject { (try? from.resolve(object)) ?? .null }
}

/// A whitelist: a rule recognises a change, or is silent.
protocol ModificationRule: Sendable {
    func explain(_ change: RevisionChange, _ context: ModificationContext) -> Explanation?
}

enum ModificationRules {
    static let all: [any ModificationRule] = [
        LockedFieldRule(), AddedSignatureRule(), SignedFieldRule(), FormRule(), FieldFillingRule(), SecurityStoreRule(), ExtensionRule(),
        MetadataRule(), AnnotationRule(),
    ]
}

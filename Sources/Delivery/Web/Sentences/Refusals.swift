import Acts
import Application
import Certificates
import ContentStore
import Cryptography
import Database
import Directory
import Journal
import Legality
import PDFDocument
import Parapheur
import Signatures

extension Sentence {
    /// The sentence of any refusal of the house; nil when the error is a fault of ours, which has none.
    package init?(refusal error: any Error) {
        switch error {
        case let refusal as PDFRefusal: self.init(refusal)
        case let refusal as SigningRefusal: self.init(refusal)
        case let refusal as SigningCertificateRefusal: self.init(refusal)
        case let refusal as PKCS12Refusal: self.init(refusal)
        case let refusal as TrustDirectoryRefusal: self.init(refusal)
        case let refusal as KeyRefusal: self.init(refusal)
        case let refusal as DossierRefusal: self.init(refusal)
        case let refusal as ActRefusal: self.init(refusal)
        case let refusal as TextRefusal: self.init(refusal)
        case let refusal as LegalityRefusal: self.init(refusal)
        case let refusal as SignInRefusal: self.init(refusal)
        case let refusal as AccountRefusal: self.init(refusal)
        case let refusal as PasswordRefusal: self.init(refusal)
        case let refusal as AuthorityRefusal: self.init(refusal)
        case let refusal as ContentStoreRefusal: self.init(refusal)
        case let refusal as JournalRefusal: self.init(refusal)
        case let refusal as DataDirectoryRefusal: self.init(refusal)
        case let refusal as DatabaseRefusal: self.init(refusal)
        case let refusal as DiskError: self.init(refusal)
        case let refusal as InstanceRefusal: self.init(refusal)
        case let refusal as ConfigurationRefusal: self.init(refusal)
        default: return nil
        }
    }
}

extension Sentence {
    /// What stops an authority's papers until somebody acts; nil for anything else.
    init?(stop error: any Error) {
        switch error {
        case let refusal as JournalRefusal: self.init(refusal)
        case let refusal as ContentStoreRefusal: self.init(refusal)
        case let refusal as DatabaseRefusal: self.init(refusal)
        default: return nil
        }
    }
}

/// The short stable word that a program reads before the sentence (`code: sentence`).
package enum RefusalCode {
    package static func of(_ error: any Error) -> String {
        switch error {
        case let refusal as PDFRefusal: refusal.code
        case SigningRefusal.document(let refusal): refusal.code
        case SigningRefusal.certificate(let refusal): code(refusal)
        case let refusal as SigningCertificateRefusal: code(refusal)
        case PKCS12Refusal.wrongPIN, KeyRefusal.wrongPIN: "wrong-pin"
        case KeyRefusal.tooSoon, SignInRefusal.tooSoon: "too-soon"
        case KeyRefusal.certificateExpired: "certificate-expired"
        case KeyRefusal.certificateNotYetValid: "certificate-not-yet-valid"
        case KeyRefusal.lacksNonRepudiation: "certificate-not-for-signing"
        case KeyRefusal.mandateEnded, KeyRefusal.mandateNotBegun: "mandate"
        case KeyRefusal.notRegistered: "certificate-not-registered"
        case KeyRefusal.notTrusted: "certificate-not-trusted"
        case is PKCS12Refusal, KeyRefusal.unreadable: "key-file"
        case ActRefusal.numberTaken: "number-taken"
        case ActRefusal.numberWouldLeaveGap: "number-gap"
        case ActRefusal.datedInFuture: "future-date"
        case DossierRefusal.documentChanged, DossierRefusal.documentReplacedSinceVisa: "document-changed"
        case let refusal as LegalityRefusal: refusal.code
        case is TextRefusal: "name"
        case JournalRefusal.rolledBack: "rolled-back"
        case is JournalRefusal: "journal"
        case ContentStoreRefusal.diskFull, DatabaseRefusal.diskFull: "disk-full"
        case ContentStoreRefusal.unknown: "unknown"
        case ContentStoreRefusal.unreadable: "unreadable"
        case DataDirectoryRefusal.heldByAnotherProcess: "in-use"
        default: "refused"
        }
    }

    private static func code(_ refusal: SigningCertificateRefusal) -> String {
        switch refusal {
        case .expired: "certificate-expired"
        case .notYetValid: "certificate-not-yet-valid"
        case .lacksNonRepudiation, .certificationAuthority: "certificate-not-for-signing"
        case .unsuitableKey, .anotherKey: "key-unsuitable"
        }
    }
}

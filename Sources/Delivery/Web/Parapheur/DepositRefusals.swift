import Acts
import Database
import Directory
import PDFDocument
import Parapheur

extension DepositErrors {
    /// Nil for a fault of ours, which has no place in a form.
    init?(refusal error: any Error, of deposit: Acts.Deposit) async throws {
        guard let sentence = Sentence(refusal: error) else { return nil }
        self.init()
        switch error {
        case is PDFRefusal: try await blame(deposit, sentence)
        case let refusal as ActRefusal: add(DepositErrors.field(of: refusal), sentence.whole)
        case is DossierRefusal: add("visa1", sentence.whole)
        default: add("document", sentence.whole)
        }
    }

    /// The reader does not say which file it was reading: it is asked again, one by one.
    private mutating func blame(_ deposit: Acts.Deposit, _ sentence: Sentence) async throws {
        guard try await DepositErrors.isSound(deposit.document) else { return add("document", sentence.whole) }
        for annex in deposit.annexes where try await !DepositErrors.isSound(annex) {
            return add("annexes", "« " + annex.name.description + " » : " + sentence.whole)
        }
        add("annexes", sentence.whole)
    }

    private static func isSound(_ upload: Acts.Upload) async throws -> Bool {
        try await BlockingExecutor.shared.run {
            guard upload.bytes.starts(with: Array("%PDF-".utf8)) else { return false }
            return (try? PDFDocument(upload.bytes).inspect()) != nil
        }
    }

    private static func field(of refusal: ActRefusal) -> String {
        switch refusal {
        case .numberTaken, .numberWouldLeaveGap, .registerFull: "numero"
        case .datedInFuture: "date"
        case .annexKind, .tooManyAnnexes: "annexes"
        case .unknownPerson: "signataire"
        case .depositedDifferently, .notPossible, .notFound: "document"
        }
    }
}

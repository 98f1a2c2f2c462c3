import Cryptography
import MerkleLog
import Values

/// What is proved of one leaf.
struct Verdict {
    let file: String
    let proof: LogProof
    let key: VerifierKey
    /// False when the key was only found beside the proof.
    let isVouched: Bool
    /// Whether a document was compared; a different one is a `Failure`.
    let isDocumentCompared: Bool
}

/// What the proofs are judged with.
struct Given {
    private let keys: [VerifierKey]
    private let document: Digest?

    init(_ arguments: Arguments) throws(Failure) {
        var keys: [VerifierKey] = []
        for argument in arguments.keys {
            if let key = VerifierKey(argument) {
                keys.append(key)
            } else {
                keys += try Given.keys(inFile: argument)
            }
        }
        self.keys = keys
        document = if let path = arguments.document { try File(path).digest() } else { nil }
    }

    func verdict(on file: String) throws(Failure) -> Verdict {
        let bytes = try File(file).bytes(max: LogProof.sizeMax)
        let isVouched = !keys.isEmpty
        let proof: LogProof
        let key: VerifierKey
        do throws(ProofRefusal) { proof = try LogProof(bytes) } catch { throw Failure(error, in: file) }
        let trusted = isVouched ? keys : try Given.keys(inFile: File.beside(file, named: "journal.vkey"))
        do throws(ProofRefusal) { key = try proof.check(with: trusted) } catch { throw Failure(error, in: file) }
        if let document {
            guard let recorded = proof.leaf.content else { throw .noDocumentRecorded(in: file) }
            guard recorded == document else { throw .otherDocument(recorded: recorded, found: document) }
        }
        return Verdict(file: file, proof: proof, key: key, isVouched: isVouched, isDocumentCompared: document != nil)
    }

    /// One key a line; empty lines are allowed.
    private static func keys(inFile path: String) throws(Failure) -> [VerifierKey] {
        let bytes = try File(path).bytes(max: 64 * 1024)
        var keys: [VerifierKey] = []
        for line in bytes.split(separator: 0x0a) {
            guard let text = String(validating: line, as: UTF8.self), let key = VerifierKey(text) else { throw .notKey(path) }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw .notKey(path) }
        return keys
    }
}

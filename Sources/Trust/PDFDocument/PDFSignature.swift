/// A signature as it stands in the revision it signs, or what is wrong with its place (§12.8.1).
package struct PDFSignature: Sendable {
    /// Why the bytes said to be covered are not those that a signature must cover.
    package enum Fault: String, Error, Hashable, Sendable {
        case byteRangeMissing = "byte-range-missing"
        case byteRangeMalformed = "byte-range-malformed"
        /// Does not begin at 0, overlaps, or goes past the end of the file.
        case byteRangeOutside = "byte-range-outside"
        /// The gap is not exactly the /Contents of this dictionary.
        case gapIsNotContents = "gap-is-not-contents"
        /// The second range does not end where a revision ends.
        case endIsNotRevision = "end-is-not-a-revision"
        case contentsMissing = "contents-missing"
        /// The dictionary is not an object of its own in the signed revision.
        case dictionaryNotFound = "dictionary-not-found"
    }

    package enum Coverage: Sendable {
        case covered(SignedRevision)
        case fault(Fault)
    }

    package let field: PDFField
    /// Of the signed revision where there is one, else of the last.
    package let dictionary: PDFDictionary
    package let coverage: Coverage
    /// The last revision shows another dictionary than the signed one.
    package let wasReplaced: Bool

    package var subFilter: PDFName? { dictionary["SubFilter"]?.name }
    package var isTimeStamp: Bool { subFilter == "ETSI.RFC3161" || dictionary["Type"]?.name == "DocTimeStamp" }
}

/// What one signature covers.
package struct SignedRevision: Sendable {
    package let document: PDFDocument
    /// The /Contents token, angle brackets included.
    package let gap: Range<Int>
    /// The bytes of /Contents with their padding.
    package let contents: [UInt8]

    package var end: Int { document.end }
    package var covered: [ArraySlice<UInt8>] { [document.bytes[..<gap.lowerBound], document.bytes[gap.upperBound..<end]] }
}

extension PDFDocument {
    /// Signature fields that hold a value, the earliest signed first; those whose coverage is at fault come last.
    package func signatures() throws(PDFRefusal) -> [PDFSignature] {
        var found: [PDFSignature] = []
        for field in try fields() where field.type == "Sig" {
            guard let value = field.value, try resolve(value) != .null else { continue }
            guard found.count < limits.signatures else { throw .tooLarge(found: found.count + 1, allowed: limits.signatures) }
            found.append(try signature(of: field, value))
        }
        func end(_ signature: PDFSignature) -> Int {
            if case .covered(let revision) = signature.coverage { revision.end } else { Int.max }
        }
        return found.enumerated().sorted { (end($0.element), $0.offset) < (end($1.element), $1.offset) }.map(\.element)
    }

    private func signature(of field: PDFField, _ value: PDFObject) throws(PDFRefusal) -> PDFSignature {
        let last = try dictionary(value) ?? PDFDictionary()
        do throws(PDFSignature.Fault) {
            let (revision, signed) = try signedRevision(last, value)
            return PDFSignature(field: field, dictionary: signed, coverage: .covered(revision), wasReplaced: signed != last)
        } catch {
            return PDFSignature(field: field, dictionary: last, coverage: .fault(error), wasReplaced: false)
        }
    }

    private func signedRevision(
        _ last: PDFDictionary, _ value: PDFObject
    ) throws(PDFSignature.Fault) -> (SignedRevision, PDFDictionary) {
        let range = try ByteRange(last["ByteRange"], self)
        guard range.end <= end else { throw .byteRangeOutside }
        guard let reference = value.reference else { throw .dictionaryNotFound }
        guard let document = try? PDFDocument(bytes, end: range.end, limits: limits) else { throw .endIsNotRevision }
        if case .data = document.frame.trailing { throw .endIsNotRevision }
        guard let found = try? document.objects.placed(reference), let signed = found.value.dictionary else { throw .dictionaryNotFound }
        // The dictionary that is judged is the one that was signed: a later one may say anything.
        let own = try ByteRange(signed["ByteRange"], document)
        guard own == range else { throw .byteRangeOutside }
        guard let place = found.valueRanges.first(where: { $0.key == "Contents" })?.range, let contents = signed["Contents"]?.string,
            !contents.isEmpty
        else {
            throw .contentsMissing
        }
        guard bytes[place.lowerBound] == 0x3c, place == range.gap else { throw .gapIsNotContents }
        return (SignedRevision(document: document, gap: place, contents: contents), signed)
    }
}

/// `[0 a b c]`: four integers, a range from the first byte, a gap, a range to the end.
struct ByteRange: Equatable {
    let gap: Range<Int>
    let end: Int

    init(_ object: PDFObject?, _ document: PDFDocument) throws(PDFSignature.Fault) {
        guard let object, let value = try? document.resolve(object), value != .null else { throw .byteRangeMissing }
        guard let numbers = value.array?.compactMap(\.integer), numbers.count == 4, value.array?.count == 4 else {
            throw .byteRangeMalformed
        }
        let (start, first, second, rest) = (numbers[0], numbers[1], numbers[2], numbers[3])
        guard start == 0, first > 0, second > first, rest > 0 else { throw .byteRangeOutside }
        let (end, overflow) = second.addingReportingOverflow(rest)
        guard !overflow else { throw .byteRangeOutside }
        (gap, self.end) = (first..<second, end)
    }
}

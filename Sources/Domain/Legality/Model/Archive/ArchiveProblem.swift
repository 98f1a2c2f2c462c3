/// Why an archive is refused: the rule, by a code that stays, and the place where it is broken.
package struct ArchiveProblem: Equatable, Sendable {
    package let rule: ArchiveRule
    package let place: ArchivePlace
    /// What stands there and what the rule wants, when both are short.
    package let found: String?
    package let expected: String?

    init(_ rule: ArchiveRule, at place: ArchivePlace, found: String? = nil, expected: String? = nil) {
        self.rule = rule
        self.place = place
        self.found = found.map { String($0.prefix(120)) }
        self.expected = expected
    }
}

/// `archive`, an entry, a line of an entry, a node of that line.
package struct ArchivePlace: Equatable, Sendable, CustomStringConvertible {
    package let entry: String?
    package let line: Int?
    package let node: String?

    static let archive = ArchivePlace(entry: nil)

    init(entry: String?, line: Int? = nil, node: String? = nil) {
        self.entry = entry
        self.line = line
        self.node = node
    }

    package var description: String {
        let head = (entry ?? "archive") + (line.map { ":\($0)" } ?? "")
        return node.map { "\(head) \($0)" } ?? head
    }
}

/// The rules of an @CTES archive, each with its stable code. Norms: the form of 2019, the operators' checks, POSIX USTAR, RFC 1952.
package enum ArchiveRule: String, CaseIterable, Sendable {
    // The file
    case archiveName = "archive-name"
    case archiveTooLarge = "archive-too-large"
    case gzipDamaged = "gzip-damaged"
    case gzipCut = "gzip-cut"
    case gzipTrailing = "gzip-trailing-bytes"
    case overExpansion = "over-expansion"
    case tarHeader = "tar-header"
    case tarCut = "tar-cut"
    case tarTrailing = "tar-trailing-bytes"
    case tooManyEntries = "too-many-entries"
    // The entries
    case link
    case device
    case folder
    case entryType = "entry-type"
    case absolutePath = "absolute-path"
    case pathTraversal = "path-traversal"
    case nestedPath = "nested-path"
    case entryName = "entry-name"
    case duplicateEntry = "duplicate-entry"
    case emptyFile = "empty-file"
    // What must be there
    case envelopeMissing = "envelope-missing"
    case messageMissing = "message-missing"
    case fileMissing = "file-missing"
    case fileUnexpected = "file-unexpected"
    case entryOrder = "entry-order"
    case namedTwice = "named-twice"
    // The texts
    case xmlMalformed = "xml-malformed"
    case xmlDocumentType = "xml-doctype"
    case xmlTooLarge = "xml-too-large"
    case encoding
    case rootUnexpected = "root-unexpected"
    case elementMissing = "element-missing"
    case elementUnexpected = "element-unexpected"
    case textUnexpected = "text-unexpected"
    case attributeMissing = "attribute-missing"
    case attributeUnexpected = "attribute-unexpected"
    case valueInvalid = "value-invalid"
    // What must agree
    case messageName = "message-name"
    case fileName = "file-name"
    case sirenKey = "siren-key"
    case sirenMismatch = "siren-mismatch"
    case departmentMismatch = "department-mismatch"
    case dateMismatch = "date-mismatch"
    case numberMismatch = "number-mismatch"
    case natureMismatch = "nature-mismatch"
    case identifierMismatch = "identifier-mismatch"
    case codeMismatch = "code-mismatch"
    case futureDate = "future-date"
    case matterUnknown = "matter-unknown"
    case annexCount = "annex-count"
    case fileRank = "file-rank"
    case fileTypeCode = "file-type-code"
    case fileFormat = "file-format"
}

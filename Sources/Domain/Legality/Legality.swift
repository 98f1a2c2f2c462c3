/// Legality control (contrôle de légalité, CGCT art. L2131-1 and R2131-1): what an authority transmits to the préfecture through
/// @CTES, written byte for byte as the ministry's form says, and read back.
/// Owns the names, messages and archives of transmissions. Refuses what the platform would refuse, before anything is written;
/// when reading, refuses by rule and place. Knows nothing of acts, of registers and of the network.
package import Compression
package import Values
package import XMLSecurity

/// Why no archive was made. Clauses are those of the @CTES form of 2019 unless said otherwise.
package enum LegalityRefusal: Error, Equatable, Sendable {
    /// Not nine digits, or the Luhn key does not match.
    case siren(String)
    case department(String)
    /// Arrondissement: one digit.
    case district(String)
    /// Nature of the authority: two digits.
    case kind(String)
    case number(String)
    /// Not a day of the calendar written YYYY-MM-DD.
    case date(String)
    /// An act is transmitted after it was taken (CGCT art. L2131-1).
    case futureDate(CivilDate, today: CivilDate)
    case nature(String)
    /// Levels 1 and 2 are national and mandatory.
    case matter(String)
    case subjectEmpty
    case returnAddress(String)
    case operatorCode(String)
    /// Envelopes of a day are counted from 1 to 9999.
    case serial(String)
    case noFile
    /// Files are counted as they are named in the message: the act is 1.
    case emptyFile(rank: Int)
    case fileFormat(rank: Int, found: FileFormat?, allowed: [FileFormat])
    case fileTypeCode(rank: Int, code: String, nature: LegalNature)
    case malformedXML(rank: Int, XMLRefusal)
    case tooManyFiles(found: Int, allowed: Int)
    case tooLarge(bytes: Int, allowed: Int)
    case compression(CompressionRefusal)

    /// Stable, for scripts.
    package var code: String {
        switch self {
        case .siren: "siren"
        case .department: "department"
        case .district: "district"
        case .kind: "kind"
        case .number: "number"
        case .date: "date"
        case .futureDate: "future-date"
        case .nature: "nature"
        case .matter: "matter"
        case .subjectEmpty: "subject-empty"
        case .returnAddress: "return-address"
        case .operatorCode: "operator"
        case .serial: "serial"
        case .noFile: "no-file"
        case .emptyFile: "empty-file"
        case .fileFormat: "file-format"
        case .fileTypeCode: "file-type-code"
        case .malformedXML: "malformed-xml"
        case .tooManyFiles: "too-many-files"
        case .tooLarge: "too-large"
        case .compression: "compression"
        }
    }
}

/// What the platform takes at most, and what a reader accepts to unpack.
enum ArchiveLimits {
    /// On the .tar.gz.
    static let bytesMax = 150 * 1024 * 1024
    /// Signed PDF files hardly shrink: twice the archive is more than any real one needs.
    static let unpackedBytesMax = 2 * bytesMax
    static let entriesMax = 1000
    /// An envelope or a message: a few kilobytes in life, more only with detached signatures inside.
    static let messageBytesMax = 1 << 20
}

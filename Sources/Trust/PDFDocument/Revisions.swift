/// What stands after a revision, and whether the cross-reference knows it.
extension PDFDocument {
    package enum Remainder: Equatable, Sendable {
        /// The revision is the whole file, but for line ends or NUL bytes.
        case nothing
        /// Later revisions, all reached by the cross-reference.
        case revisions(count: Int)
        /// Bytes that no revision leads to: no reader of the format sees them, another may.
        case unknownBytes(count: Int)
    }

    /// What follows `end` of an earlier revision in this file.
    package func remainder(after end: Int) -> Remainder {
        if case .data(let count) = frame.trailing { return .unknownBytes(count: count) }
        let later = crossReference.sections.count { $0.offset >= end }
        if later > 0 { return .revisions(count: later) }
        let rest = bytes[min(max(end, 0), bytes.count)...]
        return rest.allSatisfy { Lexer.isSpace($0) } ? .nothing : .unknownBytes(count: rest.count)
    }
}

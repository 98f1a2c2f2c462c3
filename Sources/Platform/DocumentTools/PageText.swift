/// The words of one page and where they stand, in points from the upper left corner of the page.
package struct PageText: Equatable, Sendable {
    package struct Word: Equatable, Sendable {
        package let text: String
        package let x: Double
        package let y: Double
        package let width: Double
        package let height: Double
    }

    package let width: Double
    package let height: Double
    package let words: [Word]

    package static let wordsMax = 20_000

    /// Reads the output of `pdftotext -bbox`: one `<page …>` and its `<word …>text</word>`. The text comes from the document, so it is
    /// read as hostile: what does not look exactly like such a line is left out. Nil when there is no page.
    package init?(bbox bytes: [UInt8]) {
        var size: (width: Double, height: Double)?
        var words: [Word] = []
        for line in bytes.split(separator: 0x0a) {
            let text = String(decoding: line, as: UTF8.self)
            if size == nil, text.contains("<page ") {
                guard let width = PageText.number("width", in: text), let height = PageText.number("height", in: text) else { return nil }
                guard width > 0, height > 0 else { return nil }
                size = (width, height)
            } else if size != nil, words.count < PageText.wordsMax, let word = Word(line: text) {
                words.append(word)
            }
        }
        guard let size else { return nil }
        (width, height, self.words) = (size.width, size.height, words)
    }

    /// The same words on a page that lies as its picture does: `pdftotext` places words on the turned page, but gives its size
    /// before turning.
    package func turned(like image: PageImage) -> PageText {
        guard (width > height) != (image.width > image.height) else { return self }
        return PageText(width: height, height: width, words: words)
    }

    private init(width: Double, height: Double, words: [Word]) { (self.width, self.height, self.words) = (width, height, words) }

    /// The value of an attribute, when it is a finite number of a size that pages have.
    fileprivate static func number(_ name: String, in line: String) -> Double? {
        let pieces = line.split(separator: "\"", omittingEmptySubsequences: false)
        for (rank, piece) in pieces.enumerated() where rank + 1 < pieces.count && piece.hasSuffix(" \(name)=") {
            guard let value = Double(pieces[rank + 1]), value.isFinite, abs(value) < 100_000 else { return nil }
            return value
        }
        return nil
    }
}

extension PageText.Word {
    fileprivate init?(line: String) {
        let trimmed = line.drop { $0 == " " }
        guard trimmed.hasPrefix("<word "), trimmed.hasSuffix("</word>"), let close = trimmed.firstIndex(of: ">") else { return nil }
        let head = String(trimmed[..<close]) + "\""
        guard let left = PageText.number("xMin", in: head), let top = PageText.number("yMin", in: head),
            let right = PageText.number("xMax", in: head), let bottom = PageText.number("yMax", in: head), right > left, bottom > top
        else { return nil }
        let content = trimmed[trimmed.index(after: close)...].dropLast("</word>".count)
        let text = PageText.Word.unescaped(String(content))
        guard !text.isEmpty else { return nil }
        self.init(text: text, x: left, y: top, width: right - left, height: bottom - top)
    }

    private static func unescaped(_ text: String) -> String {
        let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        var result = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            rest = rest[ampersand...]
            let pair = pairs.first { rest.hasPrefix($0.0) }
            result += pair?.1 ?? "&"
            rest = rest.dropFirst(pair?.0.count ?? 1)
        }
        return result + rest
    }
}

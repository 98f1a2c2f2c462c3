import DocumentTools

/// Words of a page put back into lines and paragraphs: fewer elements to lay over a picture, sentences to hear.
enum PageWords {
    /// Lines beyond are left to « Texte seul ».
    private static let linesMax = 400

    static func lines(_ text: PageText) -> [PageFigure.Word] {
        var lines: [PageFigure.Word] = []
        for word in text.words {
            let next = PageFigure.Word(word.text, x: word.x, y: word.y, width: word.width, height: word.height)
            if let last = lines.last, follows(next, last) {
                lines[lines.count - 1] = joined(last, next)
            } else if lines.count < linesMax {
                lines.append(next)
            }
        }
        return lines
    }

    static func html(of text: PageText?, page: Int) -> HTML {
        let blocks = text.map { paragraphs(lines($0)) } ?? []
        let words: HTML =
            blocks.isEmpty
            ? "<p class=\"note\">Cette page n’a pas de texte : c’est une image. Regardez-la dans « Pages ».</p>"
            : HTML(blocks.map { "<p>\($0)</p>" })
        return "<section class=\"flow-s\" aria-labelledby=\"texte-\(page)\"><h2 id=\"texte-\(page)\">Page \(page)</h2>\(words)</section>"
    }

    /// A gap wider than the page's usual one, another size of letters, or a short line that ends a sentence: a paragraph begins.
    private static func paragraphs(_ lines: [PageFigure.Word]) -> [String] {
        let gaps = zip(lines, lines.dropFirst()).map { $1.y - $0.y }.filter { $0 > 1 }.sorted()
        let usual = gaps.isEmpty ? 0 : gaps[gaps.count / 2]
        let edge = lines.map { $0.x + $0.width }.max() ?? 0
        var blocks: [String] = []
        var previous: PageFigure.Word?
        for line in lines {
            if let before = previous, continues(line, before, usual), !isLast(before, edge), let last = blocks.indices.last {
                blocks[last] += " " + line.text
            } else {
                blocks.append(line.text)
            }
            previous = line
        }
        return blocks
    }

    private static func continues(_ line: PageFigure.Word, _ before: PageFigure.Word, _ usual: Double) -> Bool {
        let gap = line.y - before.y
        return gap >= 0 && gap < usual * 1.12 && abs(line.height - before.height) < before.height * 0.2
    }

    private static func isLast(_ line: PageFigure.Word, _ edge: Double) -> Bool {
        line.x + line.width < edge * 0.93 && (line.text.last.map { ".;:".contains($0) } ?? false)
    }

    private static func follows(_ word: PageFigure.Word, _ line: PageFigure.Word) -> Bool {
        let height = min(word.height, line.height)
        let gap = word.x - (line.x + line.width)
        return abs(word.y + word.height / 2 - line.y - line.height / 2) < height / 2 && gap > -height && gap < height * 2
    }

    private static func joined(_ line: PageFigure.Word, _ word: PageFigure.Word) -> PageFigure.Word {
        let top = min(line.y, word.y)
        let bottom = max(line.y + line.height, word.y + word.height)
        return PageFigure.Word(
            line.text + " " + word.text, x: line.x, y: top, width: max(line.width, word.x + word.width - line.x), height: bottom - top)
    }
}

import DocumentTools
import Testing

@testable import Web

struct PageWordsTests {
    /// Words of a line, side by side, become one; columns and paragraphs stay apart.
    @Test func wordsBecomeLinesAndParagraphs() throws {
        let words: [(Double, Double, String)] = [
            (72, 100, "Le"), (90, 100, "conseil"), (400, 100, "Annexe"), (72, 114, "décide"), (72, 160, "Article"), (120, 161, "1 &lt; 2"),
        ]
        let lines = words.map { x, y, text in
            "<word xMin=\"\(x)\" yMin=\"\(y)\" xMax=\"\(x + 15)\" yMax=\"\(y + 12)\">\(text)</word>"
        }
        let page = "<page width=\"595.0\" height=\"842.0\">\n" + lines.joined(separator: "\n") + "\n</page>\n"
        let text = try #require(PageText(bbox: Array(page.utf8)))
        #expect(PageWords.lines(text).map(\.text) == ["Le conseil", "Annexe", "décide", "Article", "1 < 2"])
        let html = PageWords.html(of: text, page: 1).text
        #expect(html.contains("1 &lt; 2"))
        #expect(html.contains("id=\"texte-1\""))
        #expect(PageWords.html(of: nil, page: 2).text.contains("c’est une image"))
    }
}

import DocumentTools
import Testing

struct PageTextTests {
    private static let output = """
        <!DOCTYPE html>
        <doc>
          <page width="595.320000" height="841.920000">
            <word xMin="56.640000" yMin="57.236000" xMax="120.000000" yMax="70.000000">L&apos;an</word>
            <word xMin="1" yMin="2" xMax="3" yMax="4">&lt;script&gt;&amp;lt;</word>
            <word xMin="1" yMin="2" xMax="1" yMax="4">plat</word>
            <word xMin="inf" yMin="2" xMax="9" yMax="4">loin</word>
            <word xMin="1" yMin="2" xMax="9" yMax="4"></word>
            <word xMin="1" yMin="2" xMax="9">sans bas</word>
            texte perdu
          </page>
        </doc>
        """

    @Test func readsWhatLooksExactlyRightAndLeavesTheRest() throws {
        let text = try #require(PageText(bbox: Array(PageTextTests.output.utf8)))
        #expect(text.width == 595.32)
        #expect(text.words.map(\.text) == ["L'an", "<script>&lt;"])
        #expect(text.words.first?.x == 56.64)
    }

    @Test(arguments: [
        "", "<page>", "<page width=\"a\" height=\"1\">", "<page width=\"-1\" height=\"1\">", "<page width=\"1e9\" height=\"1\">",
    ])
    func noPage(output: String) { #expect(PageText(bbox: Array(output.utf8)) == nil) }

    @Test func noiseNeverFaults() {
        var state: UInt64 = 40
        let bytes = Array(PageTextTests.output.utf8)
        for _ in 0..<3000 {
            var mutated = bytes
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                mutated[Int(state >> 33) % mutated.count] = UInt8(truncatingIfNeeded: state >> 25)
            }
            _ = PageText(bbox: mutated)
        }
    }
}

import DocumentTools
import Testing
import Values

/// With the tools, what they make; without them, the reason. Either way nothing is skipped.
@Suite(.timeLimit(.minutes(2)))
struct PageRendererTests {
    /// One page that says « Bonjour », written by hand.
    private static func document(box: String = "[0 0 300 200]", turn: Int = 0) -> [UInt8] {
        let content = "BT /F 24 Tf 40 100 Td (Bonjour) Tj ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox \(box) /Rotate \(turn) /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var text = "%PDF-1.4\n"
        var table = "xref\n0 6\n0000000000 65535 f \n"
        for (rank, object) in objects.enumerated() {
            let place = String(text.utf8.count)
            table += String(repeating: "0", count: 10 - place.count) + place + " 00000 n \n"
            text += "\(rank + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        return Array((text + table + "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n").utf8)
    }

    private static func digest(_ seed: UInt8) throws -> Digest { try #require(Digest(bytes: [UInt8](repeating: seed, count: 32))) }

    /// A machine without the tools says which, and never draws outside of the box.
    private func expect(_ refusal: SandboxRefusal, from renderer: PageRenderer) async {
        await #expect(throws: refusal) {
            _ = try await renderer.image(of: try PageRendererTests.digest(0), page: 1) { PageRendererTests.document() }
        }
    }

    @Test func drawsAPageOrSaysWhyNot() async throws {
        let renderer = await PageRenderer.start()
        let digest = try PageRendererTests.digest(1)
        switch renderer.state {
        case .off(let refusal):
            await expect(refusal, from: renderer)
        case .ready(let webp, let hasText):
            let image = try await renderer.image(of: digest, page: 1) { PageRendererTests.document() }
            #expect(image.format == (webp ? .webp : .png))
            #expect(image.width > image.height)
            #expect(image.bytes.count < PageRenderer.imageBytesMax)
            struct NotAskedAgain: Error {}
            #expect(try await renderer.image(of: digest, page: 1) { throw NotAskedAgain() } == image)
            guard hasText else { return }
            let text = try await renderer.text(of: digest, page: 1) { PageRendererTests.document() }
            #expect(text.words.map(\.text) == ["Bonjour"])
            #expect(text.width == 300)
            let lying = try PageRendererTests.digest(9)
            let turned = try await renderer.image(of: lying, page: 1) { PageRendererTests.document(turn: 90) }
            let words = try await renderer.text(of: lying, page: 1) { PageRendererTests.document(turn: 90) }.turned(like: turned)
            #expect(turned.width < turned.height)
            #expect(words.width == 200)
            #expect(words.words.allSatisfy { $0.x + $0.width <= words.width && $0.y + $0.height <= words.height })
        }
    }

    @Test func hostileDocumentsAreRefusedOrDrawnSmall() async throws {
        let renderer = await PageRenderer.start()
        if case .off(let refusal) = renderer.state { return await expect(refusal, from: renderer) }
        let digests = try (2...6).map { try PageRendererTests.digest($0) }
        let documents: [[UInt8]] = [
            [], Array("<svg/>".utf8), Array(PageRendererTests.document().prefix(40)), [UInt8](repeating: 0x25, count: 100_000),
        ]
        for (digest, document) in zip(digests, documents) {
            await #expect(throws: SandboxRefusal.self) { _ = try await renderer.image(of: digest, page: 1) { document } }
        }
        let wide = try await renderer.image(of: digests[4], page: 1) { PageRendererTests.document(box: "[0 0 14400 14400]") }
        #expect(wide.width <= 1400 && wide.height <= 1400)
        // A page that is not there.
        await #expect(throws: SandboxRefusal.self) {
            _ = try await renderer.image(of: digests[4], page: 9) { PageRendererTests.document() }
        }
    }

    /// The box shows nothing of the machine and bounds what comes out.
    @Test func theBoxIsClosed() async throws {
        let renderer = await PageRenderer.start()
        if case .off(let refusal) = renderer.state { return await expect(refusal, from: renderer) }
        let sandbox = try await Sandbox.start()
        let limits = Sandbox.Limits(seconds: 5, memoryBytes: 1 << 29, outputBytes: 1000)
        await #expect(throws: SandboxRefusal.self) { _ = try await sandbox.run(.pdftotext, ["/etc/passwd", "-"], input: [], limits) }
        let noise = Sandbox.Limits(seconds: 5, memoryBytes: 1 << 29, outputBytes: 4)
        await #expect(throws: SandboxRefusal.tooMuchOutput(allowed: 4)) {
            _ = try await sandbox.run(.pdftotext, ["-q", "-", "-"], input: PageRendererTests.document(), noise)
        }
    }
}

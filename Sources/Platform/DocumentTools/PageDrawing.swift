/// One page drawn by poppler, then made small enough to travel.
struct PageDrawing: Sendable {
    let sandbox: Sandbox
    let page: Int
    let webp: Bool

    /// The longest side of the picture, in pixels, whatever size the page claims to be: a page of ten metres is not a bomb.
    private static let colourSide = 1400
    private static let greySides = [1200, 1000, 800, 640]
    private static let webpQualities = [62, 45, 28]

    private static let drawing = Sandbox.Limits(seconds: 12, memoryBytes: 1 << 30, outputBytes: 16_777_216)
    private static let packing = Sandbox.Limits(seconds: 10, memoryBytes: 1 << 29, outputBytes: 4_194_304)

    func image(_ document: [UInt8]) async throws -> PageImage { webp ? try await colourImage(document) : try await greyImage(document) }

    func text(_ document: [UInt8]) async throws -> PageText {
        let number = String(page)
        let output = try await sandbox.run(
            .pdftotext, ["-f", number, "-l", number, "-bbox", "-cropbox", "-q", "-", "-"], input: document, PageDrawing.drawing)
        guard let text = PageText(bbox: output) else { throw SandboxRefusal.failed(.pdftotext, status: 0) }
        return text
    }

    /// Lower and lower quality until it is light; the last one is kept even when it is not.
    private func colourImage(_ document: [UInt8]) async throws -> PageImage {
        let picture = try await draw(document, side: PageDrawing.colourSide, [])
        guard let size = PictureSize.ppm(picture) else { throw SandboxRefusal.failed(.pdftoppm, status: 0) }
        var lightest: [UInt8] = []
        for quality in PageDrawing.webpQualities {
            let arguments = ["-quiet", "-q", String(quality), "-m", "4", "-sharp_yuv", "-o", "-", "--", "-"]
            lightest = try await sandbox.run(.cwebp, arguments, input: picture, PageDrawing.packing)
            if lightest.count <= PageRenderer.imageBytesMax { break }
        }
        return PageImage(bytes: lightest, format: .webp, width: size.width, height: size.height)
    }

    private func greyImage(_ document: [UInt8]) async throws -> PageImage {
        var image: PageImage?
        for side in PageDrawing.greySides {
            let png = try await draw(document, side: side, ["-png", "-gray"])
            guard let size = PictureSize.png(png) else { throw SandboxRefusal.failed(.pdftoppm, status: 0) }
            image = PageImage(bytes: png, format: .png, width: size.width, height: size.height)
            if png.count <= PageRenderer.imageBytesMax { break }
        }
        guard let image else { throw SandboxRefusal.failed(.pdftoppm, status: 0) }
        return image
    }

    /// The page as readers show it: inside its crop box, turned as it says.
    private func draw(_ document: [UInt8], side: Int, _ format: [String]) async throws -> [UInt8] {
        guard document.count <= PageRenderer.inputBytesMax else { throw SandboxRefusal.tooMuchInput(allowed: PageRenderer.inputBytesMax) }
        let number = String(page)
        let arguments = ["-f", number, "-l", number, "-singlefile", "-scale-to", String(side), "-cropbox", "-q"] + format + ["-"]
        return try await sandbox.run(.pdftoppm, arguments, input: document, PageDrawing.drawing)
    }
}

/// The picture of one page.
package struct PageImage: Equatable, Sendable {
    package enum Format: String, Sendable {
        case webp = "image/webp"
        case png = "image/png"
    }

    package let bytes: [UInt8]
    package let format: Format
    /// Pixels.
    package let width: Int
    package let height: Int
}

/// Just enough of PNG and PPM to know the size of a picture that our renderer made.
enum PictureSize {
    private static let sides = 1...20_000

    /// ISO/IEC 15948 §11.2.2: the header chunk comes first.
    static func png(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        let start: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        guard bytes.count >= 24, bytes.starts(with: start) else { return nil }
        let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
        let height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
        return sides ~= width && sides ~= height ? (width, height) : nil
    }

    /// `P6`, width, height and depth in decimal, separated by white space.
    static func ppm(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        let words = bytes.prefix(64).split(maxSplits: 4) { $0 == 0x0a || $0 == 0x20 }
        guard words.count == 5, words[0].elementsEqual("P6".utf8), let width = Int(String(decoding: words[1], as: UTF8.self)),
            let height = Int(String(decoding: words[2], as: UTF8.self)), sides ~= width, sides ~= height
        else { return nil }
        return (width, height)
    }
}

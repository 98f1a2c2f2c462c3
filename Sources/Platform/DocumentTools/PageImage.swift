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

/// Just enough of PNG to know the size of a picture that our renderer made (ISO/IEC 15948 §11.2.2).
enum PNGSize {
    static func read(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        guard bytes.count >= 24, bytes.starts(with: signature) else { return nil }
        let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
        let height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
        return 1...20_000 ~= width && 1...20_000 ~= height ? (width, height) : nil
    }
}

/// Undoes the predictors of §7.4.4.4 that cross-reference and object streams use: PNG, and none. TIFF is for images.
struct Predictor {
    private let kind: Int
    private let rowBytes: Int
    private let pixelBytes: Int

    init(_ parameters: PDFDictionary?) {
        func value(_ key: PDFName, _ absent: Int) -> Int { min(max(parameters?[key]?.integer ?? absent, 1), 1 << 20) }
        kind = value("Predictor", 1)
        let bitsPerPixel = min(value("Colors", 1), 32) * min(value("BitsPerComponent", 8), 16)
        rowBytes = (bitsPerPixel * value("Columns", 1) + 7) / 8
        pixelBytes = max(1, bitsPerPixel / 8)
    }

    func undo(_ data: [UInt8], object: Int) throws(PDFRefusal) -> [UInt8] {
        guard kind > 1 else { return data }
        guard kind >= 10 else { throw .malformedObject(number: object, at: 0) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(data.count)
        var above = [UInt8](repeating: 0, count: rowBytes)
        var place = 0
        while place < data.count {
            let filter = data[place]
            let row = data[(place + 1)..<min(place + 1 + rowBytes, data.count)]
            guard let plain = Predictor.plain(Array(row), filter: filter, above: above, pixelBytes: pixelBytes) else {
                throw .malformedObject(number: object, at: 0)
            }
            bytes += plain
            above.replaceSubrange(0..<plain.count, with: plain)
            place += 1 + rowBytes
        }
        return bytes
    }

    private static func plain(_ row: [UInt8], filter: UInt8, above: [UInt8], pixelBytes: Int) -> [UInt8]? {
        var row = row
        for place in row.indices {
            let left = place >= pixelBytes ? row[place - pixelBytes] : 0
            let up = above[place]
            let corner = place >= pixelBytes ? above[place - pixelBytes] : 0
            switch filter {
            case 0: return row
            case 1: row[place] &+= left
            case 2: row[place] &+= up
            case 3: row[place] &+= UInt8((Int(left) + Int(up)) / 2)
            case 4: row[place] &+= paeth(Int(left), Int(up), Int(corner))
            default: return nil
            }
        }
        return row
    }

    private static func paeth(_ left: Int, _ up: Int, _ corner: Int) -> UInt8 {
        let estimate = left + up - corner
        let (a, b, c) = (abs(estimate - left), abs(estimate - up), abs(estimate - corner))
        return UInt8(truncatingIfNeeded: a <= b && a <= c ? left : b <= c ? up : corner)
    }
}

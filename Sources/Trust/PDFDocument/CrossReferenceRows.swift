/// The rows of a cross-reference stream (§7.5.8.2 and .3): /W says how wide the three fields are, /Index which numbers they are for.
struct CrossReferenceRows {
    private let widths: [Int]
    private let ranges: [(first: Int, count: Int)]
    let total: Int

    init?(_ dictionary: PDFDictionary, size: Int, count: Int) {
        guard let found = dictionary["W"]?.array?.map({ $0.integer ?? -1 }), found.count >= 3, found.allSatisfy({ 0...8 ~= $0 }) else {
            return nil
        }
        widths = found
        let width = found.reduce(0, +)
        guard width > 0 else { return nil }
        var ranges: [(first: Int, count: Int)] = []
        var total = 0
        let index = dictionary["Index"]?.array?.map { $0.integer ?? -1 } ?? [0, size]
        guard index.count % 2 == 0 else { return nil }
        for place in stride(from: 0, to: index.count, by: 2) {
            let (first, rows) = (index[place], index[place + 1])
            guard 0...Int(Int32.max) ~= first, 0...count ~= rows else { return nil }
            ranges.append((first, rows))
            total += rows
            guard total <= count / width else { return nil }
        }
        (self.ranges, self.total) = (ranges, total)
    }

    func entries(_ data: [UInt8]) -> [Int: CrossReferenceEntry] {
        var entries: [Int: CrossReferenceEntry] = [:]
        entries.reserveCapacity(total)
        var rest = data[...]
        func field(_ place: Int, absent: Int) -> Int {
            guard widths[place] > 0 else { return absent }
            let value = rest.prefix(widths[place]).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            rest = rest.dropFirst(widths[place])
            return Int(clamping: value)
        }
        let extra = widths.dropFirst(3).reduce(0, +)
        for range in ranges {
            for number in range.first..<(range.first + range.count) {
                let (kind, second, third) = (field(0, absent: 1), field(1, absent: 0), field(2, absent: 0))
                rest = rest.dropFirst(extra)
                guard number > 0 else { continue }
                switch kind {
                case 0: entries[number] = .free
                case 1: entries[number] = .offset(second, generation: third)
                case 2: entries[number] = .compressed(stream: second, index: third)
                default: continue  // §7.5.8.3: another type is a reference to the null object
                }
            }
        }
        return entries
    }
}

import Testing
import Web

/// The files inside the program hold the promises of their own comments.
struct StyleTests {
    private static func text(_ name: String) throws -> String {
        String(decoding: try #require(Assets.named(name)).bytes, as: UTF8.self)
    }

    @Test func filesAreLight() throws {
        #expect(try #require(Assets.named("tabellion.css")).bytes.count < 44_000)
        #expect(try #require(Assets.named("ui.js")).bytes.count < 4000)
    }

    @Test func everyIconIsDrawnAndNoneIsForgotten() throws {
        let sprite = try StyleTests.text("icons.svg")
        let drawn = sprite.split(separator: "<symbol id=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
        #expect(drawn.sorted() == Icon.allCases.map(\.rawValue).sorted())
    }

    @Test func nightIsTheSameWhoeverAsksForIt() throws {
        let css = try StyleTests.text("tabellion.css")
        let device = try StyleTests.block(after: ":root:not([data-theme=\"light\"])", in: css)
        let person = try StyleTests.block(after: ":root[data-theme=\"dark\"]", in: css)
        #expect(device == person)
        #expect(device.count > 20)
    }

    /// WCAG 2.2 §1.4.3 and §1.4.11, computed on the values of the sheet.
    @Test(arguments: [false, true])
    func coloursCanBeRead(atNight: Bool) throws {
        let css = try StyleTests.text("tabellion.css")
        var values = try StyleTests.block(after: "\n:root ", in: css)
        let meanings = try StyleTests.block(after: "/* 2. Meanings", in: css)
        values.merge(meanings) { $1 }
        if atNight { values.merge(try StyleTests.block(after: ":root[data-theme=\"dark\"]", in: css)) { $1 } }
        for (ink, ground, ratio) in StyleTests.pairs {
            let (above, below) = (try StyleTests.resolve(ink, in: values), try StyleTests.resolve(ground, in: values))
            #expect(above.contrast(below) >= ratio, "\(ink) on \(ground)")
        }
    }

    /// What is written or drawn on what.
    private static let pairs: [(ink: String, ground: String, ratio: Double)] = {
        let states = ["accent", "proof", "wait", "stop", "done"]
        var pairs: [(ink: String, ground: String, ratio: Double)] = [
            ("on-accent", "accent", 4.5), ("frame-text", "frame-on", 4.5), ("frame-muted", "frame", 4.5), ("frame-focus", "frame", 3),
            ("night-ink", "brand-dark", 4.5),
        ]
        for ground in ["bg", "surface", "sunk"] {
            pairs += (["text", "muted"] + states).map { ($0, ground, 4.5) } + [("edge", ground, 3), ("focus", ground, 3)]
        }
        return pairs + states.flatMap { [($0, $0 + "-tint", 4.5), ("text", $0 + "-tint", 4.5)] }
    }()

    @Test func nothingIsForbiddenByTheContentPolicy() throws {
        let css = try StyleTests.text("tabellion.css")
        #expect(!css.contains("http"))
        #expect(!css.contains("@import"))
        let script = try StyleTests.text("ui.js")
        for word in ["innerHTML", "eval(", "fetch(", "XMLHttpRequest", "document.write", "style."] {
            #expect(!script.contains(word), "\(word)")
        }
    }

    private static func block(after mark: String, in css: String) throws -> [String: String] {
        let start = try #require(css.firstRange(of: mark)).upperBound
        let open = try #require(css[start...].firstIndex(of: "{"))
        let body = css[css.index(after: open)...].prefix { $0 != "}" }
        var values: [String: String] = [:]
        for declaration in body.split(separator: ";") {
            let parts = declaration.split(separator: ":", maxSplits: 1).map {
                $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            if parts.count == 2, parts[0].hasPrefix("--") { values[String(parts[0].dropFirst(2))] = parts[1] }
        }
        return values
    }

    private static func resolve(_ name: String, in values: [String: String]) throws -> Colour {
        var text = try #require(values[name], "no \(name)")
        var steps = 0
        while text.hasPrefix("var(--"), steps < 8 {
            let next = String(text.dropFirst("var(--".count).prefix { $0 != ")" })
            text = try #require(values[next], "no \(next)")
            steps += 1
        }
        return try #require(Colour(text), "\(name) is \(text)")
    }
}

/// Relative luminance of WCAG 2.
private struct Colour {
    let luminance: Double

    init?(_ hex: String) {
        guard hex.hasPrefix("#"), hex.count == 7, let value = UInt32(hex.dropFirst(), radix: 16) else { return nil }
        func channel(_ shift: UInt32) -> Double {
            let part = Double(value >> shift & 255) / 255
            return part <= 0.04045 ? part / 12.92 : Colour.power((part + 0.055) / 1.055)
        }
        luminance = 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
    }

    func contrast(_ other: Colour) -> Double {
        (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
    }

    /// x to the power 2.4, as x² times the fifth root of x² by Newton's method.
    private static func power(_ value: Double) -> Double {
        let square = value * value
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
        return square * root
    }
}

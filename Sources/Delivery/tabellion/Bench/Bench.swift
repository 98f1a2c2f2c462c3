import ArgumentParser

/// Measures the product beside its anchors and its bare primitives, in one run and in memory where the disk is not the point.
/// Without a name: the list. Values are rates, so that a greater one is better.
struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Mesure, en rapports à l'ancre et à la primitive nue.")
    @Flag(help: "un objet JSON par ligne") var json = false
    @Argument(help: "noms ; sans nom, la liste") var names: [String] = []

    func run() async throws {
        guard !names.isEmpty else {
            for bench in Measures.all { Output.line("\(bench.name)  \(bench.what)") }
            return
        }
        for name in names {
            guard let bench = Measures.all.first(where: { $0.name == name }) else {
                throw CommandFailure(
                    "« \(name) » n'est pas une mesure", remedy: "« tabellion bench » les liste", code: "usage", exit: .usage)
            }
            let figure = try await Failures.translated { try await bench.measure() }
            try Output.result(figure, json: json, Bench.text)
        }
    }

    private static func text(_ figure: Figure) -> String {
        let anchor = figure.anchor.map { ", \(rounded(figure.value / $0.value)) × \($0.name) (\(rounded($0.value)))" } ?? ""
        let limit = figure.limit.map { ", \(rounded(100 * figure.value / $0.value)) % de \($0.name) (\(rounded($0.value)))" } ?? ""
        return "\(figure.name) : \(rounded(figure.value)) \(figure.unit)\(anchor)\(limit)"
    }

    private static func rounded(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
}

/// One figure, with the keys of edges.md. `ratio` is to the anchor where there is one, else to the limit.
struct Figure: Encodable {
    struct Reference: Encodable {
        let name: String
        let value: Double
    }

    let name: String
    let value: Double
    let unit: String
    let anchor: Reference?
    let limit: Reference?

    private enum Key: String, CodingKey { case name, value, unit, anchor, ratio, limit }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encode(value, forKey: .value)
        try container.encode(unit, forKey: .unit)
        try container.encode(anchor, forKey: .anchor)
        try container.encode((anchor ?? limit).map { value / $0.value }, forKey: .ratio)
        try container.encode(limit, forKey: .limit)
    }
}

struct Measure: Sendable {
    let name: String
    let what: String
    let measure: @Sendable () async throws -> Figure
}

enum Measures {
    static let all = PAdESBench.measures + DepositBench.measures + StartBench.measures
}

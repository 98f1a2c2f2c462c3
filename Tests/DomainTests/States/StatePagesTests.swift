import Foundation
import Testing

/// The pages of docs/states are made from the machines: one that changes makes its page stale, and these tests say so.
/// After a change that is meant: `TAB_RECORD=1 swift test --filter StatePagesTests`.
@Suite("The pages of docs/states") struct StatePagesTests {
    @Test("say what becomes of a dossier") func dossier() throws { try compare(try DossierPage().text, with: "dossier.md") }

    @Test("say what becomes of an act") func act() throws { try compare(try ActStatePage().text, with: "act.md") }

    private static let folder = #filePath.split(separator: "/").dropLast(4).reduce("") { "\($0)/\($1)" } + "/docs/states"

    private func compare(_ text: String, with name: String) throws {
        let path = Self.folder + "/" + name
        if ProcessInfo.processInfo.environment["TAB_RECORD"] == "1" { try Data(text.utf8).write(to: URL(fileURLWithPath: path)) }
        let page = try #require(FileManager.default.contents(atPath: path), "docs/states/\(name) is missing: record it")
        #expect(String(decoding: page, as: UTF8.self) == text, "docs/states/\(name) is stale: record it")
    }
}

/// What a page of docs/states is made of: events down, states across.
struct StatePage {
    let title: String
    let machine: String
    let drawing: String
    let legend: String
    let states: [String]
    let rows: [(event: String, cells: [String])]

    var text: String {
        let lines = [["event"] + states, [String](repeating: "---", count: states.count + 1)] + rows.map { [$0.event] + $0.cells }
        return """
            # \(title)

            Recorded from `\(machine)` by `Tests/DomainTests/States`, which fails when this page is stale. Not written by hand.

            ```
            \(drawing)
            ```

            \(legend)

            \(lines.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n"))

            """
    }

    /// The name of a case, without what it carries.
    static func name(of value: Any) -> String { String("\(value)".prefix { $0 != "(" }) }
}

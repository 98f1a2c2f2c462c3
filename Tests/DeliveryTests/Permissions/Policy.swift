import Directory
import Foundation

/// `policy.txt`, which people keep by hand: who gets which answer at each route.
struct Policy {
    struct Line {
        let route: String
        /// What somebody gets to whom the route is open, when the object is of another authority or of nobody; nil without an object.
        let elsewhere: Int?
        let statuses: [String: Int]
    }

    /// Everybody who can knock: the roles, and whoever is not signed in.
    static let visitors = ["anonymous"] + Role.allCases.map(\.rawValue)

    let columns: [String]
    let lines: [Line]
    /// Lines that are not written as the first one says.
    let malformed: [String]

    static func read() throws -> Policy {
        let path = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/policy.txt"
        return Policy(text: try String(contentsOfFile: path, encoding: .utf8))
    }

    init(text: String) {
        var rows = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ").map(String.init) }
        columns = rows.isEmpty ? [] : Array(rows.removeFirst().dropFirst(3))
        let width = columns.count + 3
        malformed = rows.filter { $0.count != width || $0.dropFirst(3).contains { Int($0) == nil } }.map { $0.joined(separator: " ") }
        lines = rows.filter { $0.count == width }.map { [columns] row in
            Line(
                route: row[0] + " " + row[1], elsewhere: Int(row[2]),
                statuses: Dictionary(uniqueKeysWithValues: zip(columns, row.dropFirst(3).compactMap { Int($0) })))
        }
    }

    func status(_ route: String, _ visitor: String) -> Int? { lines.first { $0.route == route }?.statuses[visitor] }
}

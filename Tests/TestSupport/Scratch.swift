import Foundation

/// A folder for one test, removed with all it holds when nobody keeps it.
package final class Scratch: Sendable {
    package let path: String

    package init() {
        path = FileManager.default.temporaryDirectory.path + "/tabellion-test-" + UUID().uuidString
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

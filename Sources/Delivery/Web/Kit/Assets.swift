import CAssets

/// The files that are inside the program: style, script, drawings. The version in their address is made from their bytes,
/// so that a browser may keep them for ever and never shows an old one.
package struct Asset: Sendable {
    package let name: String
    package let type: String
    package let bytes: [UInt8]
    package let version: String

    /// The address that a page uses.
    package var address: String { "/" + name + "?v=" + version }
}

package enum Assets {
    package static let all: [Asset] = {
        var count = 0
        let table = UnsafeBufferPointer(start: tab_assets(&count), count: count)
        return table.map { asset in
            let bytes = [UInt8](UnsafeBufferPointer(start: asset.bytes, count: asset.count))
            return Asset(name: String(cString: asset.name), type: String(cString: asset.type), bytes: bytes, version: fingerprint(bytes))
        }
    }()

    package static let style = address("tabellion.css")
    package static let script = address("ui.js")
    package static let icons = address("icons.svg")

    package static func named(_ name: String) -> Asset? { all.first { $0.name == name } }

    private static func address(_ name: String) -> String { named(name)?.address ?? "/" + name }

    /// FNV-1a: tells two of our own builds apart, proves nothing.
    private static func fingerprint(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 36)
    }
}

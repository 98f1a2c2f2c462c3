import Database
import Values

/// Files that a person named: read whole within a bound, written whole or not at all.
enum Files {
    static func read(_ path: String, most: Int) throws -> [UInt8] {
        let file: any DiskFile
        let size: Int
        do {
            file = try SystemDisk().open(path, writing: false)
            size = try file.size()
        } catch {
            throw CommandFailure(
                "« \(path) » ne se lit pas (\(error))", remedy: "vérifiez le nom et les droits du fichier", code: "unreadable")
        }
        guard size <= most else {
            throw CommandFailure("« \(path) » dépasse \(most) octets", remedy: "donnez un fichier plus petit", code: "too-large")
        }
        return try file.read(size, at: 0)
    }

    /// A file that holds one secret; a final line end is not part of it.
    static func secret(_ path: String) throws -> String {
        let bytes = try read(path, most: 4096)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandFailure(
                "« \(path) » n'est pas un texte", remedy: "donnez un fichier qui contient le code seul", code: "unreadable")
        }
        return String(text.prefix { $0 != "\n" && $0 != "\r\n" })
    }

    /// Appears by rename, after its bytes are durable.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let disk = SystemDisk()
        let draft = path + ".partiel"
        do {
            try? disk.remove(draft)
            let file = try disk.create(draft)
            try file.write(bytes, at: 0)
            try file.synchronize()
            try disk.rename(draft, to: path)
        } catch {
            try? disk.remove(draft)
            throw error
        }
    }

    static func exists(_ path: String) -> Bool { (try? SystemDisk().open(path, writing: false)) != nil }

    static func name(of path: String) -> String { String(path.split(separator: "/").last ?? "") }
}

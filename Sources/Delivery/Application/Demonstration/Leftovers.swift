import Database

/// What a cut making of the demonstration left: removed before it is made again. Only names that this program writes are touched.
struct Leftovers: Sendable {
    let disk: any Disk

    /// `lock`: nobody else is making it meanwhile.
    func remove(holding lock: DataDirectory) throws {
        let path = lock.path
        for name in try disk.names(in: path) where name.hasPrefix("instance.sqlite") { try disk.remove(path + "/" + name) }
        for name in ["keys/root.key", "keys/root.key.new"] { try? disk.remove(path + "/" + name) }
        try disk.synchronizeDirectory(path)
    }
}

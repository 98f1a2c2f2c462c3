import Database

/// The anti-rollback mark: the last signed checkpoint, verbatim, in a file apart from the database. Whoever brings back an old database
/// without it is noticed. It is replaced whole: written aside, synchronised, renamed, its folder synchronised.
struct MarkFile: Sendable {
    private let path: String
    private let disk: any Disk
    private static let sizeMax = 64 * 1024

    init(path: String, disk: any Disk) {
        self.path = path
        self.disk = disk
    }

    /// Nil when there is none.
    func read() throws(DiskError) -> [UInt8]? {
        let file: any DiskFile
        do { file = try disk.open(path, writing: false) } catch {
            guard error.isMissing else { throw error }
            return nil
        }
        return try file.read(min(try file.size(), MarkFile.sizeMax), at: 0)
    }

    /// What went wrong, and whether it leaves the old mark in place for sure.
    struct Failure: Error {
        let cause: DiskError
        let isOldMarkSafe: Bool
    }

    func replace(with bytes: [UInt8]) throws(Failure) {
        let aside = path + ".new"
        do throws(DiskError) {
            do { try disk.remove(aside) } catch { guard error.isMissing else { throw error } }
            let file = try disk.create(aside)
            try file.write(bytes, at: 0)
            try file.synchronize()
        } catch {
            throw Failure(cause: error, isOldMarkSafe: true)
        }
        do throws(DiskError) {
            try disk.rename(aside, to: path)
            try disk.synchronizeDirectory(folder)
        } catch {
            throw Failure(cause: error, isOldMarkSafe: false)
        }
    }

    private var folder: String {
        guard let slash = path.utf8.lastIndex(of: 0x2f) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

import Database

/// The anti-rollback mark: the last signed checkpoint, verbatim, in files apart from the database. Whoever brings back an old database
/// without them is noticed, so one of them should be where a restored folder does not bring it back. Each is replaced whole: written aside,
/// synchronised, renamed, its folder synchronised.
struct MarkFile: Sendable {
    private let paths: [String]
    private let disk: any Disk
    private static let sizeMax = 64 * 1024

    init(paths: [String], disk: any Disk) {
        self.paths = paths
        self.disk = disk
    }

    /// What each of them holds; those that are missing are left out.
    func read() throws(DiskError) -> [[UInt8]] {
        var marks: [[UInt8]] = []
        for path in paths {
            do throws(DiskError) {
                let file = try disk.open(path, writing: false)
                marks.append(try file.read(min(try file.size(), MarkFile.sizeMax), at: 0))
            } catch {
                guard error.isMissing else { throw error }
            }
        }
        return marks
    }

    /// What went wrong, and whether it leaves the old mark in place for sure.
    struct Failure: Error {
        let cause: DiskError
        let isOldMarkSafe: Bool
    }

    func replace(with bytes: [UInt8]) throws(Failure) {
        for (rank, path) in paths.enumerated() {
            let aside = path + ".new"
            do throws(DiskError) {
                do { try disk.remove(aside) } catch { guard error.isMissing else { throw error } }
                let file = try disk.create(aside)
                try file.write(bytes, at: 0)
                try file.synchronize()
            } catch {
                throw Failure(cause: error, isOldMarkSafe: rank == 0)
            }
            do throws(DiskError) {
                try disk.rename(aside, to: path)
                try disk.synchronizeDirectory(folder(of: path))
            } catch {
                throw Failure(cause: error, isOldMarkSafe: false)
            }
        }
    }

    private func folder(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: 0x2f) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

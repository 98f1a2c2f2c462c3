import Glibc
package import Values

/// The folder of an instance, and the lock that makes this process its only user. Layout:
/// `tabellion.lock`, `instance.sqlite`, `tenants/<id>/tenant.sqlite`, `tenants/<id>/packs/`.
/// The lock is the system's: it ends with the process, however it ends.
package final class DataDirectory: Sendable {
    package let path: String
    private let disk: any Disk
    private let lock: Int32

    /// Takes the lock of `path`, made if it is missing. Also raises the limit of open files, which many tenants need.
    package init(_ path: String, disk: any Disk = SystemDisk()) throws {
        (self.path, self.disk) = (path, disk)
        try disk.createDirectory(path)
        try disk.synchronizeDirectory(Self.parent(of: path))
        lock = try Self.takeLock(path + "/tabellion.lock")
        raiseOpenFileLimit()
        do {
            try disk.createDirectory(path + "/tenants")
            try disk.synchronizeDirectory(path)
        } catch {
            close(lock)
            throw error
        }
    }

    deinit { close(lock) }

    package var instanceDatabasePath: String { path + "/instance.sqlite" }
    package func tenantPath(_ tenant: TenantID) -> String { "\(path)/tenants/\(tenant)" }
    package func tenantDatabasePath(_ tenant: TenantID) -> String { tenantPath(tenant) + "/tenant.sqlite" }
    package func packsPath(_ tenant: TenantID) -> String { tenantPath(tenant) + "/packs" }

    /// The folders of a tenant, durable on return; they may exist already.
    package func createTenant(_ tenant: TenantID) throws {
        try disk.createDirectory(tenantPath(tenant))
        try disk.createDirectory(packsPath(tenant))
        try disk.synchronizeDirectory(tenantPath(tenant))
        try disk.synchronizeDirectory(path + "/tenants")
    }

    /// The tenants that have a folder; anything else there is passed over.
    package func tenants() throws -> [TenantID] { try disk.names(in: path + "/tenants").compactMap { TenantID($0) }.sorted() }

    private static func parent(of path: String) -> String {
        let parts = path.split(separator: "/")
        return (path.hasPrefix("/") ? "/" : "./") + parts.dropLast().joined(separator: "/")
    }

    /// Two descriptors of one file exclude each other even in one process, so a second value for the folder is refused too.
    private static func takeLock(_ path: String) throws(DataDirectoryRefusal) -> Int32 {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .unusable(path: path, code: errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let holder = holder(descriptor)
            close(descriptor)
            throw code == EWOULDBLOCK ? .heldByAnotherProcess(path: path, process: holder) : .unusable(path: path, code: code)
        }
        let note = Array("\(getpid())\n".utf8)
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, note, note.count, 0)
        return descriptor
    }

    private static func holder(_ descriptor: Int32) -> Int? {
        var buffer = [UInt8](repeating: 0, count: 20)
        let count = pread(descriptor, &buffer, buffer.count, 0)
        return Int(String(decoding: buffer.prefix(max(0, count)).prefix { $0 != 10 }, as: UTF8.self))
    }
}

/// Why the data directory was not taken.
package enum DataDirectoryRefusal: Error, Equatable, Sendable {
    /// Another process serves this folder: stop it, or speak to it. Its number is what the lock file says.
    case heldByAnotherProcess(path: String, process: Int?)
    /// The folder or its lock cannot be written; `code` is the system's.
    case unusable(path: String, code: Int32)
}

/// Debian's soft limit is 1024, and an open tenant takes five: the soft limit becomes the hard one.
private func raiseOpenFileLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(7), &limit) == 0 else { return }  // RLIMIT_NOFILE, a macro of an enum that Swift does not see
    limit.rlim_cur = min(limit.rlim_max, 1 << 20)
    _ = setrlimit(__rlimit_resource_t(7), &limit)
}

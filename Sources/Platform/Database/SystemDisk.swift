import Glibc

/// The machine's own files.
package struct SystemDisk: Disk {
    package init() {}

    package func open(_ path: String, writing: Bool) throws(DiskError) -> any DiskFile {
        let file = try SystemFile(path, (writing ? O_RDWR : O_RDONLY) | O_CLOEXEC, .open)
        guard !writing || flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .now(.open, path) }
        return file
    }

    package func create(_ path: String) throws(DiskError) -> any DiskFile {
        let file = try SystemFile(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, .create)
        guard flock(file.descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .now(.create, path) }
        return file
    }

    package func rename(_ from: String, to: String) throws(DiskError) {
        guard Glibc.rename(from, to) == 0 else { throw .now(.rename, from) }
    }

    package func remove(_ path: String) throws(DiskError) {
        guard unlink(path) == 0 else { throw .now(.remove, path) }
    }

    package func createDirectory(_ path: String) throws(DiskError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .now(.createDirectory, path) }
    }

    package func synchronizeDirectory(_ path: String) throws(DiskError) {
        let directory = try SystemFile(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, .synchronizeDirectory)
        guard fsync(directory.descriptor) == 0 else { throw .now(.synchronizeDirectory, path) }
    }

    package func names(in directory: String) throws(DiskError) -> [String] {
        guard let stream = opendir(directory) else { throw .now(.list, directory) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }
}

private final class SystemFile: DiskFile {
    let descriptor: Int32
    private let path: String

    init(_ path: String, _ flags: Int32, _ operation: DiskError.Operation) throws(DiskError) {
        descriptor = Glibc.open(path, flags, 0o600)
        self.path = path
        guard descriptor >= 0 else { throw .now(operation, path) }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func size() throws(DiskError) -> Int {
        var facts = stat()
        guard fstat(descriptor, &facts) == 0 else { throw .now(.size, path) }
        return Int(facts.st_size)
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DiskError) {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
            guard count > 0 else {
                if count < 0 && errno == EINTR { continue }
                throw count == 0 ? DiskError(operation: .write, path: path, code: EIO) : .now(.write, path)
            }
            done += count
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskError) -> Int {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .now(.read, path) }
            if count == 0 { break }
            done += count
        }
        return done
    }

    func allocate(upTo size: Int) throws(DiskError) {
        let code = posix_fallocate(descriptor, 0, off_t(size))  // answers the error, errno untouched
        guard code == 0 else { throw DiskError(operation: .allocate, path: path, code: code) }
    }

    func truncate(to size: Int) throws(DiskError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw .now(.truncate, path) }
    }

    func synchronize() throws(DiskError) {
        guard fdatasync(descriptor) == 0 else { throw .now(.synchronize, path) }
    }
}

extension DiskError {
    fileprivate static func now(_ operation: Operation, _ path: String) -> DiskError {
        DiskError(operation: operation, path: path, code: errno)
    }
}

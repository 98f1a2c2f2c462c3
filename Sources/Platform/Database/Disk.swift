import Glibc

/// The file operations whose order and failure decide what survives a power cut; a parameter, so that tests can make each fail.
/// Paths are absolute. Nothing is durable before the `synchronize` that covers it; a file's name, before that of its directory.
package protocol Disk: Sendable {
    /// An existing file, to be read and, when `writing`, written; a second writer of the same file is refused (EWOULDBLOCK).
    func open(_ path: String, writing: Bool) throws(DiskError) -> any DiskFile
    /// A new file; an existing one is refused (EEXIST).
    func create(_ path: String) throws(DiskError) -> any DiskFile
    func rename(_ from: String, to: String) throws(DiskError)
    func remove(_ path: String) throws(DiskError)
    /// An existing directory is not an error. Durable with `synchronizeDirectory` of its parent.
    func createDirectory(_ path: String) throws(DiskError)
    func synchronizeDirectory(_ path: String) throws(DiskError)
    /// The names in it, in no order.
    func names(in directory: String) throws(DiskError) -> [String]
}

/// An open file; closed when nobody holds it.
package protocol DiskFile: AnyObject, Sendable {
    func size() throws(DiskError) -> Int
    /// All of the bytes, or an error.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DiskError)
    /// As many bytes as there are up to the buffer's length: fewer only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskError) -> Int
    /// Reserves the room, so that writing there cannot lack it; the file is at least that long afterwards, and reads zero there.
    func allocate(upTo size: Int) throws(DiskError)
    func truncate(to size: Int) throws(DiskError)
    /// What was written, and the size needed to read it, survive a power cut. After an error the file is not to be trusted.
    func synchronize() throws(DiskError)
}

extension DiskFile {
    package func write(_ bytes: [UInt8], at offset: Int) throws(DiskError) {
        let result = bytes.withUnsafeBytes { buffer in Result { () throws(DiskError) in try write(buffer, at: offset) } }
        try result.get()
    }

    /// Exactly `count` bytes; a file that ends before is an error.
    package func read(_ count: Int, at offset: Int) throws(DiskError) -> [UInt8] {
        var problem: DiskError?
        let bytes = [UInt8](unsafeUninitializedCapacity: max(0, count)) { buffer, initialized in
            do throws(DiskError) {
                initialized = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
            } catch { problem = error }
        }
        if let problem { throw problem }
        guard bytes.count == count else { throw DiskError(operation: .read, path: "", code: ENODATA) }
        return bytes
    }
}

/// A file operation that failed, with the system's code.
package struct DiskError: Error, Equatable, Sendable {
    package enum Operation: String, Sendable {
        case open, create, rename, remove, createDirectory, synchronizeDirectory, list, size, write, read, allocate, truncate, synchronize
    }
    package let operation: Operation
    package let path: String
    package let code: Int32

    package init(operation: Operation, path: String, code: Int32) {
        (self.operation, self.path, self.code) = (operation, path, code)
    }

    /// No room left, or no more allowed: refused, and works again when room returns. Not so for a failed `synchronize`.
    package var isFull: Bool { (code == ENOSPC || code == EDQUOT) && operation != .synchronize }
    package var isMissing: Bool { code == ENOENT }
    /// The file ended before the bytes that were asked.
    package var isShort: Bool { code == ENODATA }
}

extension DiskError: CustomStringConvertible {
    package var description: String { "\(operation.rawValue) \(path): \(String(cString: strerror(code)))" }
}

package import Cryptography
internal import Glibc

package enum TrustDirectoryRefusal: Error, Equatable, Sendable {
    case unreadable(path: String, errno: Int32)
    case tooManyFiles(found: Int, allowed: Int)
    case fileTooLarge(name: String, allowed: Int)
    /// libcrypto refused to hold them.
    case unusable(CryptographyError)
}

extension TrustAnchors {
    package static let filesMax = 4096
    package static let fileBytesMax = 32 << 20

    /// Every regular file of the directory, by name, without going down. A file that holds neither certificate nor list is passed over.
    package static func load(directory: String) throws(TrustDirectoryRefusal) -> TrustAnchors {
        var files: [[UInt8]] = []
        let names = try list(directory)
        guard names.count <= filesMax else { throw .tooManyFiles(found: names.count, allowed: filesMax) }
        for name in names {
            if let bytes = try read(directory + "/" + name, named: name) { files.append(bytes) }
        }
        do throws(CryptographyError) {
            return try TrustAnchors(files: files)
        } catch {
            throw .unusable(error)
        }
    }

    private static func list(_ directory: String) throws(TrustDirectoryRefusal) -> [String] {
        guard let stream = opendir(directory) else { throw .unreadable(path: directory, errno: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    /// Nil when it is not a regular file.
    private static func read(_ path: String, named name: String) throws(TrustDirectoryRefusal) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, errno: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { return nil }
        guard status.st_size <= fileBytesMax else { throw .fileTooLarge(name: name, allowed: fileBytesMax) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw .unreadable(path: path, errno: errno) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= fileBytesMax else { throw .fileTooLarge(name: name, allowed: fileBytesMax) }
        }
    }
}

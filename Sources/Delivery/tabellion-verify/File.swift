import Cryptography
import Glibc
import Values

/// A file that is read and never written.
struct File: ~Copyable {
    private let descriptor: CInt
    private let path: String

    init(_ path: String) throws(Failure) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path, errno) }
        self.path = path
    }

    deinit { close(descriptor) }

    static func beside(_ path: String, named name: String) -> String {
        guard let slash = path.utf8.lastIndex(of: 0x2f) else { return name }
        return String(path[...slash]) + name
    }

    /// The whole of it, or a refusal when it is larger than `max`.
    func bytes(max: Int) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var tooLarge = false
        try read { part in
            bytes += part
            tooLarge = bytes.count > max
            return !tooLarge
        }
        guard !tooLarge else { throw .tooLarge(path, max: max) }
        return bytes
    }

    /// In constant memory, whatever the size.
    func digest() throws(Failure) -> Digest {
        var stream = SHA256Stream()
        try read { part in
            stream.update(part)
            return true
        }
        return stream.finish()
    }

    private func read(_ take: (ArraySlice<UInt8>) -> Bool) throws(Failure) {
        var buffer = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(path, errno) }
            guard count > 0, take(buffer[..<count]) else { return }
        }
    }
}

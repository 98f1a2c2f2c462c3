package import Database
import Glibc
import Synchronization

/// A disk in memory that keeps a real one's promises and no more: what is not flushed is lost or torn in a crash, a name not flushed
/// may vanish, a page whose flush failed is taken for clean. Deterministic: the N-th operation fails, a crash is drawn from a seed.
package final class FaultyDisk: Disk {
    package struct Fault: Sendable, CustomStringConvertible {
        let at: Int
        let code: Int32
        let forGood: Bool

        package init(at: Int, code: Int32, forGood: Bool) { (self.at, self.code, self.forGood) = (at, code, forGood) }
        package var description: String { "operation \(at) fails with \(code)\(forGood ? " and all after it" : "")" }
    }

    fileprivate struct Node {
        var cached: [UInt8] = []
        var durable: [UInt8] = []
        var dirty: Set<Int> = []
        var locked = false
    }
    private struct State {
        var nodes: [Int: Node] = [:]
        var names: [String: Int] = [:]
        var durableNames: [String: Int] = [:]
        var operations = 0
        var failures = 0
        var flushes = 0
        var next = 0
    }
    fileprivate static let pageCount = 4096

    private let state = Mutex(State())
    private let fault: Fault?
    private let liesAboutFlushes: Bool

    package init(_ fault: Fault? = nil, liesAboutFlushes: Bool = false) {
        (self.fault, self.liesAboutFlushes) = (fault, liesAboutFlushes)
    }

    package var failures: Int { state.withLock { $0.failures } }
    package var flushes: Int { state.withLock { $0.flushes } }

    /// What the machine finds when power returns.
    package func afterCrash(seed: UInt64, fault: Fault? = nil) -> FaultyDisk {
        var random = Seeded(seed)
        let after = FaultyDisk(fault, liesAboutFlushes: liesAboutFlushes)
        let (nodes, names, durableNames) = state.withLock { ($0.nodes, $0.names, $0.durableNames) }
        var surviving = durableNames
        for (name, inode) in names.sorted(by: { $0.key < $1.key }) where surviving[name] == nil && Bool.random(using: &random) {
            surviving[name] = inode
        }
        for (name, inode) in surviving.sorted(by: { $0.key < $1.key }) {
            guard let node = nodes[inode] else { continue }
            let bytes = Self.survivors(of: node, &random)
            after.state.withLock { state in
                state.nodes[state.next] = Node(cached: bytes, durable: bytes)
                (state.names[name], state.durableNames[name]) = (state.next, state.next)
                state.next += 1
            }
        }
        return after
    }

    /// Each page not flushed is written or not, or up to one of its sectors.
    private static func survivors(of node: Node, _ random: inout Seeded) -> [UInt8] {
        var bytes = node.durable
        if Bool.random(using: &random) {
            bytes += [UInt8](repeating: 0, count: max(0, node.cached.count - bytes.count))
        }
        for page in node.dirty.sorted() {
            let start = page * pageCount
            let sectors = Bool.random(using: &random) ? 8 : Int.random(in: 0...8, using: &random)
            let end = min(start + sectors * 512, bytes.count, node.cached.count)
            if start < end { bytes.replaceSubrange(start..<end, with: node.cached[start..<end]) }
        }
        return bytes
    }

    /// The bytes of a file as a thief or a scrub finds them.
    package func bytes(of path: String) -> [UInt8] {
        state.withLock { state in state.names[path].flatMap { state.nodes[$0] }?.cached ?? [] }
    }

    /// The same bit flipped in cache and on the platter.
    package func flip(bit: Int, ofByte place: Int, in path: String) {
        state.withLock { state in
            guard let inode = state.names[path], var node = state.nodes[inode] else { return }
            state.nodes[inode] = nil
            node.cached[place] ^= 1 << UInt8(bit)
            state.nodes[inode] = node
        }
    }

    package func open(_ path: String, writing: Bool) throws(DiskError) -> any DiskFile {
        let inode = try perform(.open, path) { state throws(DiskError) in
            guard let inode = state.names[path] else { throw DiskError(operation: .open, path: path, code: ENOENT) }
            guard !writing || state.nodes[inode]?.locked == false else { throw DiskError(operation: .open, path: path, code: EWOULDBLOCK) }
            if writing { state.nodes[inode]?.locked = true }
            return inode
        }
        return FaultyFile(disk: self, inode: inode, path: path, writing: writing)
    }

    package func create(_ path: String) throws(DiskError) -> any DiskFile {
        let inode = try perform(.create, path) { state throws(DiskError) in
            guard state.names[path] == nil else { throw DiskError(operation: .create, path: path, code: EEXIST) }
            defer { state.next += 1 }
            state.names[path] = state.next
            state.nodes[state.next] = Node(locked: true)
            return state.next
        }
        return FaultyFile(disk: self, inode: inode, path: path, writing: true)
    }

    package func rename(_ from: String, to: String) throws(DiskError) {
        try perform(.rename, from) { state throws(DiskError) in
            guard let inode = state.names.removeValue(forKey: from) else { throw DiskError(operation: .rename, path: from, code: ENOENT) }
            state.names[to] = inode
        }
    }

    package func remove(_ path: String) throws(DiskError) {
        try perform(.remove, path) { state throws(DiskError) in
            guard state.names.removeValue(forKey: path) != nil else { throw DiskError(operation: .remove, path: path, code: ENOENT) }
        }
    }

    package func createDirectory(_ path: String) throws(DiskError) { try perform(.createDirectory, path) { _ in } }

    package func synchronizeDirectory(_ path: String) throws(DiskError) {
        try perform(.synchronizeDirectory, path) { state in
            guard !liesAboutFlushes else { return }
            let inside = { (name: String) in name.hasPrefix(path + "/") }
            state.durableNames = state.durableNames.filter { !inside($0.key) }
            for (name, inode) in state.names where inside(name) { state.durableNames[name] = inode }
        }
    }

    package func names(in directory: String) throws(DiskError) -> [String] {
        try perform(.list, directory) { state in
            state.names.keys.filter { $0.hasPrefix(directory + "/") }.map { String($0.dropFirst(directory.utf8.count + 1)) }
        }
    }

    /// Counts the operation and fails it when its turn has come; `failing` says what a failure leaves behind.
    @discardableResult
    private func perform<T: Sendable>(
        _ operation: DiskError.Operation, _ path: String, failing: (inout State) -> Void = { _ in },
        _ body: (inout State) throws(DiskError) -> T
    ) throws(DiskError) -> T {
        let outcome = state.withLock { state in
            Result { () throws(DiskError) in
                state.operations += 1
                if let fault, state.operations == fault.at || fault.forGood && state.operations > fault.at {
                    state.failures += 1
                    failing(&state)
                    throw DiskError(operation: operation, path: path, code: fault.code)
                }
                return try body(&state)
            }
        }
        return try outcome.get()
    }

    fileprivate func perform<T: Sendable>(
        _ operation: DiskError.Operation, _ file: FaultyFile, failing: (inout Node) -> Void = { _ in }, _ body: (inout Node) -> T
    ) throws(DiskError) -> T {
        let on = { (state: inout State, body: (inout Node) -> T) -> T in
            var node = state.nodes.removeValue(forKey: file.inode) ?? Node()  // taken out, so that its bytes are not copied
            defer { state.nodes[file.inode] = node }
            return body(&node)
        }
        return try perform(
            operation, file.path,
            failing: { state in
                var node = state.nodes.removeValue(forKey: file.inode) ?? Node()
                failing(&node)
                state.nodes[file.inode] = node
            }, { state in on(&state, body) })
    }

    fileprivate func unlock(_ inode: Int) { state.withLock { $0.nodes[inode]?.locked = false } }

    fileprivate func synchronize(_ file: FaultyFile) throws(DiskError) {
        try perform(.synchronize, file, failing: { $0.dirty = [] }) { node in
            guard !liesAboutFlushes else { return }
            if node.durable.count > node.cached.count { node.durable.removeLast(node.durable.count - node.cached.count) }
            node.durable += [UInt8](repeating: 0, count: node.cached.count - node.durable.count)
            for page in node.dirty {
                let range = (page * Self.pageCount)..<min(node.cached.count, (page + 1) * Self.pageCount)
                if !range.isEmpty { node.durable.replaceSubrange(range, with: node.cached[range]) }
            }
            node.dirty = []
        }
        state.withLock { $0.flushes += 1 }
    }
}

extension FaultyDisk.Node {
    fileprivate mutating func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
        cached += [UInt8](repeating: 0, count: max(0, offset + bytes.count - cached.count))
        cached.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
        guard !bytes.isEmpty else { return }
        dirty.formUnion((offset / FaultyDisk.pageCount)...((offset + bytes.count - 1) / FaultyDisk.pageCount))
    }
}

private final class FaultyFile: DiskFile {
    let disk: FaultyDisk
    let inode: Int
    let path: String
    let writing: Bool

    init(disk: FaultyDisk, inode: Int, path: String, writing: Bool) {
        (self.disk, self.inode, self.path, self.writing) = (disk, inode, path, writing)
    }

    deinit { if writing { disk.unlock(inode) } }

    func size() throws(DiskError) -> Int { try disk.perform(.size, self) { $0.cached.count } }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DiskError) {
        let torn = UnsafeRawBufferPointer(rebasing: bytes.prefix(bytes.count / 2))
        try disk.perform(.write, self, failing: { $0.write(torn, at: offset) }) { $0.write(bytes, at: offset) }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskError) -> Int {
        try disk.perform(.read, self) { node in
            let piece = node.cached[min(offset, node.cached.count)..<min(node.cached.count, offset + buffer.count)]
            buffer.copyBytes(from: piece)
            return piece.count
        }
    }

    func allocate(upTo size: Int) throws(DiskError) {
        try disk.perform(.allocate, self) { $0.cached += [UInt8](repeating: 0, count: max(0, size - $0.cached.count)) }
    }

    func truncate(to size: Int) throws(DiskError) {
        try disk.perform(.truncate, self) { node in
            if size < node.cached.count { node.cached.removeLast(node.cached.count - size) }
        }
    }

    func synchronize() throws(DiskError) { try disk.synchronize(self) }
}

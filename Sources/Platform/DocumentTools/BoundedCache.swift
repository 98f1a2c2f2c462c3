/// Keeps what was asked last, up to a total size; what was not asked for longest goes first.
struct BoundedCache<Key: Hashable, Value> {
    private let sizeMax: Int
    private var entries: [Key: (value: Value, size: Int, turn: Int)] = [:]
    private var total = 0
    private var turn = 0

    init(sizeMax: Int) { self.sizeMax = sizeMax }

    var size: Int { total }

    mutating func value(of key: Key) -> Value? {
        guard var entry = entries[key] else { return nil }
        turn += 1
        entry.turn = turn
        entries[key] = entry
        return entry.value
    }

    /// What is larger than a quarter of the cache is not kept: it would chase everything else.
    mutating func keep(_ value: Value, size: Int, for key: Key) {
        guard size <= sizeMax / 4 else { return }
        remove(key)
        turn += 1
        entries[key] = (value, size, turn)
        total += size
        while total > sizeMax, let oldest = entries.min(by: { $0.value.turn < $1.value.turn }) { remove(oldest.key) }
    }

    private mutating func remove(_ key: Key) {
        guard let entry = entries.removeValue(forKey: key) else { return }
        total -= entry.size
    }
}

/// Lets so many in at once; the others wait in order.
actor Gate {
    private var places: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { self.places = places }

    nonisolated func enter<T: Sendable>(_ work: @Sendable () async throws -> T) async throws -> T {
        await take()
        do {
            let result = try await work()
            await leave()
            return result
        } catch {
            await leave()
            throw error
        }
    }

    private func take() async {
        if places > 0 {
            places -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty { places += 1 } else { waiting.removeFirst().resume() }
    }
}

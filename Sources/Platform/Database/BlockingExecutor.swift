import Glibc
import Synchronization

/// Threads where a call may block: fsync, file reads, hashing of large content. Swift's own pool has one thread per core and
/// must never wait for a disk. A task that prefers this executor runs here; `run` is one hop there and back (about 25 µs).
package final class BlockingExecutor: TaskExecutor {
    /// The threads of the process, as Swift's own pool is; many more than cores, since most of them wait for a flush.
    package static let shared = BlockingExecutor(threads: 16)

    private let jobs = JobQueue()

    package init(threads: Int) {
        for _ in 0..<threads {
            let queue = Unmanaged.passRetained(jobs).toOpaque()
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { pointer in
                    guard let pointer else { return nil }
                    let jobs = Unmanaged<JobQueue>.fromOpaque(pointer).takeRetainedValue()
                    while let job = jobs.next() { job() }
                    return nil
                }, queue)
            pthread_detach(thread)
        }
    }

    deinit { jobs.end() }

    package func submit(_ job: @escaping @Sendable () -> Void) { jobs.add(job) }

    package func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            jobs.add { continuation.resume(with: Result { try body() }) }
        }
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.add { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// First in, first out. `@unchecked`: every access to the fields is under the lock, which is a C object that must not move.
private final class JobQueue: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let signal = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var jobs: [(@Sendable () -> Void)?] = []
    private var head = 0
    private var ended = false

    init() {
        pthread_mutex_init(lock, nil)
        pthread_cond_init(signal, nil)
    }

    deinit {
        pthread_cond_destroy(signal)
        pthread_mutex_destroy(lock)
        signal.deallocate()
        lock.deallocate()
    }

    func add(_ job: @escaping @Sendable () -> Void) {
        pthread_mutex_lock(lock)
        jobs.append(job)
        pthread_cond_signal(signal)
        pthread_mutex_unlock(lock)
    }

    /// Nil when ended and nothing is left.
    func next() -> (@Sendable () -> Void)? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        while head == jobs.count {
            if ended { return nil }
            pthread_cond_wait(signal, lock)
        }
        let job = jobs[head]
        jobs[head] = nil
        head += 1
        if head == jobs.count || head >= 1024 {
            jobs.removeFirst(head)
            head = 0
        }
        return job
    }

    func end() {
        pthread_mutex_lock(lock)
        ended = true
        pthread_cond_broadcast(signal)
        pthread_mutex_unlock(lock)
    }
}

package import Values

/// Pages of documents as pictures and words. Results are kept in memory by digest and page, up to `cacheBytesMax`; two at once are drawn.
package actor PageRenderer {
    /// What this machine can do.
    package enum State: Equatable, Sendable {
        case ready(webp: Bool, text: Bool)
        case off(SandboxRefusal)
    }

    /// A first page is shown at once to people on telephones.
    package static let imageBytesMax = 150_000
    package static let inputBytesMax = 268_435_456
    package static let cacheBytesMax = 16_777_216

    package nonisolated let state: State
    private let sandbox: Sandbox?
    private var cache = BoundedCache<Key, Kept>(sizeMax: PageRenderer.cacheBytesMax)
    private var inFlight: [Key: Task<Kept, any Error>] = [:]
    private let gate = Gate(places: 2)

    private struct Key: Hashable {
        let document: Digest
        let page: Int
        let isText: Bool
    }

    private enum Kept: Sendable {
        case image(PageImage)
        case text(PageText)

        var size: Int {
            switch self {
            case .image(let image): image.bytes.count + 128
            case .text(let text): text.words.count * 96 + 128
            }
        }
    }

    /// Looks once at what is there; never fails.
    package static func start() async -> PageRenderer {
        do {
            let sandbox = try await Sandbox.start()
            guard Sandbox.path(of: .pdftoppm) != nil else { return PageRenderer(nil, .off(.missing(.pdftoppm))) }
            let state = State.ready(webp: Sandbox.path(of: .cwebp) != nil, text: Sandbox.path(of: .pdftotext) != nil)
            return PageRenderer(sandbox, state)
        } catch {
            return PageRenderer(nil, .off(error))
        }
    }

    private init(_ sandbox: Sandbox?, _ state: State) { (self.sandbox, self.state) = (sandbox, state) }

    /// `page` counts from 1. `bytes` is only asked when the picture is not kept.
    package func image(
        of document: Digest, page: Int, _ bytes: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> PageImage {
        let kept = try await kept(Key(document: document, page: page, isText: false)) { sandbox, webp in
            .image(try await PageDrawing(sandbox: sandbox, page: page, webp: webp).image(try await bytes()))
        }
        guard case .image(let image) = kept else { throw SandboxRefusal.failed(.pdftoppm, status: 0) }
        return image
    }

    package func text(of document: Digest, page: Int, _ bytes: @escaping @Sendable () async throws -> [UInt8]) async throws -> PageText {
        let kept = try await kept(Key(document: document, page: page, isText: true)) { sandbox, _ in
            .text(try await PageDrawing(sandbox: sandbox, page: page, webp: false).text(try await bytes()))
        }
        guard case .text(let text) = kept else { throw SandboxRefusal.failed(.pdftotext, status: 0) }
        return text
    }

    /// Those who ask for the same page while it is drawn wait for the same drawing.
    private func kept(_ key: Key, _ make: @escaping @Sendable (Sandbox, Bool) async throws -> Kept) async throws -> Kept {
        guard let sandbox, case .ready(let webp, _) = state else {
            guard case .off(let refusal) = state else { throw SandboxRefusal.missing(.bubblewrap) }
            throw refusal
        }
        if let found = cache.value(of: key) { return found }
        if let drawing = inFlight[key] { return try await drawing.value }
        let drawing = Task { [gate] in try await gate.enter { try await make(sandbox, webp) } }
        inFlight[key] = drawing
        defer { inFlight[key] = nil }
        let made = try await drawing.value
        cache.keep(made, size: made.size, for: key)
        return made
    }
}

import Hummingbird
import NIOCore

/// What the router carries between the edge and a handler.
struct WebContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let network: Network

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        network = Network(source.channel.remoteAddress)
    }
}

/// The addresses that one person can hold: an IPv4 address, the /64 of an IPv6 one. Tries of passwords are counted by it.
struct Network: Equatable, Sendable, CustomStringConvertible {
    let description: String
    private let isThisMachine: Bool

    init(_ address: SocketAddress?) { self.init(address?.ipAddress ?? "") }

    init(_ address: String) {
        isThisMachine = address == "127.0.0.1" || address == "::1" || address == "::ffff:127.0.0.1"
        description = address.contains(":") ? Network.half(address) : address
    }

    /// Behind a proxy that speaks TLS for us, on this machine, the person's address is the last one that this proxy wrote.
    func seenThrough(forwarded: String?) -> Network {
        guard isThisMachine, let last = forwarded?.split(separator: ",").last else { return self }
        return Network(String(last.filter { $0 != " " }.prefix(45)))
    }

    /// The first four groups, each as it is written; `::` stands for zeros.
    private static func half(_ address: String) -> String {
        let sides = address.split(separator: ":", omittingEmptySubsequences: false)
        guard let gap = sides.firstIndex(of: ""), gap > 0 else { return sides.prefix(4).joined(separator: ":") }
        return sides.prefix(min(gap, 4)).joined(separator: ":")
    }
}

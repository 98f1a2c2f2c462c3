package import Hummingbird
import HummingbirdCore
package import Logging
package import Values

/// The server of pages: from the route table to a socket. One per process.
package struct WebServer: Sendable {
    package struct Settings: Sendable {
        package var address: String
        package var port: Int
        /// Names under which browsers reach us, with the port when it is not the scheme's own.
        package var hosts: [String]
        /// TLS ends at the proxy in front.
        package var isSecure: Bool
        /// Open connections at once; those beyond wait to be accepted (F7).
        package var connectionsMax: Int

        package init(address: String, port: Int, hosts: [String], isSecure: Bool, connectionsMax: Int = 10_000) {
            (self.address, self.port, self.hosts) = (address, port, hosts)
            (self.isSecure, self.connectionsMax) = (isSecure, connectionsMax)
        }
    }

    package enum Refusal: Error, Equatable {
        /// Two routes answer the same method and path.
        case clash([String])
    }

    private let settings: Settings
    private let table: RouteTable
    private let doorkeeper: Doorkeeper
    private let clock: Clock
    private let random: RandomSource

    package init(_ settings: Settings, _ table: RouteTable, _ doorkeeper: Doorkeeper, clock: Clock, random: RandomSource) throws(Refusal) {
        guard table.clashes.isEmpty else { throw .clash(table.clashes) }
        (self.settings, self.table, self.doorkeeper) = (settings, table, doorkeeper)
        (self.clock, self.random) = (clock, random)
    }

    /// A service: it stops accepting when the process is told to stop, and lets answers in flight end. `onRunning` gets the port in use.
    package func application(logger: Logger, onRunning: @escaping @Sendable (Int) async -> Void = { _ in }) -> some ApplicationProtocol {
        let headers = SecurityHeaders(isSecure: settings.isSecure)
        let policy = EdgePolicy(names: settings.hosts, port: settings.port)
        let maker = VisitMaker(clock: clock, doorkeeper: doorkeeper, isSecure: settings.isSecure)
        return Application(
            responder: table.router(maker, Edge(random: random)).buildResponder(),
            server: HTTPServerBuilder { GuardedChannel(responder: $0, policy: policy, headers: headers) },
            configuration: .init(
                address: .hostname(settings.address, port: settings.port), serverName: nil, backlog: 1024, reuseAddress: true,
                availableConnectionsDelegate: .maximum(settings.connectionsMax, logger: logger)),
            onServerRunning: { await onRunning($0.localAddress?.port ?? 0) },
            logger: logger)
    }
}

/// What supervisors ask. Ready means that the data directory is open and that writes are durable.
package enum Health {
    package static func routes(isReady: @escaping @Sendable () async -> Bool) -> [Route] {
        [
            .get("/sante/vivant", .anyone, "Le programme répond") { (_: Visit) in .text("vivant\n") },
            .get("/sante/pret", .anyone, "Le service peut travailler") { (_: Visit) in
                guard await isReady() else { throw Fault.busy }
                return .text("prêt\n")
            },
        ]
    }
}

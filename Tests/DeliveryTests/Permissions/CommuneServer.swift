import Application
import Directory
import DocumentTools
import Hummingbird
import Logging
import ServiceLifecycle
import Values
import Web

extension Commune {
    /// The pages of this town on a port of the machine, while `body` runs.
    func served(_ body: @Sendable @escaping (Client, Site, Instance) async throws -> Void) async throws {
        let instance = try await open()
        let site = Site(instance: instance, renderer: await PageRenderer.start())
        let settings = WebServer.Settings(address: "127.0.0.1", port: 0, hosts: [Client.host], isSecure: false)
        let server = try WebServer(settings, Commune.table(of: site), site.doorkeeper, clock: .system, random: .system)
        let (ports, port) = AsyncStream.makeStream(of: Int.self, bufferingPolicy: .bufferingOldest(1))
        var logger = Logger(label: "essai")
        logger.logLevel = .critical
        let group = ServiceGroup(
            configuration: .init(services: [.init(service: server.application(logger: logger) { port.yield($0) })], logger: logger))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            for await open in ports.prefix(1) { try await body(Client(port: open), site, instance) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
        try await instance.close()
    }

    static func table(of site: Site) -> RouteTable { RouteTable(Health.routes { true } + site.routes) }
}

import Application
import Database
import Directory
import DocumentTools
import Jobs
import Logging
import ServiceLifecycle
import UnixSignals
import Values
import Web

/// What runs while an instance is served: pages, events, and the closing of what is idle. Stops by signal, and lets answers in flight end.
struct Server {
    let instance: Instance

    func run() async throws {
        var logger = Logger(label: "tabellion") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .notice
        let configuration = instance.configuration
        let site = Site(instance: instance, renderer: await PageRenderer.start())
        let settings = WebServer.Settings(
            address: configuration.address, port: configuration.port, hosts: configuration.hosts, isSecure: configuration.https)
        let health = Health.routes { (try? await instance.database.read { _ in }) != nil }
        let web = try WebServer(
            settings, RouteTable(site.routes + health), site.doorkeeper, clock: instance.surroundings.clock,
            random: instance.surroundings.random)
        let pages = web.application(logger: logger)
        let services = [
            ServiceGroupConfiguration.ServiceConfiguration(service: pages, successTerminationBehavior: .gracefullyShutdownGroup),
            .init(service: Events(dispatcher: instance.dispatcher())),
            .init(service: Housekeeping(instance: instance)),
        ]
        try await ServiceGroup(configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)).run()
        try await instance.seal()
        try await instance.close()
    }
}

/// Hands events over while the server runs.
struct Events: Service {
    let dispatcher: Dispatcher

    func run() async throws {
        await withGracefulShutdownHandler {
            await dispatcher.run()
        } onGracefulShutdown: {
            dispatcher.stop()
        }
    }
}

/// Seals journals every second, and closes what is idle every minute.
struct Housekeeping: Service {
    let instance: Instance

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            for second in 1... {
                // Cancelled while it sleeps: the server stops, and seals once more when its pages have ended.
                guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }
                try await instance.seal()
                guard second.isMultiple(of: 60) else { continue }
                try await instance.closeIdle()
                try await instance.house.sessions.sweep()
            }
        }
    }
}

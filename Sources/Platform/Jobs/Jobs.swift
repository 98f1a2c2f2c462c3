/// What one module tells the others, at least once and in order. Owns the outbox of a tenant (events written in the transaction that made
/// them true), the wake-up hints of the instance, and the dispatcher that hands events over.
/// Refuses to drop an event, to pass one over another of the same tenant, and to hide a handler that keeps failing.
///
/// (1) An event exists if and only if the transaction that published it was committed.
/// (2) Before a tenant's transaction begins, a hint that this tenant may have events is durable in the instance database: a hint without
///     events is legal, events without a hint are not.
/// (3) An event leaves the outbox only after every handler of its type returned; a crash in between hands it over again.
/// (4) Within a tenant, an event is handed over only when those before it have left.
package import Database
import FoundationEssentials
package import Values

/// Something that happened, said by the module that did it. Its type's name is kept for ever: it is in databases.
package protocol Event: Codable, Sendable {
    static var name: String { get }
}

/// An event as it lies in the outbox.
package struct OutboxEvent: Hashable, Sendable {
    package let sequence: Int64
    package let name: String
    /// JSON, UTF-8.
    package let payload: String
    package let attempts: Int
    package let lastError: String?
    package let nextAttempt: Instant

    package init(sequence: Int64, name: String, payload: String, attempts: Int, lastError: String?, nextAttempt: Instant) {
        (self.sequence, self.name, self.payload) = (sequence, name, payload)
        (self.attempts, self.lastError, self.nextAttempt) = (attempts, lastError, nextAttempt)
    }

    package func decoded<E: Event>(as type: E.Type) throws -> E {
        guard name == E.name else { throw EventFault.otherEvent(expected: E.name, found: name) }
        return try JSONDecoder().decode(type, from: Data(payload.utf8))
    }
}

package enum EventFault: Error, Equatable, Sendable {
    case otherEvent(expected: String, found: String)
    /// Nobody is registered for this type: a fault of the wiring, kept in the outbox until it is repaired.
    case noHandler(name: String)
}

/// Where events are written. Stateless: the transaction says which tenant.
package struct Outbox: Sendable {
    package static let migrations = [OutboxTable.migration]
    package static let queries = OutboxTable.queries

    package init() {}

    package func publish(_ event: some Event, at now: Instant, in transaction: Transaction<OneTenant>) throws {
        try publish(name: type(of: event).name, payload: Outbox.json(event), at: now, in: transaction)
    }

    package func publish(name: String, payload: String, at now: Instant, in transaction: Transaction<OneTenant>) throws {
        try OutboxTable.insert(name: name, payload: payload, now: now, in: transaction)
    }

    private static func json(_ event: some Event) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(event), as: UTF8.self)
    }
}

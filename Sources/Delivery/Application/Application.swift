/// Puts the house together: opens an instance, gives each authority its cabinet and its services, says which event goes to whom, and makes
/// the demonstration. Refuses to open a directory that another process holds, or an instance whose keys do not open.
/// No rule of the trade stands here: what a service decides, it decides below; what people read is written above.

import Acts
import ContentStore
package import Database
package import Directory
import Jobs
import Journal
import Legality
import Parapheur
package import Values

/// Where things are and whence chance comes: given once, at the top, by the command.
package struct Surroundings: Sendable {
    package var clock: Clock = .system
    package var random: RandomSource = .system
    package var disk: any Disk = SystemDisk()
    package var passwordCost: PasswordHash.Cost = .current

    package init() {}
}

enum Migrations {
    static let instance = Directory.instanceMigrations + WakeUpHints.migrations
    static let tenant =
        ContentStore.migrations + Journal.migrations + Outbox.migrations + Directory.tenantMigrations + Parapheur.migrations
        + Acts.migrations + Transmissions.migrations
}

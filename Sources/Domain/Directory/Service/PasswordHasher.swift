import Cryptography
import Database
package import Values

/// Turns passwords into hashes away from Swift's own threads: one try takes 32 MiB and a tenth of a second, on purpose.
struct PasswordHasher: Sendable {
    let cost: PasswordHash.Cost
    let random: RandomSource

    func hash(_ password: Password) async throws -> PasswordHash {
        let salt = random.bytes(16)
        let hash = try await derive(password.bytes, salt: salt, cost: cost)
        return PasswordHash(cost: cost, salt: salt, hash: hash)
    }

    /// Takes the same time when there is no hash to compare with.
    func matches(_ password: [UInt8], _ known: PasswordHash?) async throws -> Bool {
        let bounded = Array(password.prefix(Password.bytesMax))
        let reference = known ?? PasswordHash(cost: cost, salt: [UInt8](repeating: 0, count: 16), hash: [UInt8](repeating: 0, count: 32))
        let found = try await derive(bounded, salt: reference.salt, cost: reference.cost)
        return ConstantTime.equal(found, reference.hash) && known != nil && password.count <= Password.bytesMax
    }

    private func derive(_ password: [UInt8], salt: [UInt8], cost: PasswordHash.Cost) async throws -> [UInt8] {
        try await BlockingExecutor.shared.run {
            try Scrypt.derive(
                password: password, salt: salt, n: 1 << UInt64(cost.logN), r: UInt64(cost.r), p: UInt64(cost.p), count: 32)
        }
    }
}

extension BearerToken {
    /// What the database keeps.
    package var digest: Digest { SHA256.digest(Array(kind.rawValue.utf8) + secret) }
}

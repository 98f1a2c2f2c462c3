import Cryptography
package import Values

/// Seals what must not be read in a stolen database: keys of mandates, later names and bodies. AES-256-GCM under a key derived from the
/// authority's; what the field is for is bound to it, so that a sealed value moved to another row does not open.
package struct FieldSeal: Sendable {
    private let key: [UInt8]
    private let random: RandomSource

    /// `tenantKey`: 32 bytes at least.
    package init(tenantKey: [UInt8], random: RandomSource) throws {
        key = try HKDF.expandSHA256(key: tenantKey, info: Array("tabellion field seal 1".utf8), count: AESGCM.keyCount)
        self.random = random
    }

    /// The random nonce, then cipher text and tag. 96 random bits serve well below 2^32 fields (NIST SP 800-38D §8.3).
    package func seal(_ plain: [UInt8], for purpose: String) throws -> [UInt8] {
        let nonce = random.bytes(AESGCM.nonceCount)
        return nonce + (try AESGCM.seal(plain, key: key, nonce: nonce, associated: Array(purpose.utf8)))
    }

    package func open(_ sealed: [UInt8], for purpose: String) throws -> [UInt8] {
        let nonce = Array(sealed.prefix(AESGCM.nonceCount))
        return try AESGCM.open(Array(sealed.dropFirst(AESGCM.nonceCount)), key: key, nonce: nonce, associated: Array(purpose.utf8))
    }
}

internal import COpenSSL

/// AES-256-GCM (NIST SP 800-38D): 32-byte keys, 12-byte nonces, cipher text followed by a 16-byte tag.
/// A nonce must never serve twice under one key: choosing it is the caller's business, because only the caller can count.
package enum AESGCM {
    package static let keyCount = 32
    package static let nonceCount = 12
    package static let tagCount = 16

    package static func seal(
        _ plain: [UInt8], key: [UInt8], nonce: [UInt8], associated: [UInt8] = []
    ) throws(CryptographyError) -> [UInt8] {
        var output: [UInt8] = []
        let sealer = try AESGCMSealer(key: key)
        try sealer.seal(plain[...], nonce: nonce, associated: associated, appendingTo: &output)
        return output
    }

    package static func open(
        _ sealed: [UInt8], key: [UInt8], nonce: [UInt8], associated: [UInt8] = []
    ) throws(CryptographyError) -> [UInt8] {
        var output: [UInt8] = []
        let opener = try AESGCMOpener(key: key)
        try opener.open(sealed[...], nonce: nonce, associated: associated, appendingTo: &output)
        return output
    }
}

/// Seals many messages under one key: the key schedule is computed once.
package struct AESGCMSealer: ~Copyable {
    private let context: CipherContext

    package init(key: [UInt8]) throws(CryptographyError) { context = try CipherContext(key: key, sealing: true) }

    /// `output` receives cipher text ‖ tag and must be 16 bytes longer than `plain`; both may start at the same address.
    package func seal(
        _ plain: UnsafeRawBufferPointer, nonce: [UInt8], associated: [UInt8], into output: UnsafeMutableRawBufferPointer
    ) throws(CryptographyError) {
        guard output.count == plain.count + AESGCM.tagCount else {
            throw .wrongLength(of: "output buffer", found: output.count, expected: plain.count + AESGCM.tagCount)
        }
        try context.start(nonce: nonce, associated: associated)
        try context.update(plain, into: output.baseAddress)
        try check("EVP_CIPHER_CTX_ctrl", context.tag(EVP_CTRL_AEAD_GET_TAG, output.baseAddress?.advanced(by: plain.count)))
    }

    package func seal(
        _ plain: ArraySlice<UInt8>, nonce: [UInt8], associated: [UInt8], appendingTo output: inout [UInt8]
    ) throws(CryptographyError) {
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: plain.count + AESGCM.tagCount))
        try plain.span.bytes.withUnsafeBytes { source throws(CryptographyError) in
            var span = output.mutableSpan
            try span.withUnsafeMutableBytes { target throws(CryptographyError) in
                try seal(source, nonce: nonce, associated: associated, into: UnsafeMutableRawBufferPointer(rebasing: target[start...]))
            }
        }
    }
}

/// Opens many messages under one key.
package struct AESGCMOpener: ~Copyable {
    private let context: CipherContext

    package init(key: [UInt8]) throws(CryptographyError) { context = try CipherContext(key: key, sealing: false) }

    /// `sealed` is cipher text ‖ tag; `output` is 16 bytes shorter, may start at the same address, and is wiped when the tag is wrong.
    package func open(
        _ sealed: UnsafeRawBufferPointer, nonce: [UInt8], associated: [UInt8], into output: UnsafeMutableRawBufferPointer
    ) throws(CryptographyError) {
        guard sealed.count >= AESGCM.tagCount else {
            throw .wrongLength(of: "sealed message", found: sealed.count, expected: AESGCM.tagCount)
        }
        let count = sealed.count - AESGCM.tagCount
        guard output.count == count else { throw .wrongLength(of: "output buffer", found: output.count, expected: count) }
        var tag = Array(sealed[count...])
        try context.start(nonce: nonce, associated: associated)
        try context.update(UnsafeRawBufferPointer(rebasing: sealed[..<count]), into: output.baseAddress)
        guard tag.withUnsafeMutableBytes({ context.tag(EVP_CTRL_AEAD_SET_TAG, $0.baseAddress) }) == 1, context.isAuthentic() else {
            ERR_clear_error()
            OPENSSL_cleanse(output.baseAddress, output.count)
            throw .notAuthentic
        }
    }

    package func open(
        _ sealed: ArraySlice<UInt8>, nonce: [UInt8], associated: [UInt8], appendingTo output: inout [UInt8]
    ) throws(CryptographyError) {
        let start = output.count
        output.append(contentsOf: repeatElement(0, count: max(0, sealed.count - AESGCM.tagCount)))
        do throws(CryptographyError) {
            try sealed.span.bytes.withUnsafeBytes { source throws(CryptographyError) in
                var span = output.mutableSpan
                try span.withUnsafeMutableBytes { target throws(CryptographyError) in
                    try open(source, nonce: nonce, associated: associated, into: UnsafeMutableRawBufferPointer(rebasing: target[start...]))
                }
            }
        } catch {
            output.removeLast(output.count - start)
            throw error
        }
    }
}

/// The one owner of an EVP_CIPHER_CTX; internal, because a private one does not link in release.
struct CipherContext: ~Copyable {
    private let pointer: OpaquePointer

    init(key: [UInt8], sealing: Bool) throws(CryptographyError) {
        guard key.count == AESGCM.keyCount else { throw .wrongLength(of: "key", found: key.count, expected: AESGCM.keyCount) }
        guard let pointer = EVP_CIPHER_CTX_new() else { throw .now("EVP_CIPHER_CTX_new") }
        guard EVP_CipherInit_ex2(pointer, Algorithm.aes256GCM.pointer, key, nil, sealing ? 1 : 0, nil) == 1 else {
            EVP_CIPHER_CTX_free(pointer)
            throw .now("EVP_CipherInit_ex2")
        }
        self.pointer = pointer
    }

    deinit { EVP_CIPHER_CTX_free(pointer) }

    func start(nonce: [UInt8], associated: [UInt8]) throws(CryptographyError) {
        guard nonce.count == AESGCM.nonceCount else { throw .wrongLength(of: "nonce", found: nonce.count, expected: AESGCM.nonceCount) }
        try check("EVP_CipherInit_ex2", EVP_CipherInit_ex2(pointer, nil, nil, nonce, -1, nil))
        try associated.span.bytes.withUnsafeBytes { bytes throws(CryptographyError) in try update(bytes, into: nil) }
    }

    /// Whole or not at all: OpenSSL counts in C `int`, so that a longer buffer goes in several calls. A nil target means associated bytes.
    func update(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawPointer?) throws(CryptographyError) {
        var offset = 0
        while offset < source.count {
            let count = min(source.count - offset, 1 << 30)
            var written: CInt = 0
            let input = source.baseAddress?.advanced(by: offset).assumingMemoryBound(to: UInt8.self)
            let output = target?.advanced(by: offset).assumingMemoryBound(to: UInt8.self)
            try check("EVP_CipherUpdate", EVP_CipherUpdate(pointer, output, &written, input, CInt(count)))
            offset += count
        }
        guard target != nil else { return }
        // Sealing must be finished before the tag can be read; GCM itself writes nothing more.
        guard EVP_CIPHER_CTX_is_encrypting(pointer) == 1 else { return }
        try check("EVP_CipherFinal_ex", finish())
    }

    func tag(_ operation: CInt, _ bytes: UnsafeMutableRawPointer?) -> CInt {
        EVP_CIPHER_CTX_ctrl(pointer, operation, CInt(AESGCM.tagCount), bytes)
    }

    func isAuthentic() -> Bool { finish() == 1 }

    private func finish() -> CInt {
        var nothing: [UInt8] = [0]
        var written: CInt = 0
        return EVP_CipherFinal_ex(pointer, &nothing, &written)
    }
}

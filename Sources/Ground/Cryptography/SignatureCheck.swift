internal import COpenSSL

extension Certificate {
    /// PKCS#1 v1.5 with an RSA key, DER ECDSA with an elliptic one. False for anything else, and for anything malformed.
    package func isValid(signature: [UInt8], of message: [UInt8], digest: DigestAlgorithm) -> Bool {
        let scheme: SignatureScheme = if case .rsa = publicKeyAlgorithm { .rsa(digest) } else { .ecdsa(digest) }
        return isValid(signature: signature, of: message, scheme: scheme)
    }

    /// Whether this certificate's key made that value of that message. Not whether the scheme or the certificate is acceptable.
    package func isValid(signature: [UInt8], of message: [UInt8], scheme: SignatureScheme) -> Bool {
        isValid(signature: signature, ofDigest: scheme.digest.digest(message), scheme: scheme)
    }

    package func isValid(signature: [UInt8], ofDigest digest: [UInt8], scheme: SignatureScheme) -> Bool {
        defer { ERR_clear_error() }
        guard let key = X509_get0_pubkey(handle.pointer), let context = EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { return false }
        defer { EVP_PKEY_CTX_free(context) }
        guard EVP_PKEY_verify_init(context) == 1, prepare(context, key, scheme) else { return false }
        return EVP_PKEY_verify(context, signature, signature.count, digest, digest.count) == 1
    }
}

/// The scheme must be the key's own: an RSA signature is never tried with an elliptic key.
private func prepare(_ context: OpaquePointer, _ key: OpaquePointer, _ scheme: SignatureScheme) -> Bool {
    let isPSSKey = EVP_PKEY_is_a(key, "RSA-PSS") == 1
    let isRSAKey = EVP_PKEY_is_a(key, "RSA") == 1
    switch scheme {
    case .rsa(let digest):
        return isRSAKey && EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1
            && EVP_PKEY_CTX_set_signature_md(context, digest.algorithm.pointer) == 1
    case .rsaPSS(let digest, let mask, let saltCount):
        guard isRSAKey || isPSSKey, 0...512 ~= saltCount else { return false }
        return EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) == 1
            && EVP_PKEY_CTX_set_signature_md(context, digest.algorithm.pointer) == 1
            && EVP_PKEY_CTX_set_rsa_mgf1_md(context, mask.algorithm.pointer) == 1
            && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, CInt(saltCount)) == 1
    case .ecdsa(let digest):
        return EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_CTX_set_signature_md(context, digest.algorithm.pointer) == 1
    }
}

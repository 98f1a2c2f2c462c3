internal import COpenSSL
package import Values

/// What path validation found wrong first (RFC 5280 §6). What it is worth is said on the Trust floor.
package enum PathProblem: Hashable, Sendable {
    case noIssuer
    case expired
    case notYetValid
    case badSignature
    case revoked(since: Instant?)
    /// No list of the right issuer and scope whose signature holds.
    case noRevocationList
    /// There is one, of another time: before its first day or after its promised successor.
    case staleRevocationList
    /// Any other rule of §6.1, in OpenSSL's words.
    case rule(String)
}

package enum PathAnswer: Equatable, Sendable {
    /// From the certificate asked about to the anchor.
    case valid([Certificate])
    /// `depth` 0 is the certificate asked about.
    case refused(PathProblem, certificate: Certificate?, depth: Int)
}

/// Builds and checks certificate paths to given anchors, and to nothing else: the machine's own certificates are never read.
/// Sendable because an X509_STORE locks itself, and nothing is added once it is made.
package final class CertificateStore: @unchecked Sendable {
    private let pointer: OpaquePointer
    private let anchors: [Certificate]
    private let revocationLists: [RevocationList]

    package init(anchors: [Certificate], revocationLists: [RevocationList]) throws(CryptographyError) {
        guard let pointer = X509_STORE_new() else { throw .now("X509_STORE_new") }
        self.pointer = pointer
        self.anchors = anchors
        self.revocationLists = revocationLists
        for anchor in anchors { try check("X509_STORE_add_cert", X509_STORE_add_cert(pointer, anchor.handle.pointer)) }
    }

    deinit { X509_STORE_free(pointer) }

    /// `revocation` asks that every certificate of the path but the anchor be named by no list, and covered by a fresh one.
    package func path(
        of certificate: Certificate, intermediates: [Certificate], at instant: Instant, revocation: Bool,
        moreLists: [RevocationList] = []
    ) throws(CryptographyError) -> PathAnswer {
        defer { ERR_clear_error() }
        guard let context = X509_STORE_CTX_new(), let untrusted = tab_sk_X509_new(), let lists = tab_sk_X509_CRL_new()
        else { throw .now("X509_STORE_CTX_new") }
        defer {
            X509_STORE_CTX_free(context)
            tab_sk_X509_free(untrusted)
            tab_sk_X509_CRL_free(lists)
        }
        // The stacks stay ours and hold pointers that the arrays keep alive.
        for other in intermediates { _ = tab_sk_X509_push(untrusted, other.handle.pointer) }
        // Not in the store: there a list is only looked for under the name of the certificate's issuer, and an indirect one has another.
        for list in revocationLists + moreLists { _ = tab_sk_X509_CRL_push(lists, list.handle.pointer) }
        try check("X509_STORE_CTX_init", X509_STORE_CTX_init(context, pointer, certificate.handle.pointer, untrusted))
        guard let parameters = X509_STORE_CTX_get0_param(context) else { throw .now("X509_STORE_CTX_get0_param") }
        try Self.configure(parameters, at: instant, revocation: revocation)
        X509_STORE_CTX_set0_crls(context, lists)
        let verdict = X509_verify_cert(context)
        let known = [certificate] + intermediates + anchors
        return withExtendedLifetime(moreLists) {
            verdict == 1 ? .valid(chain(of: context, known)) : refusal(context, known, moreLists)
        }
    }

    /// Policy checking on, with anyPolicy given: without the first invalid paths pass, without the second valid ones do not.
    private static func configure(
        _ parameters: OpaquePointer, at instant: Instant, revocation: Bool
    ) throws(CryptographyError) {
        var flags = X509_V_FLAG_POLICY_CHECK | X509_V_FLAG_EXTENDED_CRL_SUPPORT | X509_V_FLAG_TRUSTED_FIRST
        if revocation { flags |= X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL | X509_V_FLAG_USE_DELTAS }
        try check("X509_VERIFY_PARAM_set_flags", X509_VERIFY_PARAM_set_flags(parameters, CUnsignedLong(flags)))
        try check("X509_VERIFY_PARAM_set_purpose", X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_ANY))
        X509_VERIFY_PARAM_set_time(parameters, Int(instant.milliseconds / 1000))
        X509_VERIFY_PARAM_set_depth(parameters, 16)
        try check("X509_VERIFY_PARAM_add0_policy", X509_VERIFY_PARAM_add0_policy(parameters, OBJ_txt2obj("2.5.29.32.0", 1)))
    }

    /// The pointers of a chain are those we gave: reading a certificate again would cost as much as the whole path.
    private func chain(of context: OpaquePointer, _ known: [Certificate]) -> [Certificate] {
        guard let stack = X509_STORE_CTX_get0_chain(context) else { return [] }
        return (0..<tab_sk_X509_num(stack)).compactMap { place in
            let link = tab_sk_X509_value(stack, place)
            return known.first { $0.handle.pointer == link }
        }
    }

    private func refusal(_ context: OpaquePointer, _ known: [Certificate], _ moreLists: [RevocationList]) -> PathAnswer {
        let code = X509_STORE_CTX_get_error(context)
        let current = X509_STORE_CTX_get_current_cert(context)
        var problem = Self.problem(code)
        if case .revoked = problem, let current {
            problem = .revoked(since: (revocationLists + moreLists).compactMap { $0.revocation(of: current) }.min())
        }
        let culprit = known.first { $0.handle.pointer == current }
        return .refused(problem, certificate: culprit, depth: Int(X509_STORE_CTX_get_error_depth(context)))
    }

    private static func problem(_ code: CInt) -> PathProblem {
        switch code {
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
            X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, X509_V_ERR_CERT_UNTRUSTED:
            .noIssuer
        case X509_V_ERR_CERT_HAS_EXPIRED: .expired
        case X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid
        case X509_V_ERR_CERT_SIGNATURE_FAILURE: .badSignature
        case X509_V_ERR_CERT_REVOKED: .revoked(since: nil)
        case X509_V_ERR_CRL_NOT_YET_VALID, X509_V_ERR_CRL_HAS_EXPIRED: .staleRevocationList
        case X509_V_ERR_UNABLE_TO_GET_CRL, X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER, X509_V_ERR_DIFFERENT_CRL_SCOPE,
            X509_V_ERR_CRL_SIGNATURE_FAILURE, X509_V_ERR_UNABLE_TO_DECRYPT_CRL_SIGNATURE, X509_V_ERR_KEYUSAGE_NO_CRL_SIGN,
            X509_V_ERR_CRL_PATH_VALIDATION_ERROR, X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION,
            X509_V_ERR_ERROR_IN_CRL_LAST_UPDATE_FIELD, X509_V_ERR_ERROR_IN_CRL_NEXT_UPDATE_FIELD:
            .noRevocationList
        default: .rule(String(cString: X509_verify_cert_error_string(Int(code))))
        }
    }
}

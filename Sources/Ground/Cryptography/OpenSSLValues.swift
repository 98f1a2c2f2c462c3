internal import COpenSSL
internal import Values

/// OpenSSL's ASN.1 values as ours.

/// UTCTime or GeneralizedTime; nil when the text is no time at all.
func instant(_ time: UnsafePointer<ASN1_TIME>?) -> Instant? {
    var parts = tm()
    guard let time, ASN1_TIME_to_tm(time, &parts) == 1,
        let day = CivilDate(year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    else {
        ERR_clear_error()
        return nil
    }
    let seconds = day.daysSince1970 * 86_400 + Int(parts.tm_hour) * 3600 + Int(parts.tm_min) * 60 + Int(parts.tm_sec)
    return Instant(milliseconds: Int64(seconds) * 1000)
}

func nameText(_ name: OpaquePointer?) -> String {
    defer { ERR_clear_error() }
    guard let name, let bio = BIO_new(BIO_s_mem()) else { return "" }
    defer { BIO_free(bio) }
    guard X509_NAME_print_ex(bio, name, 0, tab_name_flags()) >= 0 else { return "" }
    var start: UnsafeMutablePointer<CChar>?
    let count = tab_BIO_get_mem_data(bio, &start)
    guard let start, count > 0 else { return "" }
    return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
}

func octets(_ string: UnsafePointer<ASN1_OCTET_STRING>?) -> [UInt8]? {
    guard let string, let start = ASN1_STRING_get0_data(string) else { return nil }
    return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(string))))
}

func dotted(_ object: OpaquePointer) -> String {
    var characters = [CChar](repeating: 0, count: 128)
    guard OBJ_obj2txt(&characters, CInt(characters.count), object, 1) > 0 else { return "" }
    return text(characters)
}

/// The DER that an `i2d` function writes into the buffer it makes.
func encoded(_ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> CInt) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    let count = write(&buffer)
    defer { tab_free(buffer) }
    guard count > 0, let buffer else { return [] }
    return Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
}

/// What signatures that are already there allow (§12.8.2), and which empty field may take this one (§12.7.5.5).
extension PDFDocument {
    func requireSignable() throws(PDFRefusal) {
        guard bytes.count == end else { throw .trailingData(count: bytes.count - end) }
        if case .data(let count) = frame.trailing { throw .trailingData(count: count) }
        guard try certification() != 1 else { throw .certifiedNoChanges }
        for field in try fields() where field.type == "Sig" {
            guard try dictionary(field.value) != nil else { continue }
            // ISO 32000-2 table 236: a lock may withdraw every right once its field is signed.
            if try dictionary(field.dictionary["Lock"])?["P"]?.integer == 1 { throw .certifiedNoChanges }
        }
    }

    /// /P of the certification: 1 nothing, 2 forms and signatures, 3 annotations too; nil when nobody certified.
    package func certification() throws(PDFRefusal) -> Int? {
        guard let permissions = try dictionary(catalog["Perms"]), let signature = try dictionary(permissions["DocMDP"]) else { return nil }
        for reference in try transforms(of: signature) where reference["TransformMethod"]?.name == "DocMDP" {
            return try resolve(dictionary(reference["TransformParams"])?["P"]).integer ?? 2
        }
        return 2
    }

    package func transforms(of signature: PDFDictionary) throws(PDFRefusal) -> [PDFDictionary] {
        var found: [PDFDictionary] = []
        for item in try resolve(signature["Reference"]).array ?? [] {
            if let dictionary = try dictionary(item) { found.append(dictionary) }
        }
        return found
    }

    func usableField(among fields: [PDFField], _ options: PDFSignatureOptions) throws(PDFRefusal) -> PDFField? {
        let readOnly = 1
        for field in fields where field.type == "Sig" && field.flags & readOnly == 0 {
            guard try resolve(field.value) == .null, field.dictionary["Lock"] == nil else { continue }
            guard field.dictionary["T"] != nil, try !isLocked(field.name, among: fields) else { continue }
            guard let seed = try dictionary(field.dictionary["SV"]) else { return field }
            if try isSatisfied(seed, options) { return field }
        }
        return nil
    }

    /// FieldMDP of the signatures already there (§12.8.2.4).
    private func isLocked(_ name: [UInt8], among fields: [PDFField]) throws(PDFRefusal) -> Bool {
        for field in fields where field.type == "Sig" {
            guard let signature = try dictionary(field.value) else { continue }
            for reference in try transforms(of: signature) where reference["TransformMethod"]?.name == "FieldMDP" {
                let parameters = try dictionary(reference["TransformParams"]) ?? PDFDictionary()
                if try FieldLock(parameters, self).holds(name) { return true }
            }
        }
        return false
    }

    /// §12.7.5.5, table 237: what is required must be what we do; what is only offered binds nobody.
    private func isSatisfied(_ seed: PDFDictionary, _ options: PDFSignatureOptions) throws(PDFRefusal) -> Bool {
        let required = try resolve(seed["Ff"]).integer ?? 0
        func requires(_ bit: Int) -> Bool { required & 1 << (bit - 1) != 0 }
        if requires(1), try resolve(seed["Filter"]).name != "Adobe.PPKLite" { return false }
        if requires(2), try !names(seed["SubFilter"]).contains("ETSI.CAdES.detached") { return false }
        if requires(7), try !strings(seed["DigestMethod"]).contains(Array("SHA256".utf8)) { return false }
        if requires(4), try !strings(seed["Reasons"]).contains(where: { PDFObject.string($0) == options.reason.map(PDFObject.text) }) {
            return false
        }
        if requires(5) || requires(6) { return false }
        if let permission = try dictionary(seed["MDP"])?["P"]?.integer, permission != 0 { return false }
        for key in ["TimeStamp", "Cert"] as [PDFName] {
            if let constraint = try dictionary(seed[key]), (constraint["Ff"]?.integer ?? 0) != 0 { return false }
        }
        return true
    }

    private func names(_ object: PDFObject?) throws(PDFRefusal) -> [PDFName] { try resolve(object).array?.compactMap(\.name) ?? [] }

    private func strings(_ object: PDFObject?) throws(PDFRefusal) -> [[UInt8]] { try resolve(object).array?.compactMap(\.string) ?? [] }
}

/// Which fields a signature froze (§12.8.2.4, table 258).
package struct FieldLock: Equatable, Sendable {
    private enum Action { case all, include, exclude }

    private let action: Action
    private let names: [[UInt8]]

    package init(_ parameters: PDFDictionary, _ document: PDFDocument) throws(PDFRefusal) {
        switch parameters["Action"]?.name {
        case "Include": action = .include
        case "Exclude": action = .exclude
        default: action = .all
        }
        names = try document.resolve(parameters["Fields"]).array?.compactMap(\.string) ?? []
    }

    /// A name in the list stands for its descendants too.
    package func holds(_ name: [UInt8]) -> Bool {
        let listed = names.contains { $0 == name || name.starts(with: $0 + [0x2e]) }
        switch action {
        case .all: return true
        case .include: return listed
        case .exclude: return !listed
        }
    }
}

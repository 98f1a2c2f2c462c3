import XMLSecurity

/// Names of the @CTES form. Its attributes are qualified like its elements.
enum ActesName {
    static let namespace = "http://www.interieur.gouv.fr/ACTES#v1.1-20040216"
    static let inseeNamespace = "http://xml.insee.fr/schema"
    static let instanceNamespace = "http://www.w3.org/2001/XMLSchema-instance"

    static let siren = XMLName(namespace: inseeNamespace, local: "SIREN")
}

extension XMLName {
    static func actes(_ local: String) -> XMLName { XMLName(namespace: ActesName.namespace, local: local) }
}

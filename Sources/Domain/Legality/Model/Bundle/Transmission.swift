package import Values

/// The authority as the envelope declares it; the operator's platform compares it with what it has registered.
package struct Emitter: Equatable, Sendable {
    package let siren: Siren
    package let department: Department
    package let district: District
    package let kind: AuthorityKind

    package init(siren: Siren, department: Department, district: District, kind: AuthorityKind) {
        self.siren = siren
        self.department = department
        self.district = district
        self.kind = kind
    }
}

/// The act as the message 1-1 declares it.
package struct TransmittedAct: Equatable, Sendable {
    package let number: ActNumber
    package let date: CivilDate
    package let nature: LegalNature
    package let matter: Matter
    /// One line, in the characters of the form, never empty.
    package let subject: String
    /// Of the préfecture's classification in force; a stale one is answered by an anomaly.
    package let classificationDate: CivilDate

    /// The form takes 500 characters and the strictest operator one less.
    static let subjectCountMax = 499

    package init(
        number: ActNumber, date: CivilDate, nature: LegalNature, matter: Matter, subject: String, classificationDate: CivilDate
    ) throws(LegalityRefusal) {
        self.number = number
        self.date = date
        self.nature = nature
        self.matter = matter
        self.subject = Latin1.cut(Latin1.line(subject), countMax: Self.subjectCountMax)
        self.classificationDate = classificationDate
        guard !self.subject.isEmpty else { throw .subjectEmpty }
    }
}

/// A file of a transmission. Without a type code of its own it takes the one of the act's nature.
package struct TransmittedFile: Sendable {
    package let bytes: [UInt8]
    package let type: FileTypeCode?

    package init(_ bytes: [UInt8], type: FileTypeCode? = nil) {
        self.bytes = bytes
        self.type = type
    }
}

/// One sending: when, under which rank, through whom, and where the answers go.
package struct Sending: Equatable, Sendable {
    /// In the authority's zone.
    package let day: CivilDate
    package let serial: EnvelopeSerial
    package let operatorCode: OperatorCode
    package let returnAddresses: [ReturnAddress]

    /// The form wants at least one address, hence `first`.
    package init(
        day: CivilDate, serial: EnvelopeSerial, operatorCode: OperatorCode, returnAddress first: ReturnAddress, others: [ReturnAddress] = []
    ) {
        self.day = day
        self.serial = serial
        self.operatorCode = operatorCode
        returnAddresses = [first] + others
    }
}

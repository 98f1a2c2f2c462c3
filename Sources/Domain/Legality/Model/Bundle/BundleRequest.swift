package import Values

/// `tabellion legality bundle`, as it is typed: every field is a text that may be wrong.
package struct BundleRequest: Equatable, Sendable {
    package var siren: String
    package var department: String
    package var district: String
    package var kind: String
    package var number: String
    package var date: String
    package var nature: String
    package var matter: String
    package var subject: String
    package var classificationDate: String?
    package var returnAddress: String?
    package var operatorCode: String?
    package var serial: String?

    /// An address that reaches nobody (RFC 2606): a bundle made by hand says where its answers go, or gets none.
    static let nobody = "retour-actes@example.org"
    static let ownOperatorCode = "TAB"

    package init(
        siren: String, department: String, district: String, kind: String, number: String, date: String, nature: String, matter: String,
        subject: String, classificationDate: String? = nil, returnAddress: String? = nil, operatorCode: String? = nil, serial: String? = nil
    ) {
        self.siren = siren
        self.department = department
        self.district = district
        self.kind = kind
        self.number = number
        self.date = date
        self.nature = nature
        self.matter = matter
        self.subject = subject
        self.classificationDate = classificationDate
        self.returnAddress = returnAddress
        self.operatorCode = operatorCode
        self.serial = serial
    }

    /// `files` begins with the act; `today` is the day of sending, in the authority's zone.
    package func bundle(_ files: [TransmittedFile], today: CivilDate) throws(LegalityRefusal) -> ActBundle {
        try ActBundle.make(act(), files: files, from: emitter(), sending: sending(today))
    }

    private func emitter() throws(LegalityRefusal) -> Emitter {
        guard let siren = Siren(siren) else { throw .siren(siren) }
        guard let department = Department(department) else { throw .department(department) }
        guard let district = District(district) else { throw .district(district) }
        guard let kind = AuthorityKind(kind) else { throw .kind(kind) }
        return Emitter(siren: siren, department: department, district: district, kind: kind)
    }

    private func act() throws(LegalityRefusal) -> TransmittedAct {
        guard let number = ActNumber(number) else { throw .number(number) }
        guard let date = CivilDate(date) else { throw .date(date) }
        guard let nature = LegalNature(nature) else { throw .nature(nature) }
        guard let matter = Matter(matter) else { throw .matter(matter) }
        // Without a word about the classification, the one in force on the day of the act is meant.
        let classification = classificationDate ?? date.description
        guard let classificationDate = CivilDate(classification) else { throw .date(classification) }
        return try TransmittedAct(
            number: number, date: date, nature: nature, matter: matter, subject: subject, classificationDate: classificationDate)
    }

    private func sending(_ today: CivilDate) throws(LegalityRefusal) -> Sending {
        let serial = serial ?? "1"
        guard let rank = EnvelopeSerial(serial) else { throw .serial(serial) }
        let operatorCode = operatorCode ?? Self.ownOperatorCode
        guard let code = OperatorCode(operatorCode) else { throw .operatorCode(operatorCode) }
        let returnAddress = returnAddress ?? Self.nobody
        guard let address = ReturnAddress(returnAddress) else { throw .returnAddress(returnAddress) }
        return Sending(day: today, serial: rank, operatorCode: code, returnAddress: address)
    }
}

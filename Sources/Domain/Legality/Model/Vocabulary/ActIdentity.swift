package import Values

/// What identifies an act for the ministry: its text is the IDActe that an acknowledgement gives back.
package struct ActIdentity: Hashable, Sendable, CustomStringConvertible {
    package let department: Department
    package let siren: Siren
    package let date: CivilDate
    package let number: ActNumber
    package let nature: LegalNature

    package init(department: Department, siren: Siren, date: CivilDate, number: ActNumber, nature: LegalNature) {
        self.department = department
        self.siren = siren
        self.date = date
        self.number = number
        self.nature = nature
    }

    package var description: String { "\(department)-\(siren)-\(date.compact)-\(number)-\(nature.abbreviation)" }

    /// Of the message 1-1; what we send is counted 0, the ministry has its own counters.
    package var messageName: String { "\(self)-1-1_0.xml" }

    func fileName(type: FileTypeCode, rank: Int, format: FileFormat) -> String {
        "\(type)-\(self)-1-1_\(rank).\(format.rawValue)"
    }
}

/// Name of an envelope from an authority. Its day is that of sending, unlike the day in every other name.
package struct EnvelopeName: Hashable, Sendable, CustomStringConvertible {
    package let siren: Siren
    package let day: CivilDate
    package let serial: EnvelopeSerial

    package init(siren: Siren, day: CivilDate, serial: EnvelopeSerial) {
        self.siren = siren
        self.day = day
        self.serial = serial
    }

    private var stem: String { "EACT--\(siren)--\(day.compact)-\(serial)" }

    package var description: String { stem + ".xml" }

    package func archiveName(_ operatorCode: OperatorCode) -> String { "\(operatorCode)-\(stem).tar.gz" }
}

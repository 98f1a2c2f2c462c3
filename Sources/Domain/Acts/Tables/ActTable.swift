import Database
import Directory
import Values

/// SQL of acts. File 0 of an act is the paper itself, the others are its annexes.
enum ActTable {
    static func insert(_ act: Act, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(
            insertAct,
            [
                "id": act.id, "register": act.number.register.rawValue, "year": act.number.year, "sequence": act.number.sequence,
                "nature": act.nature.rawValue, "title": act.title.description, "date": act.date, "matter": act.matter.description,
                "depositor": act.depositor, "deposited_at": act.depositedAt, "signer": act.signer, "phase": act.state.phase.rawValue,
            ])
        for (position, file) in ([act.document] + act.annexes).enumerated() {
            try transaction.execute(
                insertFile,
                [
                    "act": act.id, "position": position, "name": file.name.description, "digest": file.digest, "bytes": file.sizeBytes,
                    "pages": file.pages,
                ])
        }
        for (position, person) in act.approvers.enumerated() {
            try transaction.execute(insertApprover, ["act": act.id, "position": position, "person": person])
        }
        for person in Set(act.approvers + [act.signer, act.depositor]) {
            try transaction.execute(insertReader, ["person": person, "deposited_at": act.depositedAt, "act": act.id])
        }
    }

    private static let insertAct: SQL = """
        INSERT INTO act (id, register, year, sequence, nature, title, date, matter, depositor, deposited_at, signer, phase)
        VALUES (:id, :register, :year, :sequence, :nature, :title, :date, :matter, :depositor, :deposited_at, :signer, :phase)
        """
    private static let insertFile: SQL = """
        INSERT INTO act_file (act, position, name, digest, bytes, pages)
        VALUES (:act, :position, :name, :digest, :bytes, :pages)
        """
    private static let insertApprover: SQL = "INSERT INTO act_approver (act, position, person) VALUES (:act, :position, :person)"
    private static let insertReader: SQL = "INSERT INTO act_reader (person, deposited_at, act) VALUES (:person, :deposited_at, :act)"

    static func set(_ state: ActState, of id: ActID, in transaction: Transaction<OneTenant>) throws {
        let reason: String? = if case .refused(let reason) = state { reason } else { nil }
        let dossier: String? = if case .inCircuit(let dossier) = state { dossier } else { state.signed?.dossier }
        try transaction.execute(
            setState,
            [
                "id": id, "phase": state.phase.rawValue, "dossier": dossier, "signed": state.signed?.digest,
                "signed_bytes": state.signed?.sizeBytes, "signed_at": state.signed?.at, "bundle_name": state.bundle?.name,
                "bundle": state.bundle?.digest, "bundled_at": state.bundle?.at, "reason": reason,
            ])
    }

    private static let setState: SQL = """
        UPDATE act
           SET phase = :phase, dossier = :dossier, signed = :signed, signed_bytes = :signed_bytes, signed_at = :signed_at,
               bundle_name = :bundle_name, bundle = :bundle, bundled_at = :bundled_at, reason = :reason
         WHERE id = :id
        """

    /// What the signature leaves: its docket, and its line in the journal.
    static func set(docket: String, leaf: UInt64, of id: ActID, in transaction: Transaction<OneTenant>) throws {
        try transaction.execute(setDocket, ["id": id, "docket": docket, "leaf": Int64(clamping: leaf)])
    }

    private static let setDocket: SQL = "UPDATE act SET docket = :docket, leaf = :leaf WHERE id = :id"

    static func leaf(of id: ActID, in reader: Reader<OneTenant>) throws -> UInt64? {
        let leaf: Int64?? = try reader.first(leafOf, ["id": id]) { try $0.get("leaf") }
        return leaf.flatMap { $0 }.map { UInt64(clamping: $0) }
    }

    private static let leafOf: SQL = "SELECT leaf FROM act WHERE id = :id"

    static func docket(of id: ActID, in reader: Reader<OneTenant>) throws -> String? {
        let docket: String?? = try reader.first(docketOf, ["id": id]) { try $0.get("docket") }
        return docket.flatMap { $0 }
    }

    private static let docketOf: SQL = "SELECT docket FROM act WHERE id = :id"

    static func one(_ id: ActID, in reader: Reader<OneTenant>) throws -> Act? {
        try reader.first(byID, ["id": id]) { try act($0, in: reader) }
    }

    private static let byID: SQL = """
        SELECT id, register, year, sequence, nature, title, date, matter, depositor, deposited_at, signer, phase, dossier, signed,
               signed_bytes, signed_at, bundle_name, bundle, bundled_at, reason
          FROM act
         WHERE id = :id
        """

    static func one(_ number: RegisterNumber, in reader: Reader<OneTenant>) throws -> Act? {
        try reader.first(
            byNumber, ["register": number.register.rawValue, "year": number.year, "sequence": number.sequence]
        ) { try act($0, in: reader) }
    }

    private static let byNumber: SQL = """
        SELECT id, register, year, sequence, nature, title, date, matter, depositor, deposited_at, signer, phase, dossier, signed,
               signed_bytes, signed_at, bundle_name, bundle, bundled_at, reason
          FROM act
         WHERE register = :register AND year = :year AND sequence = :sequence
        """

    private static func act(_ row: Row, in reader: Reader<OneTenant>) throws -> Act {
        let id: ActID = try row.get("id")
        let files = try reader.rows(filesOf, ["id": id], ActDocument.init)
        guard let document = files.first, let matter = MatterCode(try row.get("matter")) else {
            throw DatabaseRefusal.missingColumn("act_file")
        }
        return Act(
            id: id, number: try RegisterNumber(row), nature: try ActNature(row), title: try PlainText(row.get("title")),
            date: try row.get("date"), matter: matter, depositor: try row.get("depositor"), depositedAt: try row.get("deposited_at"),
            approvers: try reader.rows(approversOf, ["id": id]) { try $0.get("person") }, signer: try row.get("signer"),
            document: document, annexes: Array(files.dropFirst()), state: try ActState(row))
    }

    private static let filesOf: SQL = "SELECT name, digest, bytes, pages FROM act_file WHERE act = :id ORDER BY position"
    private static let approversOf: SQL = "SELECT person FROM act_approver WHERE act = :id ORDER BY position"

    static let queries: [SQL] = [setState, setDocket, docketOf, leafOf, byID, byNumber, filesOf, approversOf]
}

extension RegisterNumber {
    init(_ row: Row) throws {
        guard let register = Register(rawValue: try row.get("register")),
            let number = RegisterNumber(register: register, year: try row.get("year"), sequence: try row.get("sequence"))
        else { throw DatabaseRefusal.wrongType(column: "register", found: try row.get("register")) }
        self = number
    }
}

extension ActNature {
    init(_ row: Row) throws {
        guard let nature = ActNature(rawValue: try row.get("nature")) else {
            throw DatabaseRefusal.wrongType(column: "nature", found: "another code")
        }
        self = nature
    }
}

extension ActPhase {
    init(_ row: Row) throws {
        guard let phase = ActPhase(rawValue: try row.get("phase")) else {
            throw DatabaseRefusal.wrongType(column: "phase", found: try row.get("phase"))
        }
        self = phase
    }
}

extension ActDocument {
    fileprivate init(_ row: Row) throws {
        self.init(
            name: try DocumentName(row.get("name")), digest: try row.get("digest"), sizeBytes: try row.get("bytes"),
            pages: try row.get("pages"))
    }
}

extension ActState {
    fileprivate init(_ row: Row) throws {
        switch try ActPhase(row) {
        case .deposited: self = .deposited
        case .inCircuit: self = .inCircuit(dossier: try row.get("dossier"))
        case .signed: self = .signed(try SignedPaper(row))
        case .bundled: self = .bundled(try SignedPaper(row), try PreparedArchive(row))
        case .refused: self = .refused(reason: try row.get("reason"))
        }
    }
}

extension SignedPaper {
    fileprivate init(_ row: Row) throws {
        self.init(
            dossier: try row.get("dossier"), digest: try row.get("signed"), sizeBytes: try row.get("signed_bytes"),
            at: try row.get("signed_at"))
    }
}

extension PreparedArchive {
    fileprivate init(_ row: Row) throws {
        self.init(name: try row.get("bundle_name"), digest: try row.get("bundle"), at: try row.get("bundled_at"))
    }
}

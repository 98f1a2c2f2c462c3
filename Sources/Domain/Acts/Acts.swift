import ContentStore
package import Database
package import Directory
import Journal
import PDFDocument
package import Values

/// What the authority decided: acts, their numbers and registers, their dockets. Owns the deposit, and what is known of an act afterwards.
/// Refuses a number that would repeat or leave a gap, a file that is not a sound PDF, and to show an act to whoever has no part in it.
/// Knows neither circuits nor transmissions: it says `act.deposited` and `act.signed`, and is told what became of them.
package struct Acts: Sendable {
    package static let migrations = [ActsSchema.migration]
    /// For the test of query plans.
    package static let queries = ActTable.queries + ActListTable.queries + SeriesTable.queries

    let cabinet: Cabinet

    package init(cabinet: Cabinet) { self.cabinet = cabinet }

    /// What is deposited. `id` is drawn by the depositor, so that a repeated deposit is the same deposit.
    package struct Deposit: Sendable {
        package let id: ActID
        package let nature: ActNature
        package let title: PlainText
        package let date: CivilDate
        package let matter: MatterCode
        package let depositor: PersonID
        package let approvers: [PersonID]
        package let signer: PersonID
        /// The sequence the depositor counts on, nil for the next one.
        package let askedNumber: Int?
        package let document: Upload
        package let annexes: [Upload]

        package init(
            id: ActID, nature: ActNature, title: PlainText, date: CivilDate, matter: MatterCode, depositor: PersonID, approvers: [PersonID],
            signer: PersonID, askedNumber: Int?, document: Upload, annexes: [Upload]
        ) {
            (self.id, self.nature, self.title, self.date, self.matter) = (id, nature, title, date, matter)
            (self.depositor, self.approvers, self.signer, self.askedNumber) = (depositor, approvers, signer, askedNumber)
            (self.document, self.annexes) = (document, annexes)
        }
    }

    /// A file as it came.
    package struct Upload: Sendable {
        package let name: DocumentName
        package let bytes: [UInt8]

        package init(name: DocumentName, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }
    }

    /// Durable, numbered and journaled when it returns. A refused document throws the reader's own `PDFRefusal`.
    package func deposit(_ deposit: Deposit) async throws -> Act {
        let today = cabinet.today
        guard deposit.date <= today else { throw ActRefusal.datedInFuture(date: deposit.date, today: today) }
        guard deposit.annexes.count <= Act.annexesMax else {
            throw ActRefusal.tooManyAnnexes(found: deposit.annexes.count, allowed: Act.annexesMax)
        }
        try await requirePeople(deposit.approvers + [deposit.signer, deposit.depositor])
        let files = try await BlockingExecutor.shared.run {
            (document: try ActDocument(paper: deposit.document), annexes: try deposit.annexes.map { try ActDocument(annex: $0) })
        }
        if let known = try await cabinet.read({ try ActTable.one(deposit.id, in: $0) }) { return try known.requireSame(deposit, files) }

        var blobs = [try await cabinet.content.stage(deposit.document.bytes)]
        for annex in deposit.annexes { blobs.append(try await cabinet.content.stage(annex.bytes)) }
        let staged = blobs
        return try await cabinet.change { change in
            if let known = try ActTable.one(deposit.id, in: change.reader) { return try known.requireSame(deposit, files) }
            let act = Act(deposit, number: try Acts.number(for: deposit, in: change), files: files, at: change.now)
            for blob in staged { try change.keep(blob) }
            try ActTable.insert(act, in: change.transaction)
            try change.record(
                JournalEntry(
                    action: "act.deposited", object: "act:\(act.id)", actor: "\(act.depositor)", content: act.document.digest,
                    details: ["number": act.number.internalNumber, "title": act.title.description]))
            try change.publish(ActDeposited(act))
            return act
        }
    }

    /// The next number of the register, taken in the transaction of the deposit: what is rolled back was never given.
    private static func number(for deposit: Deposit, in change: Change) throws -> RegisterNumber {
        let (register, year) = (deposit.nature.register, deposit.date.year)
        let last = try SeriesTable.last(of: register, year: year, in: change.reader)
        let number = try Series(register: register, year: year, last: last).next(asked: deposit.askedNumber)
        try SeriesTable.set(number, in: change.transaction)
        return number
    }

    private func requirePeople(_ people: [PersonID]) async throws {
        let directory = People(cabinet: cabinet)
        for person in Set(people) {
            guard try await directory.one(person) != nil else { throw ActRefusal.unknownPerson(person) }
        }
    }
}

extension Act {
    fileprivate init(
        _ deposit: Acts.Deposit, number: RegisterNumber, files: (document: ActDocument, annexes: [ActDocument]), at now: Instant
    ) {
        self.init(
            id: deposit.id, number: number, nature: deposit.nature, title: deposit.title, date: deposit.date, matter: deposit.matter,
            depositor: deposit.depositor, depositedAt: now, approvers: deposit.approvers, signer: deposit.signer, document: files.document,
            annexes: files.annexes, state: .deposited)
    }

    /// A deposit that comes again answers the act it made; another content under the same identifier is refused.
    fileprivate func requireSame(_ deposit: Acts.Deposit, _ files: (document: ActDocument, annexes: [ActDocument])) throws -> Act {
        let again = Act(deposit, number: number, files: files, at: depositedAt)
        let first = Act(
            id: id, number: number, nature: nature, title: title, date: date, matter: matter, depositor: depositor,
            depositedAt: depositedAt, approvers: approvers, signer: signer, document: document, annexes: annexes, state: .deposited)
        guard again == first, deposit.askedNumber.map({ $0 == number.sequence }) ?? true else { throw ActRefusal.depositedDifferently(id) }
        return self
    }
}

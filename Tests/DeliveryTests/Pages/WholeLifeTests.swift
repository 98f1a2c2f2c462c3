import Acts
import Application
import Cryptography
import Directory
import Journal
import Legality
import MerkleLog
import Parapheur
import TestSupport
import Testing
import Values
import Web

extension Town {
    static func hidden(_ name: String, in page: String) throws -> String {
        let start = try #require(page.firstRange(of: "name=\"\(name)\" value=\""), "no field \(name)").upperBound
        return String(page[start...].prefix { $0 != "\"" })
    }

    /// The answers of a form of deposit.
    func answers(_ act: String, title: String, date: String = "2026-06-01", number: String = "") throws -> [(String, String)] {
        let (dgs, mayor) = (try #require(people["dgs"]), try #require(people["mayor"]))
        return [
            ("acte", act), ("nature", "1"), ("titre", title), ("date", date), ("matiere", "7.5"), ("numero", number),
            ("visa1", "\(dgs)"), ("visa2", ""), ("visa3", ""), ("signataire", "\(mayor)"),
        ]
    }

    /// Deposits and gives the address of the act.
    func deposit(_ title: String, _ bytes: [UInt8] = SmallPDF.make("Une page"), name: String = "acte.pdf") async throws -> String {
        let secretary = try await browser(of: "secretary")
        let act = try Town.hidden("acte", in: try await secretary.get("/parapheur/nouveau").text)
        let answer = try await secretary.upload("/parapheur/nouveau", answers(act, title: title), files: [("document", name, bytes)])
        let place = try #require(answer.location, "\(answer.status)")
        await settle()
        return String(place.prefix { $0 != "?" })
    }

    /// The address of the dossier that waits first for somebody.
    func firstWaiting(for name: String) async throws -> String {
        let person = try #require(people[name])
        let dossier = try #require(try await office.parapheur.waiting(for: person).first)
        return "/parapheur/\(dossier.id)"
    }
}

/// Without script: deposit, visa, signature, downloads, proof.
@Suite(.timeLimit(.minutes(2)))
struct WholeLifeTests {
    @Test func anActGoesFromDepositToProof() async throws {
        try await Town.serve { town in
            let document = SmallPDF.make("Subvention au club")
            let number = try await WholeLifeTests.deposit(document, in: town)
            try await WholeLifeTests.approve(in: town)
            try await WholeLifeTests.sign(in: town)
            try await WholeLifeTests.takeAway(number, document, in: town)
        }
    }

    private static func deposit(_ document: [UInt8], in town: Town) async throws -> String {
        let secretary = try await town.browser(of: "secretary")
        let form = try await secretary.get("/parapheur/nouveau").text
        #expect(form.contains("7.5 Finances locales : Subventions"))
        #expect(form.contains("Prénom Mayor, mayor"))
        let act = try Town.hidden("acte", in: form)
        let answers = try town.answers(act, title: "Subvention au club")
        let first = try await secretary.upload("/parapheur/nouveau", answers, files: [("document", "acte.pdf", document)])
        #expect(first.status == 303)
        #expect(first.location == "/actes/D2026_001?recu=depot")
        let again = try await secretary.upload("/parapheur/nouveau", answers, files: [("document", "acte.pdf", document)])
        #expect(again.location == first.location)
        let receipt = try await secretary.visit("/actes/D2026_001?recu=depot").text
        #expect(receipt.contains("Acte déposé"))
        #expect(receipt.contains(French.digest(SHA256.digest(document))))
        #expect(receipt.contains("ligne n°"))
        await town.settle()
        return "/actes/D2026_001"
    }

    private static func approve(in town: Town) async throws {
        let dgs = try await town.browser(of: "dgs")
        #expect(try await dgs.get("/").text.contains("1\u{a0}dossier vous attend"))
        let place = try await town.firstWaiting(for: "dgs")
        let page = try await dgs.get(place)
        #expect(page.text.contains("Ce serveur ne montre pas les pages"))
        let read = try Town.hidden("lu", in: page.text)
        let stale = try await dgs.post(place + "/visa", [("lu", String(repeating: "0", count: 64))])
        #expect(stale.status == 409)
        #expect(stale.text.contains("Le fichier a changé depuis votre lecture"))
        let done = try await dgs.post(place + "/visa", [("lu", read), ("remarque", "Crédits disponibles.\r\nAu chapitre 65.")])
        #expect(done.location == place + "?recu=visa")
        let receipt = try await dgs.visit(place + "?recu=visa").text
        #expect(receipt.contains("Visé le"))
        #expect(receipt.contains("Crédits disponibles. Au chapitre 65."))
        // An address that claims what was not done shows nothing.
        #expect(try await !dgs.get(place + "?recu=signature").text.contains("class=\"receipt"))
    }

    private static func sign(in town: Town) async throws {
        let mayor = try await town.browser(of: "mayor")
        let place = try await town.firstWaiting(for: "mayor")
        let read = try Town.hidden("lu", in: try await mayor.get(place).text)
        let wrong = try await mayor.post(place + "/signature", [("lu", read), ("code", "9999")])
        #expect(wrong.status == 422)
        #expect(wrong.text.contains("<title>Erreur : Signer"))
        #expect(wrong.text.contains("aria-describedby=\"code-aide code-erreur\""))
        #expect(try Town.hidden("lu", in: wrong.text) == read)
        #expect(!wrong.text.contains("9999"))
        let signed = try await mayor.post(place + "/signature", [("lu", read), ("code", Town.pin)])
        #expect(signed.location == place + "?recu=signature")
        #expect(try await mayor.visit(place + "?recu=signature").text.contains("Signé le"))
        let twice = try await mayor.post(place + "/signature", [("lu", read), ("code", Town.pin)])
        #expect(twice.status == 409)
        #expect(twice.text.contains("Ce dossier est déjà signé"))
        await town.settle()
    }

    private static func takeAway(_ act: String, _ document: [UInt8], in town: Town) async throws {
        let secretary = try await town.browser(of: "secretary")
        let page = try await secretary.get(act).text
        let made = try await town.office.transmissions.page()
        #expect(made.map(\.refusal) == [nil])
        #expect(page.contains("Archive prête"))
        let signed = try await secretary.get(act + "/signe")
        #expect(signed.body.starts(with: document))
        let digest = SHA256.digest(signed.body)
        #expect(signed.field("etag") == "\"\(digest.hex)\"")
        #expect(signed.field("content-disposition")?.hasPrefix("attachment") == true)
        #expect(page.contains(French.digest(digest)))
        let piece = try await secretary.get(act + "/signe", [("Range", "bytes=0-7")])
        #expect(piece.status == 206 && piece.body == Array(document.prefix(8)))

        let proof = try LogProof(Array(try await secretary.get(act + "/preuve").body))
        _ = try proof.check(with: [town.office.cabinet.journal.verifierKey])
        #expect(proof.leaf.content == digest)
        #expect(proof.leaf.action == "act.signed")

        let docket = try await secretary.get(act + "/bordereau").text
        #expect(docket.contains("Bordereau de signature") && docket.contains("Prénom Dgs") && docket.contains("Prénom Mayor"))
        #expect(try await secretary.get(act + "/bordereau.json").text.contains("\"internalNumber\" : \"D2026_001\""))
        #expect(try await secretary.get(act + "/archive").body.starts(with: [0x1f, 0x8b]))
        #expect(try await secretary.get(act + "/original").body == document)
        #expect(try await secretary.get("/transmissions").text.contains("D2026_001"))
        #expect(try await secretary.get("/actes/registre/2026").text.contains("D2026_001"))
        #expect(try await secretary.get("/actes?etat=prets").text.contains("D2026_001"))
    }

    @Test func aRefusalNeedsAReasonAndStops() async throws {
        try await Town.serve { town in
            let act = try await town.deposit("À refuser")
            let dgs = try await town.browser(of: "dgs")
            let place = try await town.firstWaiting(for: "dgs")
            let empty = try await dgs.post(place + "/refus", [("motif", "  \r\n ")])
            #expect(empty.status == 422)
            #expect(empty.text.contains("Il manque le motif du refus"))
            let done = try await dgs.post(place + "/refus", [("motif", "Le montant <b> est faux")])
            #expect(done.location == place + "?recu=refus")
            #expect(try await dgs.visit(place + "?recu=refus").text.contains("Refusé le"))
            await town.settle()
            let page = try await town.browser(of: "secretary").get(act).text
            #expect(page.contains("Le circuit a refusé cet acte"))
            #expect(page.contains("Le montant &lt;b&gt; est faux"))
            #expect(try await dgs.get("/parapheur?vue=refuses").text.contains("À refuser"))
        }
    }
}

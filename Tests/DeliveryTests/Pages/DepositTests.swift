import Acts
import Application
import Directory
import TestSupport
import Testing
import Values
import Web

/// A form that is refused comes back filled, says why at the field, and keeps nothing.
@Suite(.timeLimit(.minutes(2)))
struct DepositPageTests {
    @Test func refusedFormsComeBackFilled() async throws {
        try await Town.serve { town in
            let secretary = try await town.browser(of: "secretary")
            let act = try Town.hidden("acte", in: try await secretary.get("/parapheur/nouveau").text)
            let sound = SmallPDF.make("Une page")
            let cases: [(name: String, answers: [(String, String)], file: (String, [UInt8])?, sentence: String, field: String)] = [
                ("no file", try town.answers(act, title: "Titre gardé"), nil, "Choisissez le document à signer", "document"),
                (
                    "not a PDF", try town.answers(act, title: "Titre gardé"), ("a.pdf", Array("bonjour".utf8)), "n’est pas un PDF",
                    "document"
                ),
                ("empty", try town.answers(act, title: "Titre gardé"), ("a.pdf", []), "vide", "document"),
                ("cut", try town.answers(act, title: "Titre gardé"), ("a.pdf", Array(sound.prefix(300))), "", "document"),
                ("folder", try town.answers(act, title: "Titre gardé"), ("../a.pdf", sound), "chemin", "document"),
                ("bidi name", try town.answers(act, title: "Titre gardé"), ("a\u{202e}fdp.pdf", sound), "ordre de lecture", "document"),
                ("future", try town.answers(act, title: "Titre gardé", date: "2026-06-02"), ("a.pdf", sound), "dans l’avenir", "date"),
                (
                    "no day", try town.answers(act, title: "Titre gardé", date: "2026-02-30"), ("a.pdf", sound), "un jour du calendrier",
                    "date"
                ),
                ("gap", try town.answers(act, title: "Titre gardé", number: "7"), ("a.pdf", sound), "un trou", "numero"),
                ("not a number", try town.answers(act, title: "Titre gardé", number: "x"), ("a.pdf", sound), "Donnez un nombre", "numero"),
                ("bidi title", try town.answers(act, title: "Titre gardé \u{202e}"), ("a.pdf", sound), "ordre de lecture", "titre"),
            ]
            for refused in cases {
                let files = refused.file.map { [(field: "document", name: $0.0, bytes: $0.1)] } ?? []
                let answer = try await secretary.upload("/parapheur/nouveau", refused.answers, files: files)
                #expect(answer.status == 422, "\(refused.name): \(answer.status)")
                #expect(answer.text.contains(refused.sentence), "\(refused.name)")
                #expect(answer.text.contains("id=\"\(refused.field)-erreur\""), "\(refused.name)")
                #expect(answer.text.contains("<a href=\"#\(refused.field)\">"), "\(refused.name)")
                #expect(answer.text.contains("Titre gardé"), "\(refused.name)")
                #expect(answer.text.contains("choisissez-les à nouveau"), "\(refused.name)")
                #expect(try Town.hidden("acte", in: answer.text) == act, "\(refused.name)")
            }
            #expect(try await town.office.acts.counts().values.reduce(0, +) == 0)
            let done = try await secretary.upload(
                "/parapheur/nouveau", town.answers(act, title: "Titre gardé"), files: [("document", "a.pdf", sound)])
            #expect(done.status == 303)
            let other = try await secretary.upload(
                "/parapheur/nouveau", town.answers(act, title: "Un autre titre"), files: [("document", "a.pdf", sound)])
            #expect(other.status == 422)
            #expect(try Town.hidden("acte", in: other.text) != act)
        }
    }

    /// What people type is words everywhere, markup nowhere.
    @Test func hostileWordsStayWords() async throws {
        try await Town.serve { town in
            let title = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&{{7*7}}"
            let act = try await town.deposit(title, name: "\"><script>.pdf")
            let secretary = try await town.browser(of: "secretary")
            let dgs = try await town.browser(of: "dgs")
            let dossier = try await town.firstWaiting(for: "dgs")
            for (browser, path) in [
                (secretary, "/"), (secretary, act), (secretary, act + "?recu=depot"), (secretary, "/actes"),
                (secretary, "/parapheur?vue=suivis"),
                (secretary, "/actes/registre/2026"), (dgs, "/"), (dgs, "/parapheur"), (dgs, dossier), (dgs, dossier + "?vue=texte"),
            ] {
                let text = try await browser.get(path).text
                #expect(!text.contains("<script>") && !text.contains("<img src=x"), "\(path)")
                #expect(text.contains("&lt;script&gt;alert(1)"), "\(path)")
            }
            let download = try await dgs.get(act + "/original")
            #expect(download.field("content-disposition")?.contains("filename=\"__><script>") == false)
            #expect(download.field("content-security-policy")?.contains("sandbox") == true)
        }
    }
}

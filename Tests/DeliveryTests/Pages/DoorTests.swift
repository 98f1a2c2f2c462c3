import Acts
import Application
import Directory
import Parapheur
import TestSupport
import Testing
import Values
import Web

/// Who comes in, and what is not there for them.
@Suite(.timeLimit(.minutes(2)))
struct DoorTests {
    @Test func comingInAndGoingOut() async throws {
        try await Town.serve { town in
            let browser = town.browser()
            let door = try await browser.visit("/")
            #expect(door.status == 200 && door.text.contains("type=\"password\""))
            #expect(try await browser.get("/parapheur?vue=suivis").location == "/connexion?suite=%2Fparapheur%3Fvue%3Dsuivis")
            let wrong = try await browser.post("/connexion", [("adresse", "mayor@ville.example"), ("motdepasse", "autre chose")])
            let unknown = try await browser.post("/connexion", [("adresse", "mayor@ville.exemple"), ("motdepasse", "autre chose")])
            #expect(wrong.status == 422 && unknown.status == 422)
            #expect(wrong.text == unknown.text.replacing("ville.exemple", with: "ville.example"))
            let inside = try await browser.post(
                "/connexion", [("adresse", "mayor@ville.example"), ("motdepasse", Town.password), ("suite", "/parapheur?vue=suivis")])
            #expect(inside.location == "/parapheur?vue=suivis")
            #expect(inside.field("set-cookie")?.contains("HttpOnly") == true)
            #expect(try await browser.get("/connexion").location == "/")
            #expect(try await browser.get("/").text.contains("Bonjour Madame Mayor"))
            #expect(try await browser.post("/deconnexion", []).location == "/connexion?sortie=oui")
            #expect(try await browser.get("/").status == 303)
            let elsewhere = try await browser.post(
                "/connexion", [("adresse", "mayor@ville.example"), ("motdepasse", Town.password), ("suite", "//ailleurs.example")])
            #expect(elsewhere.location == "/")
        }
    }

    /// Foreign, missing and forbidden are one answer, to the byte.
    @Test func whatIsNotThereCannotBeToldApart() async throws {
        try await Town.serve { town in
            let act = try await town.deposit("Réservé")
            let dossier = try await town.firstWaiting(for: "dgs")
            let digest = String(try Town.hidden("lu", in: try await town.browser(of: "dgs").get(dossier).text))
            let missing = "/parapheur/0198a000-0000-7000-8000-000000000000"
            let secretary = try await town.browser(of: "secretary")
            let reference = try await secretary.get("/nulle-part")
            #expect(reference.status == 404)
            let tails = ["", "/fichiers/\(digest)", "/pages/\(digest)/1"]
            let files = ["", "/original", "/bordereau", "/preuve", "/archive", "/signe", "/bordereau.json", "/annexes/1"]
            for name in ["stranger", "agent", "member", "operator"] {
                let browser = try await town.browser(of: name)
                for path in tails.map({ dossier + $0 }) + files.map({ act + $0 }) + tails.map({ missing + $0 }) + ["/actes/D2026_999"] {
                    let answer = try await browser.get(path)
                    #expect(answer.status == 404 && answer.body == reference.body, "\(name) \(path)")
                }
                for path in ["visa", "signature", "refus"] {
                    let answer = try await browser.post(dossier + "/" + path, [("lu", digest), ("motif", "x"), ("code", "1234")])
                    #expect(answer.status == 404 && answer.body == reference.body, "\(name) POST \(path)")
                }
            }
            for path in [
                missing, "/parapheur/rien", dossier + "/fichiers/" + String(repeating: "0", count: 64), "/actes/D2026_1",
                "/actes/registre/20",
            ] {
                let answer = try await secretary.get(path)
                #expect(answer.status == 404 && answer.body == reference.body, "\(path)")
            }
        }
    }

    @Test func eachRoleHasItsPages() async throws {
        try await Town.serve { town in
            let everybody = ["secretary", "dgs", "mayor", "agent", "member", "operator"]
            let papers = ["secretary", "dgs", "mayor", "agent", "member"]
            let table: [(String, [String])] = [
                ("/", everybody), ("/aide", everybody), ("/donnees-personnelles", everybody), ("/accessibilite", everybody),
                ("/parapheur", papers), ("/parapheur?vue=termines", papers), ("/actes", papers),
                ("/parapheur/nouveau", ["secretary", "dgs"]),
                ("/transmissions", ["secretary", "dgs"]), ("/actes/registre/2026", ["secretary", "dgs"]),
                ("/exploitation/collectivites", ["operator"]),
            ]
            for name in everybody {
                let browser = try await town.browser(of: name)
                for (path, allowed) in table {
                    let answer = try await browser.get(path)
                    #expect(answer.status == (allowed.contains(name) ? 200 : 404), "\(name) \(path)")
                    guard answer.status == 200 else { continue }
                    #expect(answer.text.components("<h1").count == 2, "\(name) \(path)")
                    #expect(!answer.text.contains(" style=") && !answer.text.contains(" onclick="), "\(name) \(path)")
                }
            }
            for path in ["/aide", "/donnees-personnelles", "/accessibilite", "/connexion"] {
                #expect(try await town.browser().get(path).status == 200, "\(path)")
            }
        }
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [Substring] { split(separator: separator, omittingEmptySubsequences: false) }
}

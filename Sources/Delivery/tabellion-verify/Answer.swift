import MerkleLog
import Values

/// What was recorded, for a person or for a program.
enum Answer {
    static func french(_ verdict: Verdict) -> String {
        let leaf = verdict.proof.leaf
        var lines = [
            "\(verdict.file.shown) : preuve valable.",
            "  Inscrit au journal « \(verdict.proof.checkpoint.origin.description.shown) », numéro \(verdict.proof.index), "
                + "le \(moment(leaf.time)) (heure de Paris).",
            "  Action : \(action(leaf.action)) ; objet : \(leaf.object) ; par : \(leaf.actor).",
        ]
        switch (leaf.content, verdict.isDocumentCompared) {
        case (.some(let content), true): lines.append("  Document : c’est bien celui qui a été inscrit (SHA-256 \(content)).")
        case (.some(let content), false): lines.append("  Document : empreinte SHA-256 \(content) ; --document FICHIER la compare.")
        case (.none, _): lines.append("  Document : aucun, un fait seul a été inscrit.")
        }
        lines.append("  Clé : \(verdict.key.description.shown)")
        if !verdict.isVouched {
            lines.append(
                "  Attention : personne ne s’est porté garant de cette clé, lue à côté de la preuve ; "
                    + "donnez par --key celle que la collectivité publie.")
        }
        return lines.joined(separator: "\n")
    }

    static func json(_ verdict: Verdict) -> String {
        let leaf = verdict.proof.leaf
        return object([
            "file": .text(verdict.file),
            "verdict": .text("proved"),
            "origin": .text(verdict.proof.checkpoint.origin.description),
            "index": .number(verdict.proof.index),
            "time": .text(leaf.time.rfc3339(in: .paris)),
            "action": .text(leaf.action),
            "actor": .text(leaf.actor),
            "object": .text(leaf.object),
            "content": leaf.content.map { .text($0.hex) } ?? .null,
            "key": .text(verdict.key.description),
            "keyFrom": .text(verdict.isVouched ? "given" : "beside"),
        ])
    }

    static func json(refused file: String, _ failure: Failure) -> String {
        object(["file": .text(file), "error": .text("\(failure.code): \(failure.sentence)")])
    }

    private static func object(_ members: [String: CanonicalObject.Value]) -> String {
        String(decoding: CanonicalObject.write(members), as: UTF8.self)
    }

    /// « 1er mars 2026 à 9 h 05 ».
    static func moment(_ instant: Instant) -> String {
        let local = LocalTime(instant, in: .paris)
        let months = [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
        ]
        let day = local.day.day == 1 ? "1er" : String(local.day.day)
        let minute = local.minute < 10 ? "0\(local.minute)" : "\(local.minute)"
        return "\(day) \(months[local.day.month - 1]) \(local.day.year) à \(local.hour) h \(minute)"
    }

    private static func action(_ name: String) -> String {
        known[name].map { "\($0) (\(name))" } ?? name
    }

    /// The actions that concern a citizen; another one is shown by its name alone.
    private static let known = [
        "act.bundled": "télétransmission de l’acte préparée",
        "act.deposited": "acte déposé",
        "act.refused": "acte refusé",
        "act.signed": "acte signé",
        "content.deposited": "document déposé",
        "dossier.approved": "visa donné",
        "dossier.opened": "dossier ouvert au parapheur",
        "dossier.refused": "dossier refusé",
        "dossier.signed": "document signé",
        "transmission.prepared": "télétransmission préparée",
        "transmission.refused": "télétransmission refusée",
    ]
}

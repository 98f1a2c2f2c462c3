/// Foreign renderers of hostile documents, each run alone in a box: no network, no file of ours, little memory, little time, little output.
/// Owns the sandbox, the images of pages and their words. Refuses to run a tool outside of the box: a tool or a box that is missing turns
/// the feature off, and the reason has a name. Knows nothing of who may read a document.
package enum DocumentTools {}

/// A program that is looked for on the machine.
package enum Tool: String, CaseIterable, Sendable {
    case bubblewrap = "bwrap"
    case prlimit
    case pdftoppm
    case pdftotext
    case cwebp

    package var package: String {
        switch self {
        case .bubblewrap: "bubblewrap"
        case .prlimit: "util-linux"
        case .pdftoppm, .pdftotext: "poppler-utils"
        case .cwebp: "webp"
        }
    }
}

import Application
import ContentStore
import Directory
import Hummingbird
import Values

extension Office {
    /// A content under the name its depositor gave it. The tag is the digest: it cannot be stronger.
    func download(_ digest: Digest, name: DocumentName, to visit: Visit) async throws -> Response {
        let type: String =
            switch name.fileExtension {
            case "pdf": "application/pdf"
            case "png": "image/png"
            case "jpg", "jpeg": "image/jpeg"
            case "xml": "application/xml"
            default: "application/octet-stream"
            }
        return try await download(digest, name: name.description, type: type, to: visit)
    }

    func download(_ digest: Digest, name: String, type: String, to visit: Visit) async throws -> Response {
        let bytes = try await cabinet.content.bytes(of: digest)
        return Download(bytes, type: type, name: name, tag: digest.hex).response(to: visit.head)
    }
}

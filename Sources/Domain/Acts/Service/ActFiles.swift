import Cryptography
import Directory
import PDFDocument

extension ActDocument {
    /// The paper itself: a sound PDF. Its refusals pass through as they are.
    init(paper upload: Acts.Upload) throws(PDFRefusal) {
        let inspection = try PDFDocument(upload.bytes).inspect()
        self.init(
            name: upload.name, digest: SHA256.digest(upload.bytes), sizeBytes: upload.bytes.count, pages: inspection.pageCount)
    }

    /// What @CTES takes beside a PDF act: pdf, png, jpg, xml, judged by the first bytes and never by the name.
    init(annex upload: Acts.Upload) throws {
        let bytes = upload.bytes
        if bytes.starts(with: Array("%PDF-".utf8)) {
            self = try ActDocument(paper: upload)
            return
        }
        let starts: [[UInt8]] = [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], [0xff, 0xd8, 0xff], Array("<?xml".utf8)]
        guard starts.contains(where: { bytes.starts(with: $0) }) else { throw ActRefusal.annexKind(name: upload.name.description) }
        self.init(name: upload.name, digest: SHA256.digest(bytes), sizeBytes: bytes.count, pages: nil)
    }
}

import Compression
import Values
import XMLSecurity

/// The archive of one act, ready to be posted: envelope, message, act, annexes. The same input gives the same bytes.
package struct ActBundle: Equatable, Sendable {
    package let name: String
    package let bytes: [UInt8]
    package let identity: ActIdentity
    package let envelope: EnvelopeName
    /// In the order of the archive.
    package let fileNames: [String]

    /// `files` begins with the act.
    package static func make(
        _ act: TransmittedAct, files: [TransmittedFile], from emitter: Emitter, sending: Sending
    ) throws(LegalityRefusal) -> ActBundle {
        guard act.date <= sending.day else { throw .futureDate(act.date, today: sending.day) }
        let identity = ActIdentity(
            department: emitter.department, siren: emitter.siren, date: act.date, number: act.number, nature: act.nature)
        let names = try fileNames(of: files, act: act, identity: identity)
        let envelope = EnvelopeName(siren: emitter.siren, day: sending.day, serial: sending.serial)
        guard let document = names.first else { throw .noFile }
        let message = Messages.act(act, document: document, annexes: Array(names.dropFirst()))
        let bytes: [UInt8]
        do throws(CompressionRefusal) {
            var tar = try TarWriter(time: sending.day)
            try tar.add(envelope.description, Messages.envelope(emitter, sending: sending, messages: [identity.messageName]))
            try tar.add(identity.messageName, message)
            for (name, file) in zip(names, files) { try tar.add(name, file.bytes) }
            bytes = try tar.finish()
        } catch {
            throw .compression(error)
        }
        guard bytes.count <= ArchiveLimits.bytesMax else { throw .tooLarge(bytes: bytes.count, allowed: ArchiveLimits.bytesMax) }
        return ActBundle(
            name: envelope.archiveName(sending.operatorCode), bytes: bytes, identity: identity, envelope: envelope,
            fileNames: [envelope.description, identity.messageName] + names)
    }

    private static func fileNames(
        of files: [TransmittedFile], act: TransmittedAct, identity: ActIdentity
    ) throws(LegalityRefusal) -> [String] {
        let filesMax = ArchiveLimits.entriesMax - 2
        guard files.count <= filesMax else { throw .tooManyFiles(found: files.count, allowed: filesMax) }
        let size = files.reduce(0) { $0 + $1.bytes.count }
        guard size <= ArchiveLimits.bytesMax else { throw .tooLarge(bytes: size, allowed: ArchiveLimits.bytesMax) }
        var names: [String] = []
        var isBudgetText = false
        for (place, file) in files.enumerated() {
            let rank = place + 1
            let allowed = rank == 1 ? FileFormat.ofAct(act.nature, act.matter) : FileFormat.ofAnnex(toBudgetText: isBudgetText)
            let format = try check(file, rank: rank, allowed: allowed)
            if rank == 1 { isBudgetText = format == .xml }
            let type = file.type ?? act.nature.mainFileType
            guard FileTypeCode.allowed(for: act.nature).contains(type) else {
                throw .fileTypeCode(rank: rank, code: type.description, nature: act.nature)
            }
            names.append(identity.fileName(type: type, rank: rank, format: format))
        }
        return names
    }

    private static func check(_ file: TransmittedFile, rank: Int, allowed: [FileFormat]) throws(LegalityRefusal) -> FileFormat {
        guard !file.bytes.isEmpty else { throw .emptyFile(rank: rank) }
        let found = FileFormat(of: file.bytes)
        guard let format = found, allowed.contains(format) else { throw .fileFormat(rank: rank, found: found, allowed: allowed) }
        if format == .xml {
            do throws(XMLRefusal) { try XMLDocument.check(file.bytes, limits: FileFormat.xmlLimits) } catch {
                throw .malformedXML(rank: rank, error)
            }
        }
        return format
    }
}

extension FileFormat {
    /// A budget is transmitted as PDF or as XML; any other act as PDF.
    static func ofAct(_ nature: LegalNature, _ matter: Matter) -> [FileFormat] {
        nature == .budget && matter.isBudgetDecision ? [.pdf, .xml] : [.pdf]
    }

    /// Operators differ on the annexes of a budget in XML; PDF is what all take.
    static func ofAnnex(toBudgetText: Bool) -> [FileFormat] { toBudgetText ? [.pdf] : [.pdf, .jpg, .png, .xml] }
}

package import CMS
package import Certificates
package import Cryptography
package import Signatures
import Values

extension Sentence {
    package init(_ refusal: SigningRefusal) {
        switch refusal {
        case .document(let refusal): self.init(refusal)
        case .certificate(let refusal): self.init(refusal)
        case .message(let refusal): self.init(refusal)
        case .signatureDoesNotVerify:
            self.init(problem: "La signature ne correspond pas à ce document", remedy: "Recommencez : rien n’a été signé.")
        }
    }

    package init(_ refusal: SigningCertificateRefusal) {
        switch refusal {
        case .expired(let notAfter, _):
            self.init(
                problem: "Le certificat a expiré le \(French.date(.init(notAfter, in: .paris)))",
                remedy: "Utilisez un certificat en cours de validité. Rien n’a été signé.")
        case .notYetValid(let notBefore, _):
            self.init(
                problem: "Le certificat n’est valable qu’à partir du \(French.date(.init(notBefore, in: .paris)))",
                remedy: "Attendez cette date. Rien n’a été signé.")
        case .lacksNonRepudiation:
            self.init(
                problem: "Ce certificat n’est pas fait pour signer",
                remedy: "Utilisez un certificat de signature (usage « non-répudiation »). Rien n’a été signé.")
        case .certificationAuthority:
            self.init(
                problem: "Ce certificat est celui d’une autorité, pas d’une personne",
                remedy: "Utilisez le certificat du signataire. Rien n’a été signé.")
        case .unsuitableKey:
            self.init(
                problem: "La clé de ce certificat n’est pas d’une sorte acceptée",
                remedy: "Utilisez une clé RSA de 2048 à 4096 bits, P-256 ou P-384. Rien n’a été signé.")
        case .anotherKey:
            self.init(
                problem: "La clé et le certificat ne vont pas ensemble",
                remedy: "Donnez le fichier complet remis par l’autorité de certification.")
        }
    }

    package init(_ refusal: CMSBuilderRefusal) {
        switch refusal {
        case .unsuitableKey:
            self.init(problem: "La clé n’est pas d’une sorte acceptée", remedy: "Utilisez une clé RSA de 2048 à 4096 bits, P-256 ou P-384.")
        case .weakDigest:
            self.init(problem: "Cet algorithme d’empreinte n’est plus sûr", remedy: "Utilisez SHA-256 ou plus.")
        }
    }

    package init(_ refusal: PKCS12Refusal) {
        switch refusal {
        case .wrongPIN:
            self.init(problem: "Le code n’est pas le bon", remedy: "Vérifiez le code de la clé, puis recommencez. Rien n’a été signé.")
        case .malformed:
            self.init(problem: "Le fichier de clé n’est pas lisible", remedy: "Donnez un fichier PKCS#12 (.p12 ou .pfx) complet.")
        case .noKey:
            self.init(
                problem: "Le fichier de clé ne contient pas de clé avec son certificat", remedy: "Exportez-le à nouveau avec la clé privée."
            )
        case .unsuitableKey:
            self.init(problem: "La clé n’est pas d’une sorte acceptée", remedy: "Utilisez une clé RSA de 2048 à 4096 bits, P-256 ou P-384.")
        case .tooLarge(_, let allowed):
            self.init(problem: "Le fichier de clé dépasse \(French.size(allowed))", remedy: "Donnez le fichier d’une seule personne.")
        case .tooManyIterations:
            self.init(problem: "Le fichier de clé demande trop de calculs", remedy: "Exportez-le à nouveau avec les réglages ordinaires.")
        case .unsupportedEncryption:
            self.init(problem: "Le fichier de clé utilise un chiffrement abandonné", remedy: "Exportez-le à nouveau en AES-256.")
        }
    }

    package init(_ refusal: TrustDirectoryRefusal) {
        switch refusal {
        case .unreadable(let path, _):
            self.init(problem: "Le dossier de confiance \(path) ne se lit pas", remedy: "Vérifiez son nom et ses droits.")
        case .tooManyFiles(_, let allowed):
            self.init(
                problem: "Le dossier de confiance a plus de \(French.grouped(allowed)) fichiers",
                remedy: "N’y laissez que les certificats utiles.")
        case .fileTooLarge(let name, let allowed):
            self.init(problem: "« \(name) » dépasse \(French.size(allowed))", remedy: "Retirez ce fichier du dossier de confiance.")
        case .unusable:
            self.init(problem: "Les certificats du dossier de confiance ne se chargent pas", remedy: "Vérifiez-les un à un avec openssl.")
        }
    }
}

"""Signatures a second of pyHanko on one paper, its key loaded once. Usage: bench_pyhanko.py KEY.p12 PIN PAPER.pdf"""
import io
import logging
import sys
import time

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

logging.disable(logging.CRITICAL)
path, pin, paper = sys.argv[1:4]
signer = signers.SimpleSigner.load_pkcs12(path, passphrase=pin.encode())
key = pkcs12.load_key_and_certificates(open(path, "rb").read(), pin.encode())[0]


async def raw(data, digest_algorithm, dry_run=False):
    """pyHanko reads the key again for each signature: it is given a loaded one, so that engines are compared."""
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(data, padding.PKCS1v15(), hashes.SHA256())
    return key.sign(data, ec.ECDSA(hashes.SHA256()))


signer.async_sign_raw = raw
document = open(paper, "rb").read()


def sign():
    metadata = signers.PdfSignatureMetadata(field_name="Sig1", subfilter=fields.SigSeedSubFilter.PADES)
    signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(document)), metadata, signer=signer)


sign()
best = 0.0
for _ in range(3):
    start = time.perf_counter()
    for _ in range(10):
        sign()
    best = max(best, 10 / (time.perf_counter() - start))
print(best)

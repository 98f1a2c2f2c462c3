#!/usr/bin/env python3
"""Odd inputs for the transcripts. Usage: odd.py xfa|bomb|plain OUT.pdf, odd.py flip FILE OFFSET, odd.py tar OUT.tar.gz climbing|link|double"""
import io
import sys
import tarfile
import zlib
from pathlib import Path


def pdf(catalog="", more=(), content=b"BT ET"):
    """One empty page; `catalog` is added to the catalogue, `more` are objects from number 5 on."""
    bodies = [f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(), b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
              b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 4 0 R >>",
              b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content), *more]
    out, places = io.BytesIO(b"%PDF-1.7\n"), []
    out.seek(0, 2)
    for number, body in enumerate(bodies, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start))
    return out.getvalue()


def bomb():
    """A page drawn by 1 GiB of spaces that fit in 1 MiB."""
    deflater = zlib.compressobj(9)
    small = b"".join(deflater.compress(b" " * (1 << 20)) for _ in range(1024)) + deflater.flush()
    body = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(small), small)
    return pdf(more=[body]).replace(b"/Contents 4 0 R", b"/Contents 5 0 R")


def stream(text):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)


def tar(path, kind):
    with tarfile.open(path, "w:gz", format=tarfile.USTAR_FORMAT) as archive:
        names = {"climbing": ["../../etc/crontab"], "double": ["a.xml", "a.xml"], "link": ["a.xml"]}[kind]
        for name in names:
            entry = tarfile.TarInfo(name)
            if kind == "link":
                entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
                archive.addfile(entry)
            else:
                entry.size = 4
                archive.addfile(entry, io.BytesIO(b"<a/>"))


match sys.argv[1:]:
    case ["plain", out]:
        Path(out).write_bytes(pdf())
    case ["xfa", out]:
        Path(out).write_bytes(pdf("/AcroForm << /Fields [] /XFA 5 0 R >>", [stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")]))
    case ["bomb", out]:
        Path(out).write_bytes(bomb())
    case ["flip", name, place]:
        data = bytearray(Path(name).read_bytes())
        data[int(place)] ^= 1
        Path(name).write_bytes(data)
    case ["tar", out, kind]:
        tar(out, kind)
    case _:
        sys.exit(__doc__)

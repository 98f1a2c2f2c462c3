#!/usr/bin/env python3
"""Writes the vectors of docs/formats/pack.md: one file a case, `key: value` lines, a blank line, the bytes of the pack.
`expect` is ok or what a reader refuses. Fixed randomness: running it again changes nothing. Needs the PyPI package `cryptography`."""
import hashlib
import hmac
from pathlib import Path
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

HERE = Path(__file__).parent
MASTER, DEDUP, VERSION = bytes(range(32)), bytes(range(100, 132)), 3
drawn = 0


def random(count):
    global drawn
    drawn += 1
    return hashlib.shake_256(b"pack vectors %d" % drawn).digest(count)


def u64(n):
    return n.to_bytes(8, "big")


def expand(key, info, count):
    return HKDFExpand(SHA512(), count, info).derive(key)


def gcm(key, plain, associated):
    nonce = random(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, associated)


VERSION4 = VERSION.to_bytes(4, "big")
REALM = expand(DEDUP, b"tabellion store/1 realm", 16)
K_ID = expand(DEDUP, b"tabellion store/1 id", 32)
K_WRAP = expand(MASTER, b"tabellion store/1 wrap" + VERSION4, 32)


class Pack:
    def __init__(self):
        self.id = random(16)
        self.key = expand(MASTER, b"tabellion store/1 directory" + VERSION4 + self.id, 32)
        self.bytes = bytearray((b"tabellion pack" + bytes([1, 1]) + VERSION4 + self.id + REALM).ljust(4096, b"\0"))
        self.rows = []

    def batch(self, *contents, gap=0, count=None, tail=b""):
        start, entries = len(self.bytes), []
        for content in contents:
            digest, dek, salt = hashlib.sha256(content).digest(), random(32), random(24)
            blob = hmac.digest(K_ID, digest + u64(len(content)), "sha256")
            info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + salt + b"store/1\1" + REALM + blob
            derived = expand(dek, info, 76)
            sealed = salt + derived[44:]
            for i in range(len(content) // 16384 + 1):
                nonce = (int.from_bytes(derived[32:44], "big") ^ i).to_bytes(12, "big")
                sealed += AESGCM(derived[:32]).encrypt(nonce, content[16384 * i:16384 * (i + 1)], b"")
            entries.append(blob + u64(len(self.bytes)) + u64(len(sealed)))
            self.rows.append([digest.hex(), len(content), len(self.bytes), gcm(K_WRAP, dek, blob).hex()])
            self.bytes += sealed + bytes(gap)
        at = len(self.bytes)
        plain = (len(entries) if count is None else count).to_bytes(4, "big") + b"".join(entries)
        end = -(-(at + 12 + len(plain) + 16 + 44) // 4096) * 4096
        plain = plain.ljust(end - at - 72, b"\0")
        plain = plain[:len(plain) - len(tail)] + tail
        self.bytes += gcm(self.key, plain, b"directory" + u64(start) + u64(end))
        self.bytes += gcm(self.key, u64(start) + u64(at), b"footer" + u64(end))
        assert len(self.bytes) == end
        return self


def text(n):
    return (b"Le conseil municipal delibere. " * (n // 31 + 1))[:n]


def write(name, why, expect, pack, committed=None):
    rows = "".join("row: %s %d %d %s\n" % tuple(row) for row in pack.rows)
    committed = len(pack.bytes) if committed is None else committed
    head = f"expect: {expect}\nwhy: {why}\nmaster: {MASTER.hex()}\nversion: {VERSION}\ndedup: {DEDUP.hex()}\npack: {pack.id.hex()}\ncommitted: {committed}\n{rows}\n"
    (HERE / name).write_bytes(head.encode() + bytes(pack.bytes))


def changed(place, value=None):
    pack = Pack().batch(text(300))
    pack.bytes[place] = pack.bytes[place] ^ 1 if value is None else value
    return pack


write("one_blob", "the worked example of docs/formats/pack.md", "ok", Pack().batch(b"Sainte-Aubierge"))
write("empty_content", "one empty chunk", "ok", Pack().batch(b""))
write("chunk_exact", "16,384 bytes: a full chunk, then an empty one", "ok", Pack().batch(text(16384)))
write("chunks_several", "three chunks, the last of one byte", "ok", Pack().batch(text(32769)))
write("batches_three", "batches of two, none and one blobs", "ok", Pack().batch(text(10), text(5000)).batch().batch(b"x"))
preallocated = Pack().batch(text(300))
preallocated.bytes += bytes(8192)
write("beyond_ignored", "bytes after the committed end are dead", "ok", preallocated, len(preallocated.bytes) - 8192)
write("header_magic", "first byte changed", "header", changed(0))
write("header_version", "a version that does not exist", "header", changed(14, 2))
write("header_realm", "last byte of the realm changed", "header", changed(51))
write("header_padding", "a byte after the fields is not zero", "header", changed(4095))
short = Pack().batch(text(300))
write("file_short", "the file ends before the committed end", "short", short, len(short.bytes) + 4096)
write("footer_bit", "one bit of the footer changed", "footer", changed(-1))
write("directory_bit", "one bit of the directory changed", "directory", changed(-45))
moved = Pack().batch(b"a").batch(b"b")
moved.bytes[4096:8192], moved.bytes[8192:12288] = moved.bytes[8192:12288], moved.bytes[4096:8192]
write("batches_exchanged", "two whole batches changed places", "footer", moved)
write("directory_count", "more entries than the directory can hold", "directory", Pack().batch(b"a", count=90))
write("directory_gap", "a byte between two blobs belongs to none", "directory", Pack().batch(b"a", b"b", gap=1))
write("directory_tail", "what follows the entries is not zero", "directory", Pack().batch(b"a", tail=b"\1"))
absent = Pack().batch(b"a")
absent.rows[0][2] += 1
write("row_offset", "the row places the blob one byte further", "notInDirectory", absent)
foreign = Pack().batch(b"a", b"b")
foreign.rows[0][3] = foreign.rows[1][3]
write("row_key_of_another", "the wrapped key of another blob", "wrappedKey", foreign)
write("blob_salt", "first bit of the salt changed", "cipherText", changed(4096))
write("blob_commitment", "first bit of the key commitment changed", "cipherText", changed(4096 + 24))
write("blob_chunk", "one bit of the first chunk changed", "cipherText", changed(4096 + 56))
write("blob_tag", "one bit of the tag changed", "cipherText", changed(4096 + 56 + 300))

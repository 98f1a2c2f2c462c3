#!/usr/bin/env python3
"""Reads packs by docs/formats/pack.md alone, sharing no code with the product. `decode_pack.py VECTOR...` (files of Tests/Vectors/pack)
says what each is and exits 1 when one is not what its head expects. Needs the PyPI package `cryptography`."""
import hashlib, hmac, sys
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

expand = lambda key, info, count: HKDFExpand(SHA512(), count, info).derive(key)
number = lambda data: int.from_bytes(data, "big")
u64 = lambda n: n.to_bytes(8, "big")
def need(condition, why):
    if not condition: raise ValueError(why)
def unseal(key, sealed, associated, why):
    try: return AESGCM(key).decrypt(sealed[:12], sealed[12:], associated)
    except (InvalidTag, ValueError): raise ValueError(why) from None
def listed(pack, committed, key):
    end, entries = committed, set()
    while end > 4096:
        footer = unseal(key, pack[end - 44:end], b"footer" + u64(end), "footer")
        start, at = number(footer[:8]), number(footer[8:])
        need(len(footer) == 16 and 4096 <= start <= at <= end - 76 and start % 4096 == 0, "footer")
        plain = unseal(key, pack[at:end - 44], b"directory" + u64(start) + u64(end), "directory")
        need(4 + 48 * number(plain[:4]) <= len(plain) and not any(plain[4 + 48 * number(plain[:4]):]), "directory")
        next, end = start, start
        for entry in (plain[4 + 48 * i:52 + 48 * i] for i in range(number(plain[:4]))):
            need(number(entry[32:40]) == next and 0 < number(entry[40:]) <= at - next, "directory")
            entries.add((entry[:32], next, number(entry[40:])))
            next += number(entry[40:])
        need(next == at, "directory")
    return entries
def decode(head, pack):
    master, dedup, own = (bytes.fromhex(head[name][0]) for name in ("master", "dedup", "pack"))
    version, committed, label = int(head["version"][0]).to_bytes(4, "big"), int(head["committed"][0]), b"tabellion store/1 "
    realm, naming = expand(dedup, label + b"realm", 16), expand(dedup, label + b"id", 32)
    need(len(pack) >= committed, "short")
    need(pack[:4096] == (b"tabellion pack\1\1" + version + own + realm).ljust(4096, b"\0"), "header")
    entries = listed(pack, committed, expand(master, label + b"directory" + version + own, 32))
    for digest, length, offset, wrapped in (row.split() for row in head.get("row", [])):
        digest, length, offset = bytes.fromhex(digest), int(length), int(offset)
        blob, count = hmac.digest(naming, digest + u64(length), "sha256"), 72 + length + length // 16384 * 16
        need((blob, offset, count) in entries, "notInDirectory")
        dek = unseal(expand(master, label + b"wrap" + version, 32), bytes.fromhex(wrapped), blob, "wrappedKey")
        sealed, info = pack[offset:offset + count], b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0"
        keys = expand(dek, info + sealed[:24] + b"store/1\1" + realm + blob, 76)
        chunks = ((number(keys[32:44]) ^ i).to_bytes(12, "big") + sealed[at:at + 16400] for i, at in enumerate(range(56, count, 16400)))
        plain = b"".join(unseal(keys[:32], chunk, b"", "cipherText") for chunk in chunks)
        need(keys[44:] == sealed[24:56] and hashlib.sha256(plain).digest() == digest, "cipherText")

wrong = 0
for path in sys.argv[1:]:
    (lines, pack), head = open(path, "rb").read().split(b"\n\n", 1), {}
    for name, value in (line.split(": ", 1) for line in lines.decode().splitlines()): head.setdefault(name, []).append(value)
    try: found = decode(head, pack) or "ok"
    except ValueError as refusal: found = str(refusal)
    wrong += found != head["expect"][0]
    print(f"{path}: {found}" + ("" if found == head["expect"][0] else f", expected {head['expect'][0]}"))
sys.exit(wrong > 0)

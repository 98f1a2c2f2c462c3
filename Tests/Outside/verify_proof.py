#!/usr/bin/env python3
"""A second checker of `.proof` files, on Python's standard library alone, written from RFC 9162, RFC 8032, the C2SP texts
(tlog-proof, tlog-checkpoint, signed-note) and docs/formats: it shares no line and no library with the product's own.

    verify_proof.py --key VKEY|FILE [--document FILE] PROOF…     exit 0 when every proof holds, 1 otherwise
    verify_proof.py --batch FILE      each line `vkey TAB base64 of a proof`; answers one line of 1 (holds) and 0 (refused)
"""
import base64
import functools
import hashlib
import json
import re
import sys


class Refused(Exception):
    pass


def demand(truth, why):
    if not truth:
        raise Refused(why)


# Ed25519, RFC 8032 section 5.1, points in extended coordinates (X, Y, Z, T).
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
IDENTITY = (0, 1, 1, 0)


def add(p, q):
    a = (p[1] - p[0]) * (q[1] - q[0]) % P
    b = (p[1] + p[0]) * (q[1] + q[0]) % P
    c = 2 * p[3] * q[3] * D % P
    d = 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(*pairs):
    """The sum of scalar × point over the pairs, doubling once for all of them."""
    total = IDENTITY
    for bit in reversed(range(max(scalar.bit_length() for scalar, _ in pairs))):
        total = add(total, total)
        for scalar, point in pairs:
            if scalar >> bit & 1:
                total = add(total, point)
    return total


def encoded(p):
    inverse = pow(p[2], P - 2, P)
    x, y = p[0] * inverse % P, p[1] * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


def decoded(text):
    value = int.from_bytes(text, "little")
    sign, y = value >> 255, value & (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = decoded((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@functools.lru_cache(maxsize=4096)
def signature_holds(key, message, signature):
    point = decoded(key)
    if len(signature) != 64 or point is None:
        return False
    s = int.from_bytes(signature[32:], "little")
    if s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    minus = (P - point[0], point[1], 1, P - point[3])
    return encoded(times((s, BASE), (h, minus))) == signature[:32]


# Signed notes.
def unbase64(text):
    try:
        raw = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused("not base 64")
    demand(base64.b64encode(raw).decode() == text, "base 64 is not canonical")
    return raw


def is_name(text):
    return text != "" and not any(c.isspace() or c == "+" or ord(c) < 0x20 or ord(c) == 0x7F for c in text)


def read_vkey(text):
    parts = text.split("+", 2)
    demand(len(parts) == 3 and is_name(parts[0]), "not a verifier key")
    material = unbase64(parts[2])
    demand(len(material) == 33 and material[0] == 1, "not an Ed25519 key")
    name = parts[0].encode()
    identifier = hashlib.sha256(name + b"\n" + material).digest()[:4]
    demand(identifier.hex() == parts[1], "wrong key identifier")
    return name, identifier, material[1:]


def read_number(text):
    demand(re.fullmatch(r"0|[1-9][0-9]{0,18}", text) and int(text) < 2**63, "not a number")
    return int(text)


def read_hash(text):
    raw = unbase64(text)
    demand(len(raw) == 32, "not a hash")
    return raw


# The leaf (docs/formats/journal-leaf.md).
LEAF = {
    "action": lambda v: is_plain(v, 64),
    "actor": lambda v: is_plain(v, 128),
    "object": lambda v: is_plain(v, 256),
    "commit": lambda v: is_hex(v, 64),
    "content": lambda v: v is None or is_hex(v, 64),
    "salt": lambda v: is_hex(v, 32),
    "sequence": lambda v: type(v) is int and 0 <= v < 2**53,
    "time": lambda v: type(v) is int and 0 <= v <= 253370678400000,
    "tenant": lambda v: type(v) is str and bool(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", v)),
    "version": lambda v: type(v) is int and v == 1,
}
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


def is_plain(text, bytes_max):
    return type(text) is str and 1 <= len(text.encode()) <= bytes_max and not HIDDEN.search(text)


def is_hex(text, digits):
    return type(text) is str and bool(re.fullmatch(r"[0-9a-f]{%d}" % digits, text))


def read_leaf(preimage):
    try:
        leaf = json.loads(preimage.decode())
        # Members are ASCII, so that sorting by code point is sorting by UTF-16 (RFC 8785 section 3.2.3).
        again = json.dumps(leaf, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise Refused("leaf is not JSON")
    demand(type(leaf) is dict and again == preimage, "leaf is not canonical")
    demand(leaf.keys() == LEAF.keys(), "leaf has other members")
    for member, holds in LEAF.items():
        demand(holds(leaf[member]), f"leaf: {member}")
    return leaf


# The tree, RFC 9162 section 2.1.
def root_from(leaf_hash, index, size, path):
    """Section 2.1.3.2: the root that the path leads to."""
    demand(index < size, "index outside the tree")
    fn, sn, r = index, size - 1, leaf_hash
    for p in path:
        demand(sn != 0, "path too long")
        if fn & 1 or fn == sn:
            r = hashlib.sha256(b"\x01" + p + r).digest()
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = hashlib.sha256(b"\x01" + r + p).digest()
        fn, sn = fn >> 1, sn >> 1
    demand(sn == 0, "path too short")
    return r


def check(proof, vkeys):
    """Answers the leaf, or raises Refused."""
    demand(len(proof) <= 65536, "too large")
    try:
        lines = proof.decode().split("\n")
    except ValueError:
        raise Refused("not UTF-8")
    demand(not re.search("[\x00-\x09\x0b-\x1f]", proof.decode()), "control character")
    demand(lines.count("") == 3 and lines[-1] == "" and lines[-3] == "", "not a proof and a checkpoint of one signature")
    blank = lines.index("")
    demand(blank >= 3 and len(lines) == blank + 7, "not a checkpoint of three lines")
    demand(lines[0] == "c2sp.org/tlog-proof@v1" and lines[1].startswith("extra ") and lines[2].startswith("index "), "header")
    preimage = unbase64(lines[1][6:])
    leaf = read_leaf(preimage)
    index = read_number(lines[2][6:])
    demand(index == leaf["sequence"], "index differs from the leaf's")
    path = [read_hash(line) for line in lines[3:blank]]
    origin, size, root = lines[blank + 1], read_number(lines[blank + 2]), read_hash(lines[blank + 3])
    demand(is_name(origin), "origin")
    demand(root_from(hashlib.sha256(b"\x00" + preimage).digest(), index, size, path) == root, "not in the tree")
    parts = lines[blank + 5].split(" ")
    demand(len(parts) == 3 and parts[0] == "\u2014" and is_name(parts[1]), "signature line")
    value = unbase64(parts[2])
    text = "\n".join(lines[blank + 1:blank + 4]).encode() + b"\n"
    for name, identifier, key in vkeys:
        if name == parts[1].encode() == origin.encode() and identifier == value[:4]:
            demand(signature_holds(key, text, value[4:]), "wrong signature")
            return leaf
    raise Refused("unknown key")


def batch(path):
    verdicts = ""
    for line in open(path, encoding="utf-8"):
        vkey, proof = line.rstrip("\n").split("\t")
        try:
            check(base64.b64decode(proof), [read_vkey(vkey)])
            verdicts += "1"
        except Refused:
            verdicts += "0"
    print(verdicts)


def main(words):
    if words[:1] == ["--batch"]:
        return batch(words[1])
    keys, proofs, document = [], [], None
    words = iter(words)
    for word in words:
        if word == "--key":
            value = next(words)
            keys += [read_vkey(t) for t in ([value] if value.count("+") > 1 else open(value, encoding="utf-8").read().split("\n")) if t]
        elif word == "--document":
            with open(next(words), "rb") as file:
                document = hashlib.sha256(file.read()).hexdigest()
        else:
            proofs.append(word)
    status = 0
    for proof in proofs:
        try:
            with open(proof, "rb") as file:
                leaf = check(file.read(), keys)
            demand(document is None or document == leaf["content"], "another document")
            print(f"{proof}: holds")
        except Refused as reason:
            print(f"{proof}: refused, {reason}")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

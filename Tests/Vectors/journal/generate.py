#!/usr/bin/env python3
"""Writes the frozen log of this folder: a small journal with every state kept, its proofs, and proofs that must be refused.
Made with the Python checker's curve and not with the product. Run it again: the same bytes come out.

    leaves.jsonl      one preimage a line
    details.jsonl     what each leaf's `commit` hides: nonce and details
    checkpoint.N      the signed note at N leaves
    N.proof           leaf N in the tree of the last checkpoint; 0 and 1 also in older trees, N@SIZE.proof
    document.txt      the document of leaf 3
    refused/          one proof a case; refused.tsv says the code of each
"""
import base64
import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent.parent / "Outside"))
import verify_proof as checker

NAME = "tabellion.example/sainte-aubierge"
SIZE = 13


def key_pair(seed):
    h = hashlib.sha512(seed).digest()
    scalar = int.from_bytes(h[:32], "little") & (1 << 254) - 8 | 1 << 254
    return scalar, h[32:], checker.encoded(checker.times((scalar, checker.BASE)))


def sign(seed, message):
    scalar, prefix, public = key_pair(seed)
    r = int.from_bytes(hashlib.sha512(prefix + message).digest(), "little") % checker.L
    point = checker.encoded(checker.times((r, checker.BASE)))
    h = int.from_bytes(hashlib.sha512(point + public + message).digest(), "little") % checker.L
    return point + ((r + h * scalar) % checker.L).to_bytes(32, "little")


def identifier(seed, name):
    return hashlib.sha256(name.encode() + b"\n\x01" + key_pair(seed)[2]).digest()[:4]


def b64(raw):
    return base64.b64encode(raw).decode()


def vkey(seed, name):
    return f"{name}+{identifier(seed, name).hex()}+{b64(bytes([1]) + key_pair(seed)[2])}"


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def half(count):
    k = 1
    while 2 * k < count:
        k *= 2
    return k


def root(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = half(len(hashes))
    return node(root(hashes[:k]), root(hashes[k:]))


def path(index, hashes):
    if len(hashes) == 1:
        return []
    k = half(len(hashes))
    if index < k:
        return path(index, hashes[:k]) + [root(hashes[k:])]
    return path(index - k, hashes[k:]) + [root(hashes[:k])]


def dump(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def signature_line(text, seed, name):
    return f"\u2014 {name} {b64(identifier(seed, name) + sign(seed, text.encode()))}\n"


def note(text, seed, name=NAME):
    return text + "\n" + signature_line(text, seed, name)


def head(size, hashes, name=NAME):
    return f"{name}\n{size}\n{b64(root(hashes[:size]))}\n"


def proof(preimage, index, hashes, checkpoint):
    lines = ["c2sp.org/tlog-proof@v1", "extra " + b64(preimage), f"index {index}"] + [b64(h) for h in path(index, hashes)]
    return "\n".join(lines) + "\n\n" + checkpoint


SEED, OTHER = bytes(range(32)), bytes(range(1, 33))
DOCUMENT = "Délibération 2026-003 : le conseil approuve le règlement du marché.\n".encode()


def leaf(i):
    details = {"nom": "Marthe Dubosc"} if i % 2 else {}
    nonce = hashlib.sha256(b"nonce %d" % i).digest()
    commit = hashlib.sha256(nonce + dump(details).encode()).hexdigest()
    content = hashlib.sha256(DOCUMENT if i == 3 else b"document %d" % i).hexdigest()
    members = {
        "action": ["act.deposited", "act.approved", "act.signed"][i % 3] if i != 3 else "act.signed",
        "actor": f"0191f3a0-0000-7000-8000-00000000000{i % 3}", "commit": commit, "content": None if i == 4 else content,
        "object": "arrêté \"2026-005\" \\ marché" if i == 5 else f"2026-{i:03}", "salt": hashlib.sha256(b"salt %d" % i).hexdigest()[:32],
        "sequence": i, "tenant": "0191f3a0-1111-7000-8000-000000000001", "time": 1772355600000 + 86_400_000 * 30 * i, "version": 1,
    }
    return members, {"details": details, "nonce": nonce.hex()}


def refused(leaves, hashes, good):
    last = note(head(SIZE, hashes), SEED)
    lines = good.split("\n")

    def changed(place, text):
        return "\n".join(lines[:place] + [text] + lines[place + 1:])

    def rewritten(**members):
        """A whole log of one leaf, properly signed, whose leaf is not one of ours."""
        preimage = dump({**leaf(0)[0], **members}).encode()
        alone = [hashlib.sha256(b"\x00" + preimage).digest()]
        return proof(preimage, 0, alone, note(head(1, alone), SEED))

    text = head(SIZE, hashes)
    # The same signature with S + L: a second writing that a careless checker takes (RFC 8032 section 5.1.7).
    raw = base64.b64decode(lines[-2].split(" ")[2])
    more = raw[:36] + (int.from_bytes(raw[36:], "little") + checker.L).to_bytes(32, "little")
    spare = base64.b64encode(hashes[0]).decode()
    yield "header_version", "malformed", changed(0, "c2sp.org/tlog-proof@v2")
    yield "extra_missing", "malformed", "\n".join(lines[:1] + lines[2:])
    yield "extra_twice", "malformed", "\n".join(lines[:2] + lines[1:])
    yield "extra_base64_spare_bits", "malformed", changed(1, "extra AB==")
    yield "index_leading_zero", "malformed", changed(2, "index 03")
    yield "index_of_another", "index", changed(2, "index 2")
    yield "unknown_line", "malformed", "\n".join(lines[:3] + ["note this"] + lines[3:])
    yield "carriage_returns", "malformed", good.replace("\n", "\r\n")
    yield "path_too_long", "not-in-journal", "\n".join(lines[:3] + [spare] + lines[3:])
    yield "path_too_short", "not-in-journal", "\n".join(lines[:3] + lines[4:])
    yield "path_exchanged", "not-in-journal", "\n".join(lines[:3] + [lines[4], lines[3]] + lines[5:])
    yield "path_short_hash", "malformed", changed(3, b64(hashes[0][:31]))
    yield "leaf_of_another", "not-in-journal", changed(1, "extra " + b64(dump({**leaf(3)[0], "salt": "0" * 32}).encode()))
    yield "leaf_with_space", "malformed-leaf", changed(1, "extra " + b64(leaves[3].replace(b":", b": ", 1)))
    yield "leaf_more_members", "malformed-leaf", rewritten(more=1)
    yield "leaf_version", "leaf-version", rewritten(version=2)
    yield "leaf_hidden_character", "malformed-leaf", rewritten(object="2026-\u202e100")
    yield "leaf_time_text", "malformed-leaf", rewritten(time="1772355600000")
    yield "leaf_upper_case_digest", "malformed-leaf", rewritten(commit="A" * 64)
    yield "root_of_another_size", "not-in-journal", good.replace(last, note(head(SIZE - 1, hashes), SEED))
    yield "size_zero", "not-in-journal", good.replace(last, note(head(0, []), SEED))
    yield "extension_line", "malformed-checkpoint", good.replace(last, note(text + "more\n", SEED))
    yield "signed_by_another_key", "unknown-key", good.replace(last, note(text, OTHER))
    yield "signed_under_another_name", "unknown-key", good.replace(last, note(text, SEED, "tabellion.example/other"))
    yield "origin_of_another_log", "origin", good.replace(last, note(head(SIZE, hashes, "tabellion.example/other"), SEED))
    yield "signature_bit", "wrong-signature", good.replace(lines[-2], lines[-2].split(" ")[0] + f" {NAME} " + b64(raw[:-1] + bytes([raw[-1] ^ 1])))
    yield "signature_plus_order", "wrong-signature", good.replace(lines[-2], f"\u2014 {NAME} " + b64(more))
    yield "second_signature", "signatures", good + signature_line(text, OTHER, "witness.example")
    yield "no_signature", "malformed-checkpoint", "\n".join(lines[:-2]) + "\n"
    yield "no_last_newline", "malformed-checkpoint", good[:-1]
    yield "blank_line_at_the_end", "malformed-checkpoint", good + "\n"


def main():
    details = [leaf(i) for i in range(SIZE)]
    leaves = [dump(members).encode() for members, _ in details]
    hashes = [hashlib.sha256(b"\x00" + preimage).digest() for preimage in leaves]
    files = {
        "journal.vkey": vkey(SEED, NAME) + "\n", "other.vkey": vkey(OTHER, NAME) + "\n",
        "leaves.jsonl": "".join(preimage.decode() + "\n" for preimage in leaves),
        "details.jsonl": "".join(dump(hidden) + "\n" for _, hidden in details),
        "document.txt": DOCUMENT.decode(),
    }
    for size in range(SIZE + 1):
        files[f"checkpoint.{size}"] = note(head(size, hashes), SEED)
    for index, size in [(i, SIZE) for i in range(SIZE)] + [(0, 1), (0, 2), (1, 8)]:
        name = f"{index}.proof" if size == SIZE else f"{index}@{size}.proof"
        files[name] = proof(leaves[index], index, hashes[:size], files[f"checkpoint.{size}"])
    codes = ""
    for name, code, text in refused(leaves, hashes, files["3.proof"]):
        files[f"refused/{name}.proof"] = text
        codes += f"{name}\t{code}\n"
    files["refused/refused.tsv"] = codes
    (HERE / "refused").mkdir(exist_ok=True)
    for name, text in files.items():
        (HERE / name).write_bytes(text.encode())


main()

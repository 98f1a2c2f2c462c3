#!/usr/bin/env python3
"""Runs the demonstration once and lets tools that nobody here wrote judge every act it makes: poppler, MuPDF, qpdf, pyHanko, tar,
xmllint, and a second implementation of the proof. Then the same judges must refuse what was tampered with.

    demonstration.py [ACT-NUMBER…]      from the checkout, with tabellion and tabellion-verify on PATH
"""
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
VERIFIER = [sys.executable, HERE / "verify_proof.py", "--key", "Keys/journal.vkey"]
passed, failed = 0, 0


def run(*command):
    done = subprocess.run([str(c) for c in command], cwd=ROOT, capture_output=True, timeout=120)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


def hold(truth, what, why=""):
    global passed, failed
    passed, failed = passed + bool(truth), failed + (not truth)
    if not truth:
        print(f"FAIL {what}: {why.strip()[-200:]}")
    return truth


def accepted_by_pyhanko(path):
    return run("pyhanko", "sign", "adesverify", "--no-revocation-check", "--trust-replace", "--trust", "Keys/root.pem", "--other-certs", "Keys/intermediate.pem", path)


def judge_pdf(act, source, signed):
    hold(signed.read_bytes().startswith(source.read_bytes()), f"{act}: the input is a prefix of the output")
    code, said = run("pdfsig", "-nocert", signed)
    hold(code == 0 and "Signature is Valid" in said and "Total document signed" in said, f"{act}: pdfsig", said)
    code, said = run("mutool", "sign", "-v", signed)
    hold("signature is valid" in said.lower() or "The document is unchanged since signing" in said, f"{act}: mutool", said)
    code, said = run("qpdf", "--check", signed)
    hold(code == 0, f"{act}: qpdf", said)
    code, said = accepted_by_pyhanko(signed)
    hold(code == 0, f"{act}: pyHanko", said)


def judge_tampering(act, signed, proof, folder):
    """One byte of the content changed, past the header: nobody may accept it."""
    bytes_of = bytearray(signed.read_bytes())
    bytes_of[len(bytes_of) // 3] ^= 1
    changed = folder / "changed.pdf"
    changed.write_bytes(bytes_of)
    code, said = run("tabellion", "verify", "--trust", "Keys", changed)
    hold(code == 1, f"{act}: tabellion verify refuses a changed byte", f"exit {code} {said}")
    code, said = run("pdfsig", "-nocert", changed)
    hold("Signature is Valid" not in said, f"{act}: pdfsig refuses a changed byte", said)
    code, said = run("tabellion-verify", proof, "--key", "Keys/journal.vkey", "--document", changed)
    hold(code == 1, f"{act}: tabellion-verify refuses another document", f"exit {code} {said}")


def judge_proof(act, signed, proof):
    code, said = run("tabellion-verify", proof, "--key", "Keys/journal.vkey", "--document", signed)
    hold(code == 0, f"{act}: tabellion-verify", said)
    code, said = run(*VERIFIER, "--document", signed, proof)
    hold(code == 0, f"{act}: second verifier of proofs", said)


def judge_archive(act, archive, folder):
    inside = folder / archive.name.removesuffix(".tar.gz")
    inside.mkdir(exist_ok=True)
    code, said = run("tar", "-xzf", archive, "-C", inside)
    hold(code == 0, f"{act}: tar", said)
    messages = sorted(inside.glob("*.xml"))
    hold(len(messages) == 2 and all(p.is_file() for p in inside.iterdir()), f"{act}: flat archive with envelope and message")
    for message in messages:
        code, said = run("xmllint", "--noout", "--nonet", message)
        hold(code == 0, f"{act}: xmllint", said)


def main():
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        data = folder / "data"
        done = subprocess.run(["tabellion", "demo", "--data", data, "--once", "--json"], cwd=ROOT, capture_output=True, timeout=300)
        if not hold(done.returncode == 0, "demo --once --json", done.stderr.decode("utf-8", "replace")):
            return
        facts = json.loads(done.stdout)
        listed = {a["title"]: a for a in json.loads((ROOT / "samples/acts.json").read_text())["acts"]}
        chosen = set(sys.argv[1:])
        for act in facts["acts"]:
            number = act["number"]
            if chosen and number not in chosen:
                continue
            source = ROOT / "samples" / listed[act["title"]]["file"]
            signed, archive, proof = (data / act[key] for key in ("signedPDF", "archive", "proof"))
            hold(act["verdict"] == "TOTAL-PASSED", f"{number}: verdict", act["verdict"])
            judge_pdf(number, source, signed)
            judge_proof(number, signed, proof)
            judge_archive(number, archive, folder)
            judge_tampering(number, signed, proof, folder)
        for check in facts["checks"]:
            done = subprocess.run(["bash", "-c", check["command"]], cwd=ROOT, capture_output=True, timeout=60)
            hold(done.returncode == 0, f"check “{check['what']}”", check["command"] + " " + done.stderr.decode("utf-8", "replace"))
        begun = time.monotonic()
        again = subprocess.run(["tabellion", "demo", "--data", data, "--once", "--json"], cwd=ROOT, capture_output=True, timeout=300)
        same = again.returncode == 0 and [a["number"] for a in json.loads(again.stdout)["acts"]] == [a["number"] for a in facts["acts"]]
        hold(same, "a second demonstration finds the same acts", again.stderr.decode("utf-8", "replace"))
        print(f"demonstration: {len(facts['acts'])} acts, second start in {time.monotonic() - begun:.1f} s")


main()
print(f"outside: {passed} passed, {failed} failed")
sys.exit(failed > 0)

"""What the rigs share: the product as a stranger runs it, and what must hold of its directory after any cut.

An acknowledgement is a whole line of JSON that the product printed, or an answer that it gave over HTTP; nothing else is promised.
"""
import hashlib
import http.client
import json
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
# What a dossier may be, by the phase of its act: events come later than what they tell.
FITTING = {"deposited": (None,), "inCircuit": ("waiting", "completed", "refused"), "signed": ("completed",), "bundled": ("completed",),
           "refused": ("refused",)}
SAMPLES = sorted((CHECKOUT / "samples").glob("*.pdf"))


def judge(name, body, keeps=True):
    """Runs `body` in a folder that stays for whoever looks when something is wrong, unless it was to be."""
    scratch = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    code = body(scratch)
    if code and keeps:
        print(f"kept in {scratch}")
    else:
        shutil.rmtree(scratch, ignore_errors=True)
    sys.exit(code)


def rows(text):
    """Whole lines only: a line that was cut promises nothing."""
    found = []
    for line in text.split(b"\n")[:-1]:
        if line.startswith(b"{"):
            found.append(json.loads(line))
    return found


def sha256(data):
    return hashlib.sha256(data).hexdigest()


class Product:
    """A demonstration in `data`, and the commands on its first authority."""

    def __init__(self, binary, data, scratch):
        self.binary, self.data, self.scratch = str(Path(binary).resolve()), Path(data), Path(scratch)

    def run(self, *words, through=()):
        return subprocess.run([*through, self.binary, *map(str, words)], capture_output=True, cwd=CHECKOUT)

    def start(self, *words, out):
        return subprocess.Popen([self.binary, *map(str, words)], stdout=out, stderr=subprocess.DEVNULL, cwd=CHECKOUT)

    def make(self):
        made = self.run("demo", "--data", self.data, "--once", "--json")
        if made.returncode:
            sys.exit(f"the demonstration could not be made: {made.stderr.decode()[-300:]}")
        self.facts = rows(made.stdout)[0]
        self.tenant = self.facts["tenant"]["id"]
        self.doors = {}
        for door in self.facts["accounts"]:
            self.doors.setdefault(door["role"], door)
        mayor = self.doors["mayor"]
        self.pin = self.scratch / "pin"
        self.pin.write_text(mayor["pin"])
        self.here = ("--data", self.data, "--tenant", self.tenant, "--json")
        return self.facts

    def put(self, files):
        return ("store", "put", "--list", *self.here, *files)

    def act_run(self, files):
        return ("act", "run", *self.here, "--sign-as", self.doors["mayor"]["login"], "--pin-file", self.pin, *files)

    def killed_after(self, words, seconds):
        """What the command printed before it was killed, `seconds` after its start, or ended."""
        out = self.scratch / "out"
        with open(out, "wb") as file:
            process = self.start(*words, out=file)
            try:
                process.wait(seconds)
            except subprocess.TimeoutExpired:
                process.kill()
            process.wait()
        return rows(out.read_bytes()), process.returncode

    def query(self, sql):
        """On a copy of the authority's database: nobody but the product opens the real one."""
        folder = self.data / "tenants" / self.tenant
        copy = self.scratch / "copy.sqlite"
        for end in ("", "-wal"):
            Path(f"{copy}{end}").unlink(missing_ok=True)
            if (folder / f"tenant.sqlite{end}").exists():
                shutil.copyfile(folder / f"tenant.sqlite{end}", f"{copy}{end}")
        connection = sqlite3.connect(copy)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()
            for end in ("", "-wal", "-shm"):
                Path(f"{copy}{end}").unlink(missing_ok=True)


class Promises:
    """What was acknowledged so far, and the search for what is missing."""

    def __init__(self, product, dice):
        self.product, self.dice = product, dice
        self.contents, self.acts = {}, {}
        self.deposited, self.visas, self.signatures = set(), set(), set()

    def __len__(self):
        return sum(map(len, (self.contents, self.acts, self.deposited, self.visas, self.signatures)))

    def take(self, printed, given):
        """`given`: the SHA-256 of each file of a `store put`. A finished act promises its four files too."""
        for row in printed:
            if row.get("id") in given:
                self.contents[row["id"]] = given[row["id"]]
            if "signedPDF" in row:
                files = [row[name] for name in ("signedPDF", "docket", "archive", "proof")]
                self.acts[row["number"]] = {name: None for name in files}

    def faults(self, deep):
        """Sentences, none when everything acknowledged is there and nothing is half done."""
        product, found = self.product, []
        listed = product.run("store", "list", *product.here)
        if listed.returncode:
            return [f"does not open: {listed.stderr.decode()[-200:].strip()}"]
        there = {row["id"]: row["bytes"] for row in rows(listed.stdout)}
        found += [f"content {digest[:12]} is not listed" for digest, size in self.contents.items() if there.get(digest) != size]
        for digest in self.dice.sample(sorted(set(self.contents) & set(there)), min(2, len(self.contents))):
            got = product.run("store", "get", "--data", product.data, "--tenant", product.tenant, digest)
            if got.returncode or sha256(got.stdout) != digest:
                found.append(f"content {digest[:12]} is not given back: {got.stderr.decode()[-200:]}")
        checks = [("store", "verify", *product.here, *(["--deep"] if deep else [])), ("journal", "verify", *product.here)]
        for words in checks:
            checked = product.run(*words)
            if checked.returncode:
                found.append(f"{words[0]} verify: {(checked.stdout + checked.stderr).decode()[-300:].strip()}")
        return found + self.acts_faults(set(there))

    def acts_faults(self, there):
        found, numbers, phases = [], {}, {}
        sql = """SELECT act.register, act.year, sequence, act.phase, dossier.phase, hex(act.signed), hex(act.bundle), leaf
                   FROM act LEFT JOIN dossier ON dossier.id = act.dossier"""
        for register, year, sequence, phase, dossier, signed, bundle, leaf in self.product.query(sql):
            number = f"{register}{year}_{sequence:03}"
            numbers.setdefault((register, year), []).append(sequence)
            phases[number] = phase
            if dossier not in FITTING[phase]:
                found.append(f"{number}: {phase}, but its dossier is {dossier}")
            if (leaf is not None) != (phase in ("signed", "bundled")):
                found.append(f"{number}: {phase}, but its line of the journal is {leaf}")
            found += [f"{number}: {hex.lower()[:12]} is not in the store" for hex in (signed, bundle) if hex and hex.lower() not in there]
        for (register, year), given in numbers.items():
            if sorted(given) != list(range(1, len(given) + 1)):
                found.append(f"register {register} {year} is not gapless: {sorted(given)}")
        found += [f"{number}: acknowledged, but {phases.get(number)}" for number in self.acts if phases.get(number) != "bundled"]
        found += [f"{number}: its deposit was acknowledged" for number in self.deposited if number not in phases]
        approved = {row[0] for row in self.product.query("SELECT dossier FROM dossier_history WHERE action = 'approved'")}
        found += [f"dossier {dossier}: its visa was acknowledged" for dossier in self.visas - approved]
        completed = {row[0] for row in self.product.query("SELECT id FROM dossier WHERE phase = 'completed'")}
        found += [f"dossier {dossier}: its signature was acknowledged" for dossier in self.signatures - completed]
        for number, files in self.acts.items():
            for name, digest in files.items():
                path = self.product.data / name
                now = sha256(path.read_bytes()) if path.exists() else None
                if now is None or digest not in (None, now):
                    found.append(f"{number}: {name} is {'gone' if now is None else 'another'}")
                files[name] = now
        return found

    def unfinished(self):
        """Acts that wait for an event and no longer for a person: none once the product ran again."""
        waiting = self.product.query("SELECT register || year || '_' || sequence, phase FROM act WHERE phase IN ('deposited', 'signed')")
        late = self.product.query(
            """SELECT act.id, dossier.phase FROM act JOIN dossier ON dossier.id = act.dossier
                WHERE act.phase = 'inCircuit' AND dossier.phase != 'waiting'""")
        return [f"{number} stays {phase}" for number, phase in waiting + late]


def measured(product, words):
    """Seconds that the command takes when nobody kills it."""
    start = time.monotonic()
    done = product.run(*words)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words[:2]))} fails by itself: {done.stderr.decode()[-300:]}")
    return time.monotonic() - start, rows(done.stdout)


def pieces(dice, folder, count):
    """Files of random bytes; answers their paths, and the length of each by SHA-256."""
    paths, given = [], {}
    for i in range(count):
        body = dice.randbytes(dice.choice((500, 40_000, 300_000)))
        path = folder / f"piece-{i}"
        path.write_bytes(body)
        paths.append(path)
        given[sha256(body)] = len(body)
    return paths, given


class Visitor:
    """Somebody at a browser: a cookie, and forms sent as pages send them."""

    def __init__(self, port, door):
        self.port, self.door, self.cookie = port, door, None

    def ask(self, method, path, body=None, kind="application/x-www-form-urlencoded"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = kind
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            text = answer.read()
            if answer.getheader("Set-Cookie"):
                self.cookie = answer.getheader("Set-Cookie").split(";")[0]
            return answer.status, answer.getheader("Location") or "", text.decode(errors="replace")
        finally:
            connection.close()

    def post(self, path, **fields):
        return self.ask("POST", path, "&".join(f"{name}={quoted(value)}" for name, value in fields.items()))

    def sign_in(self):
        return self.post("/connexion", adresse=self.door["login"], motdepasse=self.door["password"])

    def upload(self, path, fields, files):
        line = uuid.uuid4().hex
        part, body = f"--{line}\r\nContent-Disposition: form-data; ", b""
        for name, value in fields.items():
            body += f'{part}name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, file in files:
            head = f'{part}name="{name}"; filename="{file.name}"\r\nContent-Type: application/pdf\r\n\r\n'
            body += head.encode() + file.read_bytes() + b"\r\n"
        return self.ask("POST", path, body + f"--{line}--\r\n".encode(), f"multipart/form-data; boundary={line}")


def quoted(text):
    return "".join(chr(b) if chr(b).isalnum() and b < 128 else f"%{b:02X}" for b in text.encode())


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def option(page, field, words):
    """The value of the choice of `field` whose label holds `words`."""
    select = re.search(rf'<select[^>]*name="{field}".*?</select>', page, re.S)
    found = select and re.search(rf'<option value="([^"]+)"[^>]*>[^<]*{re.escape(words)}', select.group(0))
    return found.group(1) if found else None

#!/usr/bin/env python3
"""Deposits $SAMPLES/taux-fiscalite.pdf by the form of the pages, under any name. Usage: deposit.py PORT-FILE NAME (with Python's escapes)."""
import html
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Rigs"))
sys.dont_write_bytecode = True
from rig import Visitor, option

port, name = int(Path(sys.argv[1]).read_text()), sys.argv[2].encode().decode("unicode_escape")


class Named:
    """A file as a browser would name it."""

    def __init__(self, path):
        self.name, self.path = name, path

    def read_bytes(self):
        return self.path.read_bytes()


secretary = Visitor(port, {"login": "clarisse.vignoboul@ste-aubierge.example", "password": "encrier-buvard-fougere"})
secretary.sign_in()
_, _, page = secretary.ask("GET", "/parapheur/nouveau")
fields = {
    "acte": re.search(r'name="acte" value="([^"]+)"', page).group(1), "nature": "1", "titre": "Essai", "date": "2026-04-28", "matiere": "9.1",
    "numero": "", "signataire": option(page, "signataire", "Maylis Castagnède")}
file = Named(Path(os.environ["SAMPLES"], "taux-fiscalite.pdf"))
status, place, page = secretary.upload("/parapheur/nouveau", fields, [("document", file)])
said = re.search(r'class="wrong"[^>]*>(.*?)</p>', page) or re.search("<h1>(.*?)</h1>", page)
print(status, place.split("?")[0] or html.unescape(said.group(1)))

#!/usr/bin/env python3
"""The whole life of an act by keyboard alone, wide and narrow: deposit, visa, signature, refusal, download of the proof.

usage: keyboard.py DEMO.json [URL]      as pages.py. It deposits acts: give it a demonstration of its own.
Nothing is clicked and no page is opened by its address but the first: what the Tab key does not reach does not exist here.
"""
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

facts = json.loads(Path(sys.argv[1]).read_text())
base = (sys.argv[2] if len(sys.argv) > 2 else facts["url"]).rstrip("/")
FOCUSED = """() => { const e = document.activeElement; if (!e || e === document.body) return null;
  const label = e.labels && e.labels[0] ? e.labels[0].textContent : e.textContent;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e);
  return {tag: e.tagName, name: label.trim().replace(/\\s+/g, ' '), id: e.id, type: e.type || '', href: e.getAttribute('href') || '',
          ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, width: box.width, height: box.height}; }"""


class Person:
    """Somebody at a keyboard."""

    def __init__(self, browser, account, width):
        self.context = browser.new_context(locale="fr-FR", viewport={"width": width, "height": 800}, accept_downloads=True)
        self.page = self.context.new_page()
        self.page.goto(base + "/")
        self.reach("Adresse électronique")
        self.page.keyboard.type(account["login"])
        self.reach("Mot de passe")
        self.page.keyboard.type(account["password"])
        self.press("Enter")
        self.expect("Bonjour")

    def reach(self, name, tag=None):
        """Tab until the element of that name has the focus; it must show it."""
        for _ in range(150):
            self.page.keyboard.press("Tab")
            found = self.page.evaluate(FOCUSED)
            if found and found["name"].startswith(name) and (tag is None or found["tag"] == tag):
                assert found["ring"], f"« {name} » does not show that it has the focus"
                return found
        raise AssertionError(f"« {name} » is not reached by Tab on {self.page.url}")

    def press(self, key):
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def follow(self, name):
        self.reach(name, "A")
        self.press("Enter")

    def go(self, section):
        """By the rail, which a narrow screen keeps behind its menu."""
        if self.page.locator("button.menu").is_visible():
            self.reach("Menu", "BUTTON")
            self.page.keyboard.press("Enter")
        self.follow(section)

    def expect(self, words):
        text = self.page.locator("body").inner_text()
        wrong = self.page.locator("[role=alert]").all_inner_texts()
        assert words in text, f"« {words} » is not on {self.page.url} {wrong}"

    def choose(self, field, words):
        """As one does in a list: type the beginning of the line."""
        found = self.reach(field, "SELECT")
        # A key that is not on every keyboard is not pressed: the beginning is enough.
        plain = next((words[:at] for at, letter in enumerate(words) if not letter.isascii()), words)
        self.page.keyboard.type(plain, delay=20)
        chosen = self.page.evaluate("id => { const s = document.getElementById(id); return s.options[s.selectedIndex].text; }", found["id"])
        assert words.lower() in chosen.lower(), f"{field}: « {chosen} » and not « {words} »"

    def close(self):
        self.context.close()


def account(role, rank=0):
    return [each for each in facts["accounts"] if each["role"] == role][rank]


def a_page():
    """A sound PDF of one page, made here."""
    content = b"BT /F 14 Tf 72 720 Td (Essai au clavier) Tj ET"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
               b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out, places = b"%PDF-1.7\n", []
    for rank, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (rank, each)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
    file = Path(tempfile.mkdtemp()) / "essai-clavier.pdf"
    file.write_bytes(out)
    return file


def deposit(browser, width, title):
    secretary = Person(browser, account("secretary"), width)
    secretary.follow("Déposer un acte")
    secretary.reach("Titre")
    secretary.page.keyboard.type(title)
    secretary.choose("Matière", "7.5")
    secretary.reach("Document à signer")
    # The dialog of the system opens from the keyboard; what is chosen in it is not of the page.
    with secretary.page.expect_file_chooser() as chooser:
        secretary.page.keyboard.press("Space")
    chooser.value.set_files(str(a_page()))
    secretary.choose("Premier visa", account("dgs")["name"])
    secretary.choose("Signature", account("mayor")["name"])
    secretary.reach("Lancer le circuit")
    secretary.press("Enter")
    secretary.expect("Acte déposé")
    place = secretary.page.url.split("?")[0]
    secretary.close()
    return place


def open_dossier(person, title):
    # The page says when it is somebody's turn; events take a moment.
    for _ in range(20):
        if title in person.page.locator("main").inner_text():
            break
        person.page.wait_for_timeout(250)
        person.page.reload()
    person.follow(title)


def approve(browser, width, title):
    dgs = Person(browser, account("dgs"), width)
    dgs.go("Parapheur")
    open_dossier(dgs, title)
    dgs.reach("Viser", "A")
    dgs.page.keyboard.press("Enter")
    assert dgs.page.evaluate("document.activeElement.closest('dialog') !== null"), "the focus is not in the dialog"
    dgs.page.keyboard.press("Escape")
    assert dgs.page.evaluate("document.activeElement.textContent.trim()") == "Viser", "the focus does not come back"
    dgs.page.keyboard.press("Enter")
    dgs.reach("Donner mon visa", "BUTTON")
    dgs.press("Enter")
    dgs.expect("Visé le")
    dgs.close()


def sign(browser, width, title):
    mayor = Person(browser, account("mayor"), width)
    mayor.go("Parapheur")
    open_dossier(mayor, title)
    mayor.reach("Signer", "A")
    mayor.page.keyboard.press("Enter")
    if mayor.page.evaluate("document.activeElement.id") != "code":
        mayor.reach("Code de votre clé")
    mayor.page.keyboard.type("0000")
    mayor.press("Enter")
    mayor.expect("Le code n’est pas le bon")
    assert mayor.page.evaluate("document.activeElement.classList.contains('summary')"), "the focus is not on what went wrong"
    mayor.reach("Code de votre clé")
    mayor.page.keyboard.type(account("mayor")["pin"])
    mayor.press("Enter")
    mayor.expect("Signé le")
    mayor.close()


def refuse(browser, width, title):
    dgs = Person(browser, account("dgs"), width)
    dgs.go("Parapheur")
    open_dossier(dgs, title)
    dgs.reach("Refuser", "A")
    dgs.page.keyboard.press("Enter")
    if dgs.page.evaluate("document.activeElement.id") != "motif":
        dgs.reach("Motif du refus")
    dgs.page.keyboard.type("Il manque une annexe.")
    dgs.reach("Refuser le dossier", "BUTTON")
    dgs.press("Enter")
    dgs.expect("Refusé le")
    dgs.close()


def download(browser, width, title):
    secretary = Person(browser, account("secretary"), width)
    secretary.go("Actes")
    for _ in range(20):
        secretary.follow(title)
        if "Télécharger la preuve" in secretary.page.locator("main").inner_text():
            break
        secretary.page.wait_for_timeout(250)
        secretary.go("Actes")
    secretary.reach("Télécharger la preuve")
    with secretary.page.expect_download() as waiting:
        secretary.page.keyboard.press("Enter")
    text = Path(waiting.value.path()).read_text()
    assert text.startswith("c2sp.org/tlog-proof@v1"), text[:40]
    secretary.close()


with sync_playwright() as play:
    browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    for width in (1280, 320):
        turn = f"{width} points, {time.strftime('%H:%M:%S')}"
        signed, refused = f"Essai au clavier, {turn}", f"Essai à refuser, {turn}"
        deposit(browser, width, signed)
        approve(browser, width, signed)
        sign(browser, width, signed)
        download(browser, width, signed)
        deposit(browser, width, refused)
        refuse(browser, width, refused)
        print(f"{width} px: deposited, approved, signed, refused, proof downloaded, by keyboard alone", flush=True)
    browser.close()

#!/usr/bin/env python3
"""Looks at every page that each role can reach from its links: axe (wcag2a to 22aa), light and dark, three widths, dialogs open,
no sideways scroll, no error in the console.

usage: pages.py DEMO.json [URL]      DEMO.json: what `tabellion demo --json` printed; URL: where it serves, if not the one it says
Needs playwright and axe-playwright-python; a system chromium is used when there is one. Exits 1 when something is found.
"""
import json
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS, SCHEMES, PAGES_A_ROLE = (320, 768, 1280), ("light", "dark"), 40
facts = json.loads(Path(sys.argv[1]).read_text())
base = (sys.argv[2] if len(sys.argv) > 2 else facts["url"]).rstrip("/")
problems, looked = [], 0
# What one role has looked at wholly, the next looks at narrow and dark, wide and light.
known = set()


def shape(url):
    """Pages that differ by an identifier or a number are of one shape."""
    return re.sub(r"/(?:[0-9a-f-]{36}|[A-Z]\d{4}_\d+|\d+)(?=/|$)", "/*", urlsplit(url).path) + ("?" if urlsplit(url).query else "")


def say(who, place, what):
    problems.append(f"{who} {place}: {what}")
    print("PROBLEM", problems[-1])


def sign_in(page, account):
    page.goto(base + "/connexion")
    page.fill("input[type=email]", account["login"])
    page.fill("input[type=password]", account["password"])
    page.click("main form button")
    assert not page.locator("input[type=password]").count(), account["login"]


def look(page, url, who, width, scheme):
    global looked
    noise = []
    listen = lambda message: noise.append(message.text) if message.type == "error" else None
    page.on("console", listen)
    page.goto(url, wait_until="load")
    page.remove_listener("console", listen)
    place = f"{urlsplit(url).path}?{urlsplit(url).query} {width} {scheme}"
    looked += 1
    if noise:
        say(who, place, noise[0])
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        say(who, place, f"{wide} px wide")
    if page.locator("h1").count() != 1:
        say(who, place, f"{page.locator('h1').count()} h1")
    judge(page, who, place)
    for link in page.locator("a[data-dialog]").all():
        link.click()
        judge(page, who, place + " " + link.get_attribute("href"))
        page.keyboard.press("Escape")
    for fold in page.locator("details > summary").all():
        fold.click()
        judge(page, who, place + " fold")
        page.keyboard.press("Escape")


def judge(page, who, place):
    for found in Axe().run(page, options={"runOnly": RULES}).response["violations"]:
        say(who, place, f"{found['id']}: {found['nodes'][0]['html'][:120]}")


def reachable(page, starts):
    """One address of each shape, from links that are not downloads."""
    todo, seen = [urljoin(base, start) for start in starts], {}
    while todo and len(seen) < PAGES_A_ROLE:
        url = todo.pop(0)
        if shape(url) in seen:
            continue
        answer = page.goto(url, wait_until="load")
        if answer.status != 200:
            problems.append(f"{url}: {answer.status}")
            continue
        seen[shape(url)] = url
        links = page.eval_on_selector_all("main a[href], nav a[href], footer a[href]", "all => all.filter(a => !a.download && !a.hasAttribute('download')).map(a => a.href)")
        todo += [link.split("#")[0] for link in links if link.startswith(base + "/")]
    return list(seen.values())


with sync_playwright() as play:
    browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    accounts, visitors = facts["accounts"], {}
    for account in accounts:
        visitors.setdefault(account["role"], account)
    for who, account in [("public", None), *visitors.items()]:
        pages = None
        for scheme in SCHEMES:
            context = browser.new_context(locale="fr-FR", color_scheme=scheme, reduced_motion="reduce")
            page = context.new_page()
            if account:
                sign_in(page, account)
            pages = pages or reachable(page, ["/"] if account else ["/connexion", "/aide"])
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                for url in pages:
                    if shape(url) in known and (width, scheme) not in ((320, "dark"), (1280, "light")):
                        continue
                    look(page, url, who, width, scheme)
            context.close()
        known |= {shape(url) for url in pages}
        print(f"{who}: {len(pages)} pages", flush=True)
    browser.close()
print(f"{looked} looks, {len(problems)} problems")
sys.exit(1 if problems else 0)

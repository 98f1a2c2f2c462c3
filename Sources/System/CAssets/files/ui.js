// Comfort only: every page does everything without this file. It asks nothing of the network and keeps one preference.
"use strict";
{
  const one = (selector, inside = document) => inside.querySelector(selector);
  const each = (selector, act, inside = document) => inside.querySelectorAll(selector).forEach(act);

  // A refused form: its summary takes the focus.
  one(".summary[data-focus]")?.focus();

  // Dialogs. Without script the link goes to the dialog, which the style sheet then shows in its place.
  addEventListener("click", event => {
    const opener = event.target.closest("a[data-dialog]");
    const dialog = opener && document.getElementById(opener.hash.slice(1));
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    const open = event.target.closest("[data-close]")?.closest("dialog[open]");
    if (open) {
      event.preventDefault();
      open.close();
    }
  });

  // Escape closes an open fold and gives the focus back to its title.
  addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    const fold = event.target.closest?.("details.menu-fold[open]");
    if (!fold) return;
    fold.open = false;
    one("summary", fold).focus();
  });

  // Lists with boxes: one box ticks all, and the number ticked is said. The words come from the page.
  each("form[data-bulk]", form => {
    const boxes = [...form.querySelectorAll("tbody [type=checkbox]")];
    const all = one("[data-all]", form), said = one("[data-count]", form);
    const say = () => {
      const ticked = boxes.filter(box => box.checked).length;
      if (said) said.textContent = ticked === 0 ? said.dataset.none : ticked === 1 ? said.dataset.one : said.dataset.many.replace("#", ticked);
      if (!all) return;
      all.checked = ticked > 0 && ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all?.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      say();
    });
    for (const box of boxes) box.addEventListener("change", say);
    say();
  });

  // Copying says that it was done, in the page's own status line.
  each("button[data-copy]", button => button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(one(button.dataset.copy).textContent.replace(/\s/g, ""));
    const status = one(button.dataset.status);
    if (status) status.textContent = "Copié.";
  }));

  // Keys of one letter press what the page shows (WCAG 2.1.4): never while writing, never in a dialog, off with one switch.
  const off = () => localStorage.getItem("touches") === "non";
  const show = () => {
    document.documentElement.dataset.keys = off() ? "off" : "on";
    each("[data-keys-switch]", button => button.setAttribute("aria-pressed", String(!off())));
  };
  each("[data-keys-switch]", button => button.addEventListener("click", () => {
    localStorage.setItem("touches", off() ? "oui" : "non");
    show();
  }));
  show();
  addEventListener("keydown", event => {
    if (off() || event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]")) return;
    if (event.target.closest?.("textarea, select, input:not([type=checkbox], [type=radio])")) return;
    const lines = [...document.querySelectorAll("[data-line]")];
    const at = lines.findIndex(line => line.contains(document.activeElement));
    const reach = step => one("a", lines[Math.min(lines.length - 1, Math.max(0, at + step))])?.focus();
    if (event.key === "j" && lines.length) reach(1);
    else if (event.key === "k" && lines.length) reach(-1);
    else if (event.key === "x" && at >= 0) one("[type=checkbox]", lines[at])?.click();
    else {
      const control = one(`[data-key="${CSS.escape(event.key)}"]`);
      control?.focus();
      control?.click();
    }
  });
}

"""Drive Debian's Chromium as people do: follow links, press keys, look at the page, listen for faults."""

from __future__ import annotations

import importlib.resources
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (1280, 820, 390)  # a desk, a tablet in a meeting, a telephone
HEIGHTS = {1280: 900, 820: 1180, 390: 844}
SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"
FLAGS = [
    "--no-sandbox",  # the suite may run as root
    "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_AXE = importlib.resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Violation:
    """A rule of accessibility that a page breaks, and the places where."""

    rule: str
    impact: str
    help: str
    places: tuple[str, ...]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium and stop it after; a RuntimeError says what is missing."""
    names = (os.environ.get("FINSAM_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, filter(None, names))), None)
    if not program:
        raise RuntimeError("The browser tests need Chromium: apt-get install chromium.")
    # Playwright's event loop runs in this thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def axe(page: Page) -> list[Violation]:
    """Every violation that axe-core finds on the page as it stands, sorted by rule."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_AXE)  # evaluated, not added as a script: the page's own policy would stop that
    # Animations are let to end first, for a colour halfway through a fade is nobody's fault.
    result = page.evaluate(
        """async () => {
            await Promise.allSettled(document.getAnimations().map(a => a.finished));
            return await axe.run({resultTypes: ['violations']});
        }"""
    )
    return sorted((_violation(found) for found in result["violations"]), key=lambda violation: violation.rule)


def screenshot(page: Page, name: str) -> Path:
    """Save the whole page at its present width as build/screens/<name>-<width>.png."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    assert page.viewport_size
    path = SCREENS / f"{name}-{page.viewport_size['width']}.png"
    page.screenshot(path=path, full_page=True, animations="disabled")
    return path


def look(page: Page, name: str) -> dict[int, list[Violation]]:
    """Save the page at every width and return what `faults` finds there."""
    return faults(page, name=name)


def faults(page: Page, *, name: str = "") -> dict[int, list[Violation]]:
    """Return what axe-core finds on the page, by width, and nothing where it finds nothing; with a name, save it too.

    A page that must be scrolled sideways is a violation too, and so is a word of ours that is broken over two lines.
    """
    found = {}
    before = page.viewport_size
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        if name:
            screenshot(page, name)
        if violations := axe(page) + sideways(page) + broken_words(page):
            found[width] = violations
    if before:
        page.set_viewport_size(before)
    return found


def sideways(page: Page) -> list[Violation]:
    """The page as a violation when it is wider than its window."""
    over = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    if over <= 0:
        return []
    return [Violation("sideways", "serious", f"The page is {over} px wider than its window.", ("html",))]


BROKEN_WORDS = """() => {
    const found = [];
    for (const box of document.querySelectorAll("nav a, button, .ds-button, label, legend, dt, .st")) {
        const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            for (const word of text.data.matchAll(/[\\p{L}\\d]{2,20}/gu)) {
                const range = document.createRange();
                range.setStart(text, word.index);
                range.setEnd(text, word.index + word[0].length);
                const lines = new Set([...range.getClientRects()].map((each) => Math.round(each.top)));
                if (lines.size > 1) found.push(word[0]);
            }
        }
    }
    return [...new Set(found)];
}"""


def broken_words(page: Page) -> list[Violation]:
    """The page as a violation when a word in a menu, a button or beside a field does not stand on one line."""
    words = page.evaluate(BROKEN_WORDS)
    return (
        [Violation("broken-word", "serious", "A word is broken over two lines.", tuple(words))]
        if words
        else []
    )


def _violation(found: dict) -> Violation:
    places = tuple(" ".join(map(str, node["target"])) for node in found["nodes"])
    return Violation(found["id"], found["impact"] or "", found["help"], places)

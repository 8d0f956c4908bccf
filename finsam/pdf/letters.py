"""Text as print wants it: only letters that the shipped typefaces have, and spaces that hold together what belongs together."""

import re
import unicodedata
from functools import cache
from xml.etree.ElementTree import Element

from finsam.pdf.look import PRINT_DIR

NBSP = "\u00a0"
MISSING = "?"
_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_UNITS = "%|(?:procent|kronor|kr|tkr|mkr|miljoner|miljon|miljarder|öre|personer|platser)\\b"
_LABELS = "§|§§|not|noterna|bilaga|kl\\.|kap\\.|nr|sida|punkt|tabell|figur|avsnitt|vecka|dnr|SFS"
_HELD_TOGETHER = [
    re.compile(rf"(?<=\d) (?={_UNITS})", re.IGNORECASE),
    re.compile(rf"(?<=\d) (?=(?:{_MONTHS})\b)", re.IGNORECASE),
    re.compile(
        r"(?:(?<=januari)|(?<=februari)|(?<=mars)|(?<=april)|(?<=maj)|(?<=juni)|(?<=juli)|(?<=augusti)|(?<=september)|(?<=oktober)|(?<=november)|(?<=december)) (?=\d{4}\b)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<=\d) (?=(?:kap\.|§))"),
    re.compile(r"(?<=\S) (?=– )"),  # a dash never opens a line
]
_LABELLED = re.compile(rf"(?<!\w)({_LABELS}) (?=[\d(])", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?: \d{3})+(?!\d)")
_REPLACED = str.maketrans(
    {
        "\u202f": NBSP, "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "–", "\u2028": " ", "\u2029": " ", "\ufeff": "", "\u200c": "", "\u200d": "",
        "\ufe0e": "", "\ufe0f": "", "\u03bc": "µ", "≥": ">=", "≤": "<=", "→": "->", "←": "<-", "≈": "ca ", "●": "•", "■": "•", "▪": "•", "◦": "•", "□": "•",
        "\uf0b7": "•", "\uf0a7": "•",
    }
)  # fmt: skip
_LONG_RUN = re.compile(r"\S{101,}")
_PIECE = re.compile(r".{20}(?=.)", re.DOTALL)
BREAK = "\u200b"  # where a line may break; it draws nothing, and what is copied out of the file lacks it
UNHYPHENATED = "ostavad"  # class: looking for hyphens in a run of thousands of letters takes minutes
_UNTOUCHED = {"style", "script", "title"}


@cache
def shipped_letters() -> frozenset[str]:
    """Give every character that at least one shipped typeface can draw."""
    from fontTools.ttLib import TTFont  # slow to import: only where something is printed

    return frozenset(
        chr(code) for path in (PRINT_DIR / "fonts").glob("*.woff2") for code in TTFont(path).getBestCmap()
    )


def legible(text: str) -> str:
    """Give the text with each character that no shipped typeface has replaced by its nearest, or by a question mark.

    A missing glyph would otherwise make the file fail PDF/A, or borrow a typeface from the machine it happens to run on.
    """
    if text.isascii():
        return text
    text = unicodedata.normalize("NFC", text).translate(_REPLACED)
    letters = shipped_letters()
    return "".join(letter if letter in letters or letter in "\n\t\r" else MISSING for letter in text)


def hold_together(text: str) -> str:
    """Put no-break spaces in amounts, dates, sections and references; the length stays the same."""
    text = _THOUSANDS.sub(lambda found: found[0].replace(" ", NBSP), text)
    text = _LABELLED.sub(lambda found: found[1] + NBSP, text)
    for pattern in _HELD_TOGETHER:
        text = pattern.sub(NBSP, text)
    return text


def break_runs(text: str) -> str:
    """Let a line break in a run of more than 100 letters, such as an address or pasted data."""
    return _LONG_RUN.sub(lambda run: _PIECE.sub(lambda piece: piece[0] + BREAK, run[0]), text)


def prepare(root: Element) -> None:
    """Make every text node under `root` legible and held together, also where a figure is an element of its own."""
    before = ""

    def treat(text: str | None, owner: Element) -> str | None:
        nonlocal before
        if not text:
            return text
        text = legible(text)
        text = hold_together(before + text)[len(before) :]
        before = text[-24:]
        if _LONG_RUN.search(text):
            owner.set("class", f"{owner.get('class', '')} {UNHYPHENATED}".strip())
            text = break_runs(text)
        return text

    def walk(element: Element) -> None:
        nonlocal before
        if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in _UNTOUCHED:
            return
        if element.tag.rpartition("}")[2] not in {"data", "span", "strong", "em", "b", "i", "a"}:
            before = ""
        element.text = treat(element.text, element)
        for child in element:
            walk(child)
            child.tail = treat(child.tail, element)

    walk(root)

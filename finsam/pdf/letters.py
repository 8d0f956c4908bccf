"""Text as print wants it: only letters that the shipped typefaces have, and spaces that hold together what belongs together."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from xml.etree.ElementTree import Element

from finsam.pdf.look import PRINT_DIR

NBSP = "\u00a0"
MISSING = "?"
SOFT_HYPHEN = "\u00ad"  # shows where a word may break
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
_NEAREST = {
    "\u2007": NBSP, "\u202f": NBSP, "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "–", "\u2028": " ", "\u2029": " ",
    "\uf0b7": "•", "\uf0a7": "•", "\uf0fc": "✓", "\uf0a8": "☐", "\uf0fe": "☑", "\uf0e0": "→", "‰": "promille",
}  # fmt: skip
_LONG_RUN = re.compile(r"\S{101,}")
_PIECE = re.compile(r".{20}(?=.)", re.DOTALL)
BREAK = "\u200b"  # where a line may break; it draws nothing, and what is copied out of the file lacks it
UNHYPHENATED = "ostavad"  # class: looking for hyphens in a run of thousands of letters takes minutes
_UNTOUCHED = {"style", "script", "title"}
PRINTED = {"data-titel", "data-bok"}  # attributes that style puts at the top of each page or in the bookmarks


@cache
def shipped_letters() -> frozenset[str]:
    """Give every character that at least one shipped typeface can draw; the upright ones can draw what the others can."""
    from fontTools.ttLib import TTFont  # slow to import: only where something is printed

    upright = (PRINT_DIR / "fonts").glob("*-400-normal.*")
    return frozenset(chr(code) for path in upright for code in TTFont(path).getBestCmap())


def legible_text(text: str) -> str:
    """Give the text with each character that no shipped typeface has replaced by what says the same, or by a question mark.

    A missing glyph would otherwise make the file fail PDF/A, or borrow a typeface from the machine it happens to run on.
    What cannot be seen, such as a mark of direction, is left out.
    """
    if text.isascii():
        return text
    return "".join(map(_printed, unicodedata.normalize("NFC", text)))


def lost_in_print(printed: object) -> list[str]:
    """Give the characters that print can only show as a question mark, each once, in order.

    `printed` is a text, or a document as it is built: everything in it that is text, however deep.
    """
    found = {sign: None for text in _texts_in(printed) for sign in unicodedata.normalize("NFC", text)}
    return [sign for sign in found if sign != MISSING and MISSING in _printed(sign)]


def _texts_in(printed: object) -> Iterator[str]:
    if isinstance(printed, str):
        if not printed.isascii():
            yield printed
    elif isinstance(printed, Mapping):
        yield from _texts_in([*printed.keys(), *printed.values()])
    elif isinstance(printed, Iterable) and not isinstance(printed, bytes):
        for each in printed:
            yield from _texts_in(each)
    elif is_dataclass(printed) and not isinstance(printed, type):
        for each in fields(printed):
            yield from _texts_in(getattr(printed, each.name))


@cache
def _printed(sign: str) -> str:
    """Give what print shows for one character: itself, its nearest, its parts, nothing, or a question mark."""
    letters = shipped_letters()
    if _is_unseen(sign):
        return ""
    if sign in letters or sign in "\n\t\r":
        return _NEAREST.get(sign, sign)
    if sign in _NEAREST:
        return _NEAREST[sign]
    if unicodedata.category(sign) == "Zs":
        return " "
    for parts in (unicodedata.normalize("NFKC", sign), unicodedata.normalize("NFKD", sign)):
        if parts != sign and all(part in letters for part in parts):
            return parts
    return MISSING


def _is_unseen(sign: str) -> bool:
    """Whether a character shows nothing by itself: marks of direction and joining, and the choice of a sign's look."""
    return sign != SOFT_HYPHEN and (unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f")


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


def make_legible(root: Element) -> None:
    """Make every text node under `root` legible and held together, also where a figure is an element of its own."""
    before = ""

    def treat(text: str | None, owner: Element) -> str | None:
        nonlocal before
        if not text:
            return text
        text = legible_text(text)
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
        for name in PRINTED.intersection(element.keys()):
            element.set(name, legible_text(element.get(name, "")))
        element.text = treat(element.text, element)
        for child in element:
            walk(child)
            child.tail = treat(child.tail, element)

    walk(root)

"""Numbers as running text writes them: "96,5 procent", "3 731 tkr", "knappt 5,4 miljoner kronor", "tolv insatser"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

_BLOCKS = re.compile(r"</?(?:p|li|td|th|h\d|blockquote)\b[^>]*>|<br>")
_TAGS = re.compile(r"(<[^>]+>)")
_SPACE = r"[ \u00a0\u202f]"
ABOUT = ("drygt", "knappt", "cirka", "ca", "omkring", "ungefär", "runt", "nästan", "nära", "över")
_WORDS = {
    "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12,
    "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18, "nitton": 19, "tjugo": 20,
}  # fmt: skip
NOUNS = (
    "deltagare", "personer", "avslutades", "avslutade", "insatser", "sammanträden", "möten", "mål",
)  # fmt: skip  # what is counted and stored
_DIGITS = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+"
_UNIT = (
    r"%|procent(?!enhet)\b|tkr\b|mn?kr\b|miljon(?:er)?\b(?:[ \u00a0]kronor\b)?|tusen\b(?:[ \u00a0]kronor\b)?"
    r"|kronor\b|kr\b|sek\b|:-"
)
_NUMBER = re.compile(
    rf"(?:(?P<about>\b(?:{'|'.join(ABOUT)})){_SPACE})?"
    rf"(?<![\d,.:§–-])(?P<minus>[\u2212-])?(?P<digits>{_DIGITS})(?:,(?P<part>\d+))?(?![\d,]*\d)(?:{_SPACE}?(?P<unit>{_UNIT}))?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"(?<![\d,.:§–-])\b(?P<count>{'|'.join(_WORDS)}|\d{{1,4}}){_SPACE}(?:[a-zåäö]+{_SPACE})?(?P<noun>{'|'.join(NOUNS)})\b",
    re.IGNORECASE,
)


class Unit(StrEnum):
    """What a number in a text counts."""

    PLAIN = ""
    KRONOR = "kr"
    SHARE = "percent"
    COUNT = "count"


@dataclass(frozen=True)
class Said:
    """A number in a text: as it stands, its value in kronor, percent or as a count, and how fine it is told.

    `step` is what its last digit is worth; `about` is the word before it that makes it rough, `form` that of the figures'
    forms which it is written in, `is_scaled` whether a unit such as mkr was written out.
    """

    text: str
    value: Decimal
    unit: Unit
    step: Decimal
    about: str = ""
    form: str = ""
    noun: str = ""
    is_scaled: bool = False
    around: str = ""

    def is_true_of(self, stored: Decimal) -> bool:
        """Whether a stored value may be told so, told as finely as the text tells it; signs are left to the words around."""
        size, said = abs(stored), abs(self.value)
        if self.about in {"drygt", "över"}:
            return said <= size < said + self.step
        if self.about in {"knappt", "nästan", "nära"}:
            return said - self.step < size <= said
        if self.about:
            return abs(size - said) <= self.step
        return abs(size - said) <= self.step / 2


def spoken(html: str) -> list[str]:
    """Give the parts of a text that are words and not tags."""
    return [part for part in _TAGS.split(html.replace("&nbsp;", "\u00a0")) if not part.startswith("<")]


def numbers_in(html: str) -> Iterator[Said]:
    """Give the numbers of a text, counts apart, in their order; each with the paragraph that it stands in."""
    for block in _BLOCKS.split(html):
        around = "".join(spoken(block))
        for part in spoken(block):
            yield from _numbers_of(part, around)


def _numbers_of(part: str, around: str) -> Iterator[Said]:
    counted = [match.span("count") for match in _COUNTED.finditer(part)]
    for found in _NUMBER.finditer(part):
        if not found["unit"] and any(start <= found.start("digits") < end for start, end in counted):
            continue
        yield _said(found, around)


def counts_in(text: str) -> Iterator[Said]:
    """Give what a text counts: "74 deltagare", "tolv insatser"."""
    for found in _COUNTED.finditer(text):
        word = found["count"].lower()
        value = Decimal(_WORDS.get(word) or word)
        yield Said(found[0], value, Unit.COUNT, Decimal(1), noun=found["noun"].lower())


def _said(found: re.Match[str], around: str) -> Said:
    digits = re.sub(r"\D", "", found["digits"])
    part, unit = found["part"] or "", (found["unit"] or "").lower()
    about = (found["about"] or "").lower()
    value = Decimal(f"{digits}.{part or 0}")
    step = Decimal(1).scaleb(-len(part))
    if about and not part:
        step = Decimal(1).scaleb(len(digits) - len(digits.rstrip("0"))) if digits.strip("0") else step
    kind, scale, form = _unit(unit)
    signed = -value if found["minus"] else value
    return Said(
        _as_written(found, kind, is_scaled=scale != 1),
        signed * scale,
        kind,
        step * scale,
        about,
        "ungefar" if about else form,
        is_scaled=scale != 1,
        around=around,
    )


def _as_written(found: re.Match[str], kind: Unit, *, is_scaled: bool) -> str:
    """Give what a figure's field would take the place of: with the unit where the field's form writes it."""
    if kind == Unit.SHARE or (is_scaled and not found["about"]):
        return found[0].strip()
    if is_scaled:
        return re.sub(r"[ \u00a0]kronor$", "", found[0], flags=re.IGNORECASE).strip()
    return found[0][: found.end("part" if found["part"] else "digits") - found.start()].strip()


def _unit(written: str) -> tuple[Unit, Decimal, str]:
    """Give what a unit counts, how many kronor it is worth and the form of a figure that is written so."""
    if written == "%":
        return Unit.SHARE, Decimal(1), ""
    if written == "procent":
        return Unit.SHARE, Decimal(1), "procent"
    if written in {"mkr", "mnkr"}:
        return Unit.KRONOR, Decimal(1_000_000), "mkr"
    if written.startswith("miljon"):
        return Unit.KRONOR, Decimal(1_000_000), "miljoner"
    if written.startswith(("tkr", "tusen")):
        return Unit.KRONOR, Decimal(1_000), "tkr"
    return (Unit.KRONOR if written else Unit.PLAIN), Decimal(1), ""

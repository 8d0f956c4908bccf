"""Typed numbers in running text that look like a stored figure: found by how they are written, never altered by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from html import escape

from finsam import money
from finsam.fields import Field

NEAR = Decimal("0.005")  # half a percent apart: the same figure rounded, or last week's
LEAST = 1000  # smaller whole numbers are years of age, places and pages

_TAGS = re.compile(r"(<[^>]+>)")
_SPACE = r"[ \u00a0\u202f]"
_NUMBER = re.compile(
    rf"(?<![\d,.])[\u2212-]?(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+|\d+)(?:,\d+)?(?:{_SPACE}?%)?(?![\d,]*\d)"
)


@dataclass(frozen=True)
class Typed:
    """A number as it stands in the text, and the stored figure that it looks like."""

    text: str
    figure: Field


def typed_numbers(html: str, figures: Iterable[Field], kept: Iterable[str] = ()) -> list[Typed]:
    """Give the numbers of a text that are near a stored figure and not the same; each once, those kept left out."""
    stored = [
        (value, is_share, figure) for figure in figures for value, is_share in [_read(figure.value)] if value
    ]
    exact = {(abs(value), is_share) for value, is_share, _ in stored}
    skipped, found = set(kept), []
    for text in _numbers(html):
        value, is_share = _read(text)
        if text in skipped or value is None or (abs(value), is_share) in exact or _is_small(value, text):
            continue
        near = [
            (abs(abs(other) - abs(value)), figure)
            for other, share, figure in stored
            if share == is_share and abs(abs(other) - abs(value)) <= _slack(other, is_share=is_share)
        ]
        if near:
            skipped.add(text)
            found.append(Typed(text, min(near, key=lambda pair: pair[0])[1]))
    return found


def put_figure(html: str, typed: str, key: str) -> str:
    """Give the text with every such number replaced by the figure's field."""
    pattern = re.compile(rf"(?<![\d,.]){re.escape(typed)}(?![\d,]*\d)")
    field = f'<data value="{escape(key, quote=True)}"></data>'
    parts = _TAGS.split(html)
    return "".join(part if part.startswith("<") else pattern.sub(field, part) for part in parts)


def _numbers(html: str) -> Iterable[str]:
    for part in _TAGS.split(html.replace("&nbsp;", "\u00a0")):
        if not part.startswith("<"):
            yield from (match[0] for match in _NUMBER.finditer(part))


def _read(text: str) -> tuple[Decimal | None, bool]:
    is_share = text.rstrip().endswith("%")
    try:
        return money.parse_amount(text.replace("%", "").strip()), is_share
    except ValueError:
        return None, is_share


def _is_small(value: Decimal, text: str) -> bool:
    is_year = 1990 <= value <= 2100 and len(text) == 4
    return not text.endswith("%") and (abs(value) < LEAST or is_year)


def _slack(value: Decimal, *, is_share: bool) -> Decimal:
    return Decimal("0.2") if is_share else abs(value) * NEAR

"""Tables that a writer has made, set as the house sets its own: amounts to the right, many columns across the page."""

from __future__ import annotations

import re
from html import unescape

from django.utils.html import strip_tags

WIDE = 6  # columns from which a table takes the hanging column too
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(t[hd])([^>]*)>(.*?)</\1>", re.DOTALL)
_SPANS = re.compile(r"\b(?:col|row)span=")
_AMOUNT = re.compile(r"[-−–+]?\s?\d[\d\s]*(?:,\d+)?\s*(?:kr|kronor|tkr|mkr|%|procent|st)?\.?")
_NUM = ' class="num"'
_NOTHING = {"", "-", "–", "−"}


def set_tables(html: str) -> str:
    """Give a running text whose tables have amounts to the right (class "num") and, where wide, the class "bred".

    A table with cells that span several is left as it is.
    """
    return _TABLE.sub(lambda found: found[0] if _SPANS.search(found[1]) else _set(found[1]), html)


def _set(inner: str) -> str:
    rows = [_CELL.findall(row) for row in _ROW.findall(inner)]
    count = max(map(len, rows), default=0)
    right = {place for place in range(1, count) if _holds_amounts(rows, place)}
    body = _ROW.sub(lambda row: f"<tr>{_set_row(row[1], right)}</tr>", inner)
    opened = '<table class="bred">' if count >= WIDE else "<table>"
    return f"{opened}{body}</table>"


def _holds_amounts(rows: list[list[tuple[str, str, str]]], place: int) -> bool:
    cells = [row[place] for row in rows if len(row) > place]
    texts = [unescape(strip_tags(content)).strip() for tag, _, content in cells if tag == "td"]
    said = [text for text in texts if text not in _NOTHING]
    return bool(said) and all(_AMOUNT.fullmatch(text) for text in said)


def _set_row(row: str, right: set[int]) -> str:
    cells = enumerate(_CELL.findall(row))
    return "".join(
        f"<{tag}{attributes}{_NUM if place in right else ''}>{content}</{tag}>"
        for place, (tag, attributes, content) in cells
    )

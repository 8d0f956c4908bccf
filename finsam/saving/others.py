"""Who else is writing in the same thing just now, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from finsam.markup.reading import read_html
from finsam.markup.tree import write_html
from finsam.models import Person
from finsam.models.saving import Saving
from finsam.saving import Row, Sheet, as_stored
from finsam.saving.merging import same

JUST_NOW = dt.timedelta(minutes=3)
MOST_LOOKED_AT = 30  # savings of three minutes by several writers


@dataclass(frozen=True)
class OtherWriter:
    """Another who saved a moment ago, and what she wrote in: "Redogörelsen, stycke 2"."""

    name: str
    at: dt.datetime
    where: str


def others_writing(
    sheet: Sheet[Row], *, by: Person, at: dt.datetime, label: Callable[[str], str]
) -> list[OtherWriter]:
    """Give those but `by` who have saved in the sheet in the three minutes before `at`, the latest first.

    One query when nobody has; `label` gives a field as the page names it.
    """
    recent = list(
        sheet.rows()
        .filter(number__isnull=False, saved_at__gte=at - JUST_NOW)
        .select_related("saved_by")
        .order_by("-number")[:MOST_LOOKED_AT]
    )
    latest: dict[int, OtherWriter] = {}
    for place, row in enumerate(recent):
        if row.saved_by is None or row.saved_by_id in {by.pk, *latest}:
            continue
        before = recent[place + 1] if place + 1 < len(recent) else _before(sheet, row)
        where = _where(sheet, row, before, label)
        latest[row.saved_by.pk] = OtherWriter(row.saved_by.name, row.saved_at, where)
    return list(latest.values())


def _before(sheet: Sheet[Row], row: Row) -> Row | None:
    rows = sheet.rows().filter(number__lt=row.number).order_by("-number")
    return rows.first()


def _where(sheet: Sheet[Row], row: Row, before: Saving | None, label: Callable[[str], str]) -> str:
    now = as_stored(sheet, row)
    was: Mapping[str, Any] = as_stored(sheet, before) if before else {}
    changed = [name for name, value in now.items() if not same(value, was.get(name))]
    texts = [name for name in changed if sheet.is_text(name)]
    if texts:
        number = _paragraph(str(was.get(texts[0]) or ""), str(now[texts[0]] or ""))
        return f"{label(texts[0])}, stycke {number}"
    return label(changed[0]) if changed else ""


def _paragraph(before: str, after: str) -> int:
    """Give the number of the first paragraph that differs."""
    pairs = zip_longest(*([write_html([block]) for block in read_html(html)] for html in (before, after)))
    return next((number for number, (old, new) in enumerate(pairs, start=1) if old != new), 1)

"""Why a pasted table is not taken in as it stands: said where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from economy.pasting import heads, labels
from economy.pasting.heads import Column
from economy.pasting.notices import Notice
from economy.pasting.rows import Item

_KIND_UNCLEAR = "Rubriken säger inte om kolumnen är utfall, prognos, budget eller plan. Skriv det, till exempel Budget 2026."
_FAR_IN = 8  # spaces before a head that stands above amounts and not above labels


def two_readings(first: Sequence[str], second: Sequence[str]) -> Notice:
    """Say the two ways in which the cells of a row can be parted."""
    one, other = (
        " | ".join(cell or "–" for cell in cells[first[0] == second[0] :]) for cells in (first, second)
    )
    what = (
        f"Raden kan läsas som {one} och som {other}. Skriv en tabb eller ett streck ( | ) mellan kolumnerna."
    )
    return Notice(first[0], what)


def stuck_together(head_rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[Notice]:
    """Refuse a text out of a PDF in which the first column's head stands where the labels are: amounts are one cell."""
    for row in head_rows:
        if (
            row[0].startswith(" " * _FAR_IN)
            and heads.says_something(row[0])
            and len(columns) < sum(map(bool, row))
        ):
            what = (
                f"Rubrikerna är fler än kolumnerna: {row[0].strip()} har inga egna belopp, så ett belopp kan vara två. "
                "Skriv en tabb eller ett streck ( | ) mellan kolumnerna."
            )
            return [Notice("Rubrikerna", what)]
    return []


def nameless_rows(items: Sequence[Item]) -> list[Notice]:
    """Refuse a row that has amounts and no name, where it is not the sum of rows above it."""
    return [
        Notice(
            f"Raden efter {items[n - 1].shown_label}" if n else "Första raden",
            "Raden har belopp men inget namn. Skriv ett.",
        )
        for n, item in enumerate(items)
        if not labels.plain(item.label) and not item.is_sum and not item.is_nothing
    ]


def years_as_rows(items: Sequence[Item]) -> list[Notice]:
    """Refuse a table whose rows are the years."""
    if (
        sum(bool(re.fullmatch(r"\D*(19|20)\d\d", item.label.strip())) for item in items) * 2 <= len(items)
        or len(items) < 2
    ):
        return []
    return [
        Notice(
            "Tabellen",
            "Åren står som rader. Vänd tabellen, så att varje år är en kolumn, och klistra in den igen.",
        )
    ]


def months_left_out(columns: Sequence[Column]) -> list[Notice]:
    """Tell that columns of months are not read; a warning, for the year is."""
    heads_ = [column.head for column in columns if column.is_month]
    return (
        [Notice(f"Kolumnerna {heads_[0]}–{heads_[-1]}", "Månaderna läses inte in, bara hela året.")]
        if heads_
        else []
    )


def unclear_columns(columns: Sequence[Column]) -> list[Notice]:
    """Refuse columns of which the head does not say the year or the kind."""
    return [
        Notice(f"Kolumnen {column.head or number}", column.unclear or _KIND_UNCLEAR)
        for number, column in enumerate(columns, start=1)
        if column.unclear or (column.kind is None and column.year is not None)
    ]

"""A year's rows, columns and amounts as plain values, to be held against each other and put back."""

from __future__ import annotations

from typing import Any

from economy.models import Figure, FiscalYear
from finsam.models import PrintedFigure

LINE_FIELDS = (
    "statement", "kind", "key", "label", "position", "level", "covers", "role", "sign", "note", "lkbr", "accounts",
    "objects_filter",
)  # fmt: skip
_SET_FIELDS = ("key", "kind", "label", "version", "state", "source")

Snapshot = dict[str, Any]


def snapshot_of_year(fiscal_year: FiscalYear) -> Snapshot:
    """Give the year's rows, columns, amounts and printed figures, each by what names it."""
    figures: dict[str, dict[str, str | None]] = {}
    rows = Figure.objects.filter(figure_set__fiscal_year=fiscal_year)
    for set_pk, line_pk, amount in rows.values_list("figure_set_id", "line_id", "amount"):
        figures.setdefault(str(set_pk), {})[str(line_pk)] = None if amount is None else f"{amount:.2f}"
    return {
        "lines": {str(row.pop("id")): row for row in fiscal_year.lines.values("id", *LINE_FIELDS)},
        "sets": {str(row.pop("id")): row for row in fiscal_year.figure_sets.values("id", *_SET_FIELDS)},
        "figures": figures,
        "printed": {f"{row.document}\n{row.key}": [row.place, row.value] for row in printed_of(fiscal_year)},
    }


def printed_of(fiscal_year: FiscalYear) -> Any:
    """Give what documents of the year printed."""
    return PrintedFigure.objects.filter(
        association=fiscal_year.association, key__startswith=f"economy/{fiscal_year.year}/"
    )

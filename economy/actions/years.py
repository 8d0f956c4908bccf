"""Opening a fiscal year with a layout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from economy.models import EquityLimit, FiscalYear, Note, NoteRow, StatementLine
from economy.queries.books import is_unused
from economy.states import Unit
from finsam import audit
from finsam.errors import DomainError
from finsam.models import Association, Person

LIMIT = Decimal(20)  # percent of the contributions
LIMIT_SOURCE = "Nationella rådets rekommendation, som förbund återger den i sina årsredovisningar"
Layout = Mapping[str, Sequence[Mapping[str, Any]]]
_COPIED = (
    "statement", "kind", "key", "label", "position", "level", "covers", "role", "sign", "note", "lkbr", "accounts",
    "objects_filter",
)  # fmt: skip


@transaction.atomic
def open_year(
    *, association: Association, year: int, starts_on: dt.date | None = None, ends_on: dt.date | None = None,
    layout: Layout | None = None, copy_from: FiscalYear | None = None, unit: str = Unit.KR, has_limit: bool = False,
    by: Person | None,
) -> FiscalYear:  # fmt: skip
    """Open a fiscal year with the layout of another year of the association, or with rows as `economy.outlines` writes them.

    Without days it is the calendar year. `has_limit` gives a first year the limit of equity that förbund go by. Raises
    DomainError when the year is there or its days are not in it.
    """
    starts_on, ends_on = starts_on or dt.date(year, 1, 1), ends_on or dt.date(year, 12, 31)
    if FiscalYear.objects.select_for_update().filter(association=association, year=year).exists():
        raise DomainError(f"Räkenskapsåret {year} finns redan.")
    if ends_on <= starts_on or ends_on.year != year:
        raise DomainError(f"Räkenskapsåret {year} ska börja före det slutar, och sluta under {year}.")
    if copy_from and copy_from.association_id != association.pk:
        raise DomainError("Uppställningen hör till ett annat förbund.")
    opened = FiscalYear.objects.create(
        association=association, year=year, starts_on=starts_on, ends_on=ends_on, unit=unit
    )
    if copy_from:
        _copy(copy_from, opened)
    else:
        _write(opened, layout or {})
    if has_limit:
        _give_limit(opened)
    audit.record(
        association=association, by=by, verb="öppnade räkenskapsår", target=opened,
        copied_from=copy_from.year if copy_from else None,
    )  # fmt: skip
    return opened


def _give_limit(opened: FiscalYear) -> None:
    """Let a förbund's first year begin with the limit of equity that förbund go by; it is changed under Riktmärken."""
    association = opened.association
    if association.equity_limits.exists() or association.fiscal_years.exclude(pk=opened.pk).exists():
        return
    EquityLimit.objects.create(
        association=association, from_year=opened.year, percent=LIMIT, source=LIMIT_SOURCE
    )


@transaction.atomic
def remove_year(*, fiscal_year: FiscalYear, by: Person | None) -> None:
    """Remove a year that was opened by mistake, with its layout; raises DomainError where anything stands in it."""
    locked = (
        FiscalYear.objects.select_for_update(of=("self",))
        .select_related("association")
        .get(pk=fiscal_year.pk)
    )
    if not is_unused(locked):
        raise DomainError(
            f"Räkenskapsåret {locked.year} har kolumner eller bokföring. Ta bort dem först, om året inte ska finnas."
        )
    audit.record(association=locked.association, by=by, verb="tog bort räkenskapsår", target=locked)
    locked.delete()


def _copy(source: FiscalYear, target: FiscalYear) -> None:
    StatementLine.objects.bulk_create(
        StatementLine(fiscal_year=target, **{name: getattr(line, name) for name in _COPIED})
        for line in source.lines.all()
    )
    for note in source.notes.prefetch_related("rows"):
        copied = Note.objects.create(fiscal_year=target, number=note.number, label=note.label)
        NoteRow.objects.bulk_create(
            NoteRow(
                note=copied, key=row.key, position=row.position, group=row.group, label=row.label,
                member_id=row.member_id, insats_id=row.insats_id, orientation=row.orientation,
            )
            for row in note.rows.all()
            if not row.is_undivided
        )  # fmt: skip


def _write(year: FiscalYear, layout: Layout) -> None:
    lines = [
        StatementLine(fiscal_year=year, statement=statement, position=position, **row)
        for statement, rows in layout.items()
        for position, row in enumerate(rows, start=1)
    ]
    for line in lines:
        line.full_clean(exclude=["fiscal_year"], validate_unique=False, validate_constraints=False)
    StatementLine.objects.bulk_create(lines)

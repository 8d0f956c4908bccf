"""Writing figures: columns and amounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from economy.models import Contribution, Figure, FigureSet, FiscalYear, Forecast, HistoricalFigure
from economy.states import FigureKind, LineKind, Source
from finsam import audit
from finsam.errors import DomainError
from finsam.models import Association, Member, Person, PrintedFigure


@transaction.atomic
def add_column(
    *, fiscal_year: FiscalYear, kind: str, label: str, key: str, starts_on: dt.date | None = None,
    ends_on: dt.date | None = None, source: str = "", by: Person | None,
) -> FigureSet:  # fmt: skip
    """Add a column of figures; without days it covers the whole year."""
    FiscalYear.objects.select_for_update().get(pk=fiscal_year.pk)
    starts_on, ends_on = starts_on or fiscal_year.starts_on, ends_on or fiscal_year.ends_on
    if ends_on < starts_on:
        raise DomainError("Perioden slutar innan den börjar.")
    if fiscal_year.figure_sets.filter(key=key).exists():
        raise DomainError(f"Det finns redan en kolumn med nyckeln {key}.")
    last = fiscal_year.figure_sets.aggregate(last=Max("position"))["last"] or 0
    column = FigureSet.objects.create(
        fiscal_year=fiscal_year, kind=kind, label=label, key=key, starts_on=starts_on, ends_on=ends_on,
        position=last + 1, source=source,
    )  # fmt: skip
    audit.record(association=fiscal_year.association, by=by, verb="lade till kolumn", target=column)
    return column


@transaction.atomic
def save_figures(
    *, figure_set: FigureSet, amounts: Mapping[str, Decimal | None], source: str = "", by: Person | None
) -> FigureSet:
    """Write amounts in kronor by the lines' keys; lines that are not named keep theirs, None is not known.

    Raises DomainError when the column is adopted, comes from the ledger, or a key is no line with an amount.
    """
    lines = {line.key: line for line in figure_set.fiscal_year.lines.all() if line.holds_amounts}
    is_beside = all(key in lines and lines[key].kind == LineKind.MEMO for key in amounts)
    figure_set = open_column(figure_set, is_beside=is_beside)
    unknown = [key for key in amounts if key not in lines]
    if unknown:
        raise DomainError(f"Raden {unknown[0]} finns inte i uppställningen, eller är en summa.")
    before = {row.line.key: row for row in figure_set.figures.select_related("line")}
    changed = {
        key: amount
        for key, amount in amounts.items()
        if (key in before and before[key].amount != amount) or (key not in before and amount is not None)
    }
    Figure.objects.bulk_create(
        (Figure(figure_set=figure_set, line=lines[key], amount=amount) for key, amount in changed.items()),
        update_conflicts=True, unique_fields=["figure_set", "line"], update_fields=["amount"],
    )  # fmt: skip
    if source and source != figure_set.source:
        figure_set.source = source
        figure_set.save(update_fields=["source"])
    if changed:
        facts = {key: [_text(before.get(key)), str(amount)] for key, amount in changed.items()}
        audit.record(
            association=figure_set.fiscal_year.association, by=by, verb="skrev belopp", target=figure_set,
            changed=facts,
        )  # fmt: skip
    return figure_set


@transaction.atomic
def save_columns(*, amounts: Mapping[FigureSet, Mapping[str, Decimal | None]], by: Person | None) -> None:
    """Write several columns at once: all of them or none."""
    for column, found in amounts.items():
        save_figures(figure_set=column, amounts=found, by=by)


def _text(row: Figure | None) -> str:
    return "" if row is None or row.amount is None else str(row.amount)


def open_column(figure_set: FigureSet, *, is_beside: bool = False) -> FigureSet:
    """Lock a column that is to be written in; raises DomainError when it is adopted or comes from the ledger.

    What stands beside the sums (pledges, the cost of the audit) is not in the books, and is typed beside them.
    """
    column = (
        FigureSet.objects.select_for_update(of=("self",))
        .select_related("fiscal_year__association")
        .get(pk=figure_set.pk)
    )
    if column.is_adopted:
        raise DomainError(f"{column} är fastställd och ändras inte. Gör en ny version.")
    if Forecast.objects.filter(figure_set=column).exists():
        raise DomainError(f"{column} är sparad med sina skäl. Gör en ny prognos under Uppföljning.")
    is_booked = column.is_outcome and column.is_within_year and column.fiscal_year.source == Source.LEDGER
    if is_booked and not is_beside:
        raise DomainError("Årets utfall kommer från bokföringen och skrivs inte in för hand.")
    return column


@transaction.atomic
def save_contributions(
    *, figure_set: FigureSet, amounts: Mapping[Member, Decimal | None], by: Person | None
) -> None:
    """Write what each member pays in the column; None takes the member's row away."""
    figure_set = open_column(figure_set)
    association = figure_set.fiscal_year.association
    for member, amount in amounts.items():
        if member.association_id != association.pk:
            raise DomainError("Medlemmen hör till ett annat förbund.")
        if amount is None:
            Contribution.objects.filter(figure_set=figure_set, member=member).delete()
        else:
            Contribution.objects.update_or_create(
                figure_set=figure_set, member=member, defaults={"amount": amount}
            )
    audit.record(
        association=association, by=by, verb="skrev medlemsbidrag", target=figure_set,
        amounts={member.name: str(amount) for member, amount in amounts.items()},
    )  # fmt: skip


@transaction.atomic
def remove_column(*, figure_set: FigureSet, by: Person | None) -> None:
    """Remove a column that is not adopted, with its figures."""
    figure_set = open_column(figure_set)
    audit.record(
        association=figure_set.fiscal_year.association, by=by, verb="tog bort kolumn", target=figure_set
    )
    figure_set.delete()


@transaction.atomic
def keep_historical(
    *,
    association: Association,
    year: int,
    values: Mapping[str, Decimal | None],
    source: str,
    by: Person | None,
) -> None:
    """Keep figures of a year without books, with where they were found; None takes a figure away."""
    if not source.strip():
        raise DomainError("Skriv var uppgifterna kommer ifrån.")
    gone = [key for key, value in values.items() if value is None]
    HistoricalFigure.objects.filter(association=association, year=year, key__in=gone).delete()
    HistoricalFigure.objects.bulk_create(
        (
            HistoricalFigure(association=association, year=year, key=key, value=value, source=source)
            for key, value in values.items()
            if value is not None
        ),
        update_conflicts=True, unique_fields=["association", "year", "key"], update_fields=["value", "source"],
    )  # fmt: skip
    audit.record(
        association=association, by=by, verb="skrev historiska uppgifter", target=association, year=year,
        values={key: str(value) for key, value in values.items()},
    )  # fmt: skip


@transaction.atomic
def keep_years(
    *,
    association: Association,
    years: Mapping[int, Mapping[str, Decimal | None]],
    source: str,
    by: Person | None,
) -> None:
    """Keep figures of several years without books, or of none of them."""
    for year, values in years.items():
        keep_historical(association=association, year=year, values=values, source=source, by=by)


@transaction.atomic
def keep_printed(
    *, association: Association, document: str, figures: Mapping[str, tuple[str, str]], by: Person | None
) -> None:
    """Keep what a document printed: by key (see `economy.queries.printed`) the place and the text; kept once a key."""
    for key, (place, value) in figures.items():
        PrintedFigure.objects.update_or_create(
            association=association, document=document, key=key, defaults={"place": place, "value": value}
        )
    audit.record(
        association=association, by=by, verb="sparade tryckta uppgifter", target=association, document=document,
        count=len(figures),
    )  # fmt: skip


def kind_key(kind: str, ends_on: dt.date, fiscal_year: FiscalYear) -> str:
    """Suggest a column's key: utfall, budget, prognos, plan, with the last month when it is part of the year."""
    name = {FigureKind.OUTCOME: "utfall", FigureKind.BUDGET: "budget", FigureKind.FORECAST: "prognos"}.get(
        FigureKind(kind), "plan"
    )
    if kind == FigureKind.PLAN or ends_on.year != fiscal_year.ends_on.year:
        return f"{name}-{ends_on.year}"
    return name if ends_on == fiscal_year.ends_on else f"{name}-{ends_on:%m%d}"

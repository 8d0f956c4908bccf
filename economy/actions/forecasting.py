"""Making a forecast of the year: each one is kept, with how every line was arrived at, who wrote why and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from economy.models import Figure, FigureSet, FiscalYear, Forecast, ForecastRow
from economy.queries.books import open_books
from economy.queries.follow_up import FollowUp, FollowUpRow, follow_up
from economy.queries.forecasts import amount_by_way, forecast_key, rest_of_year
from economy.states import FigureKind, ForecastWay
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person


@dataclass(frozen=True)
class Wanted:
    """What is wanted of a line: its way, the own amount in kronor where that is the way, and why."""

    way: str = ForecastWay.REST
    amount: Decimal | None = None
    reason: str = ""


@transaction.atomic
def make_forecast(
    *, fiscal_year: FiscalYear, until: dt.date, wanted: Mapping[str, Wanted], by: Person | None
) -> Forecast:
    """Make the year's forecast on the outcome until the last closed month; lines that are not named keep their way and why.

    One of the same month and the same day is changed, until a report has shown it; else it is a new version of the
    column, and the earlier ones stay. Raises DomainError when the month is not the last closed one.
    """
    fiscal_year = (
        FiscalYear.objects.select_for_update(of=("self",))
        .select_related("association")
        .get(pk=fiscal_year.pk)
    )
    shown = follow_up(fiscal_year, until)
    if shown is None or not shown.is_latest:
        raise DomainError("Prognosen görs på den senaste stängda månaden. Öppna sidan igen.")
    rows = {each.key: each for each in shown.rows if each.kind == "line"}
    unknown = [key for key in wanted if key not in rows]
    if unknown:
        raise DomainError("En rad i prognosen finns inte längre i uppställningen. Öppna sidan igen.")
    forecast, is_new = _begin(shown, by)
    _write(forecast, shown, rows, wanted, by)
    result = sum((row.amount or Decimal(0) for row in forecast.figure_set.figures.all()), Decimal(0))
    audit.record(
        association=fiscal_year.association, by=by, verb="gjorde prognos" if is_new else "ändrade prognos", target=forecast,
        until=until.isoformat(), result=str(result),
    )  # fmt: skip
    return forecast


@transaction.atomic
def keep_forecast(*, forecast: Forecast, by: Person | None) -> None:
    """Let a forecast stand as it is from now on: it has been shown to someone."""
    Forecast.objects.filter(pk=forecast.pk, kept_at=None).update(kept_at=timezone.now(), kept_by=by)


def _begin(shown: FollowUp, by: Person | None) -> tuple[Forecast, bool]:
    """Give the forecast to write in: today's own, or a new version of the column."""
    newest = shown.forecasts[-1].forecast if shown.forecasts else None
    today = clock.day_of(clock.now())
    if (
        newest
        and newest.until == shown.until
        and not newest.kept_at
        and clock.day_of(newest.made_at) == today
    ):
        newest.made_at, newest.made_by = clock.now(), by
        newest.save(update_fields=["made_at", "made_by"])
        return newest, False
    year = shown.fiscal_year
    book = open_books(year.association, [year.year]).by_year[year.year]
    earlier = year.figure_sets.filter(key=forecast_key(book)).order_by("-version").first()
    last = year.figure_sets.aggregate(last=Max("position"))["last"] or 0
    column = FigureSet.objects.create(
        fiscal_year=year, kind=FigureKind.FORECAST, key=forecast_key(book), label=f"Prognos {year.year}",
        starts_on=year.starts_on, ends_on=year.ends_on, version=earlier.version + 1 if earlier else 1,
        position=earlier.position if earlier else last + 1,
    )  # fmt: skip
    made = Forecast.objects.create(figure_set=column, until=shown.until, made_at=clock.now(), made_by=by)
    return made, True


def _write(
    forecast: Forecast, shown: FollowUp, rows: Mapping[str, FollowUpRow], wanted: Mapping[str, Wanted], by: Person | None
) -> None:  # fmt: skip
    now, figures, told = clock.now(), [], []
    for key, row in rows.items():
        asked = wanted.get(key) or Wanted(row.way, row.forecast, row.reason)
        if asked.way == ForecastWay.GRANTS and row.granted is None:
            raise DomainError(
                f"{row.label}: inget är beviljat för {shown.fiscal_year.year}. Välj ett annat sätt."
            )
        if asked.way == ForecastWay.OWN and asked.amount is None:
            raise DomainError(f"{row.label}: skriv ett belopp, eller välj ett annat sätt.")
        rest = rest_of_year(row.outcome, row.budget, row.year_budget)
        amount = amount_by_way(asked.way, rest=rest, granted=row.granted, own=asked.amount)
        figures.append(Figure(figure_set=forecast.figure_set, line=row.line, amount=amount))
        reason, was = asked.reason.strip(), row.told
        is_same = was is not None and was.reason == reason
        told.append(
            ForecastRow(
                forecast=forecast, line=row.line, way=asked.way, reason=reason,
                written_at=None if not reason else was.written_at if was and is_same else now,
                written_by=None if not reason else was.written_by if was and is_same else by,
            )
        )  # fmt: skip
    forecast.figure_set.figures.all().delete()
    forecast.rows.all().delete()
    Figure.objects.bulk_create(figures)
    ForecastRow.objects.bulk_create(told)

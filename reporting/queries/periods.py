"""Which day a delårsrapport ends on: the förbund's own, of those that the law allows."""

from __future__ import annotations

import datetime as dt

from economy.models import FiscalYear
from economy.queries.books import open_books
from economy.queries.tables import interim_ends, interim_outcome
from finsam.models import Association
from reporting.models import Report
from reporting.states import ReportKind


def lawful_days(association: Association, year: int) -> list[dt.date]:
    """Give the days on which the year's delårsrapport may end (13 kap. 1 § lag 2018:597)."""
    opened = FiscalYear.objects.filter(association=association, year=year).first()
    if opened:
        return interim_ends(opened.starts_on, opened.ends_on)
    return interim_ends(dt.date(year, 1, 1), dt.date(year, 12, 31))


def interim_day_of(association: Association, year: int) -> dt.date | None:
    """Give the day on which the year's delårsrapport ends by itself: that of its figures, else last year's, else the first."""
    days = lawful_days(association, year)
    book = open_books(association, [year]).get(year)
    outcome = interim_outcome(book) if book else None
    if outcome and (outcome.ends_on in days or not days):
        return outcome.ends_on
    before = (
        Report.objects.of(association)
        .filter(kind=ReportKind.HALF_YEAR, year__lt=year, ends_on__isnull=False)
        .order_by("-year", "-version")
        .first()
    )
    same = [day for day in days if before and before.ends_on and day.month == before.ends_on.month]
    return next(iter(same or days), None)

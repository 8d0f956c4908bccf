"""Which columns of figures the reports that are being written show, for books that come and go under them."""

from __future__ import annotations

from collections.abc import Iterator

from economy.models import FiscalYear
from economy.queries.books import open_books
from economy.queries.tables import interim_outcome
from reporting.models import Report, Section
from reporting.states import FROZEN, ReportKind

_OF_PART = ("half_year", "half_year_summary", "insatser_half_year")  # blocks


def columns(fiscal_year: FiscalYear) -> Iterator[str]:
    """Give the keys of the year's columns that a report of it, or of the year after, shows while it is written."""
    written = Report.objects.of(fiscal_year.association).current().exclude(state__in=FROZEN)
    of_year = written.filter(year=fiscal_year.year)
    if (
        written.filter(year__in=(fiscal_year.year, fiscal_year.year + 1))
        .exclude(kind=ReportKind.PLAN)
        .exists()
    ):
        yield from ("utfall", "budget")
    if of_year.filter(kind=ReportKind.PLAN).exists():
        yield "budget"
    if (
        of_year.filter(kind=ReportKind.HALF_YEAR).exists()
        or of_year.filter(sections__block__in=_OF_PART).exists()
    ):
        yield from _part(fiscal_year)
    for options in Section.objects.filter(report__in=written).values_list("options", flat=True):
        for name in options.get("columns", []):
            year, _, key = name.partition("/")
            if year == str(fiscal_year.year):
                yield key


def _part(fiscal_year: FiscalYear) -> Iterator[str]:
    book = open_books(fiscal_year.association, [fiscal_year.year]).get(fiscal_year.year)
    if book and (part := interim_outcome(book)):
        yield part.key

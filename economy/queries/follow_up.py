"""The year to its last closed month: outcome against the budget by month, and the forecast against the year's budget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from economy import rules
from economy.models import DeviationLimit, FiscalYear, ForecastRow, LedgerImport, LedgerSum, StatementLine
from economy.queries.books import Amounts, Book, Books, open_books
from economy.queries.equity_ahead import equity_before
from economy.queries.forecasts import (
    Kept,
    amount_by_way,
    forecasts_of,
    granted_by_kind,
    granted_by_line,
    rest_of_year,
)
from economy.queries.ledger import import_in_force, sums_of_import
from economy.queries.month_budget import SpreadRow, month_budget, month_ends
from economy.queries.ratios import equity_limit
from economy.states import INSATS_ROLES, FigureKind, ForecastWay, LineKind, LineRole, Source, StatementKind
from finsam.models import Association
from finsam.swedish import dates
from finsam.swedish.money import share
from finsam.web.asked_once import asked_once

ZERO = Decimal(0)


@dataclass(frozen=True)
class FollowUpRow:
    """A row: kronor with the sign that is stored, deviations plus where it is better than budget.

    `kind` is group, line, sum or big. `forecast` is the year's, `granted` what the grants would make it.
    """

    kind: str
    line: StatementLine
    outcome: Decimal | None = None
    budget: Decimal | None = None
    year_budget: Decimal | None = None
    forecast: Decimal | None = None
    granted: Decimal | None = None
    way: str = ForecastWay.REST
    told: ForecastRow | None = None
    is_marked: bool = False
    is_year_marked: bool = False

    @property
    def label(self) -> str:
        return self.line.label

    @property
    def key(self) -> str:
        return self.line.key

    @property
    def deviation(self) -> Decimal | None:
        """How much better than its budget the outcome is."""
        return _less(self.outcome, self.budget)

    @property
    def percent(self) -> Decimal | None:
        """How large the deviation is, in percent of the budget of the same months."""
        return (
            abs(share(self.deviation, self.budget) or ZERO)
            if self.deviation is not None and self.budget
            else None
        )

    @property
    def year_deviation(self) -> Decimal | None:
        """How much better than the year's budget the forecast is."""
        return _less(self.forecast, self.year_budget)

    @property
    def reason(self) -> str:
        return self.told.reason if self.told else ""

    @property
    def needs_reason(self) -> bool:
        """Whether the row deviates more than the limit and nothing says why."""
        return (self.is_marked or self.is_year_marked) and not self.reason.strip()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing on the row to tell."""
        return not any((self.outcome, self.budget, self.year_budget, self.forecast))


@dataclass(frozen=True)
class FollowUp:
    """A year until the end of a month. `kept` is the forecast that is shown, None where it is only proposed."""

    fiscal_year: FiscalYear
    until: dt.date
    periods: tuple[dt.date, ...]
    rows: tuple[FollowUpRow, ...]
    limit: DeviationLimit
    spreads: tuple[SpreadRow, ...]
    forecasts: tuple[Kept, ...]
    kept: Kept | None
    ledger_import: LedgerImport | None
    opening: Decimal | None
    equity: Decimal | None
    contributions: Decimal | None
    limit_percent: Decimal | None
    granted: Decimal
    insats_budget: Decimal | None

    @property
    def is_latest(self) -> bool:
        """Whether it goes as far as the books do: only then is a forecast made."""
        return self.until == self.periods[-1]

    @property
    def period(self) -> str:
        """The months: "Januari–mars", or "Januari"."""
        return months_in_words(self.fiscal_year.starts_on, self.until)

    @property
    def result(self) -> FollowUpRow:
        """The year's result as a row of its own, counted from the lines whatever sums the layout has."""
        line = next((each.line for each in self.rows if each.kind == "big"), None)
        return FollowUpRow(
            "big", line or StatementLine(label="Årets resultat", key="resultat", sign=1), outcome=self._sum("outcome"),
            budget=self._sum("budget"), year_budget=self._sum("year_budget"), forecast=self._sum("forecast"),
        )  # fmt: skip

    def _sum(self, name: str) -> Decimal | None:
        return rules.add(getattr(each, name) for each in self.rows if each.kind == "line")

    @property
    def forecast_equity(self) -> Decimal | None:
        """Equity at the year's end by the forecast."""
        result = self.result.forecast
        return None if self.opening is None or result is None else self.opening + result

    @property
    def forecast_share(self) -> Decimal | None:
        """Equity at the year's end by the forecast, in percent of the contributions."""
        equity = self.forecast_equity
        return None if equity is None or not self.contributions else share(equity, self.contributions)

    @property
    def equity_share(self) -> Decimal | None:
        """Equity at the month's end in percent of the year's contributions."""
        return (
            None if self.equity is None or not self.contributions else share(self.equity, self.contributions)
        )

    @property
    def left_to_grant(self) -> Decimal | None:
        """What is left of the budget for insatser when the grants are taken from it; kronor."""
        return None if self.insats_budget is None else self.insats_budget - self.granted

    @property
    def marked(self) -> list[FollowUpRow]:
        """The rows that deviate more than the limit."""
        return [each for each in self.rows if each.is_marked or each.is_year_marked]

    @property
    def unexplained(self) -> list[FollowUpRow]:
        """Those of them that nothing explains."""
        return [each for each in self.rows if each.needs_reason]


def follow_up(
    fiscal_year: FiscalYear, until: dt.date | None = None, *, books: Books | None = None
) -> FollowUp | None:
    """Give the year until the end of a month, the last closed one where none is asked for; None where none is closed.

    The last month's forecast is the one that was made for it, or what is proposed: by the ways that the forecast
    before it was made. An earlier month shows the last forecast that was made on it or before.
    """
    books = books or open_books(fiscal_year.association)
    book = books.by_year[fiscal_year.year]
    ledger_import = import_in_force(fiscal_year)
    periods = closed_periods(book, ledger_import)
    if not periods or (until and until not in periods):
        return None
    until = until or periods[-1]
    outcome = _outcome(book, ledger_import, until)
    spreads, forecasts = month_budget(book), forecasts_of(fiscal_year)
    kept = next((each for each in reversed(forecasts) if each.until <= until), None)
    granted = granted_by_kind(fiscal_year.association, fiscal_year.year)
    limit = deviation_limit(fiscal_year.association)
    is_latest = until == periods[-1]
    is_made = kept is not None and (kept.until == until or not is_latest)
    rows = _Rows(
        book, outcome, spreads, kept, is_made or not is_latest, granted_by_line(book, granted), limit, until
    ).all()
    planned = book.amounts(book.budget) if book.budget else outcome
    contributions = rules.of_roles(book.lines, planned, {LineRole.CONTRIBUTION})
    insats_budget = (
        rules.of_roles(book.lines, book.amounts(book.budget), INSATS_ROLES) if book.budget else None
    )
    position = rules.position_of(book.lines, outcome)
    opening = equity_before(books, fiscal_year.year)
    result = rules.result_of(book.lines, outcome)
    return FollowUp(
        fiscal_year=fiscal_year, until=until, periods=tuple(periods), rows=tuple(rows), limit=limit, spreads=tuple(spreads),
        forecasts=tuple(forecasts), kept=kept if is_made else None, ledger_import=ledger_import, opening=opening,
        equity=position.equity if position else _sum(opening, result), contributions=contributions,
        limit_percent=equity_limit(fiscal_year.association, fiscal_year.year, contributions),
        granted=sum(granted.values(), ZERO), insats_budget=None if insats_budget is None else -insats_budget,
    )  # fmt: skip


@dataclass(frozen=True)
class _Rows:
    """What the rows are made of."""

    book: Book
    outcome: Amounts
    spreads: list[SpreadRow]
    kept: Kept | None
    is_made: bool
    granted: Mapping[str, Decimal]
    limit: DeviationLimit
    until: dt.date

    def all(self) -> list[FollowUpRow]:
        budget = self._budget()
        year = {each.line.key: each.total for each in self.spreads}
        forecast = {
            line.key: self._forecast(line, budget, year)
            for line in self.book.of(StatementKind.INCOME)
            if line.is_line
        }
        summed = {
            "outcome": self.outcome, "budget": rules.with_sums(self.book.lines, budget),
            "year_budget": rules.with_sums(self.book.lines, year), "forecast": rules.with_sums(self.book.lines, forecast),
        }  # fmt: skip
        return [
            self._row(line, summed)
            for line in self.book.of(StatementKind.INCOME)
            if line.kind != LineKind.MEMO
        ]

    def _budget(self) -> Amounts:
        """The months' budget: what somebody typed for the same days, or else the year's by month."""
        typed = self.book.find(FigureKind.BUDGET, ends_on=self.until)
        if typed and typed.is_part_of_year and typed.starts_on == self.book.fiscal_year.starts_on:
            return self.book.amounts(typed)
        count = month_ends(self.book.fiscal_year).index(self.until) + 1
        return {each.line.key: each.until(count) for each in self.spreads}

    def _forecast(self, line: StatementLine, budget: Amounts, year: Amounts) -> Decimal | None:
        made = self.kept.amounts.get(line.key) if self.kept else None
        if self.is_made:
            typed = None if self.kept else self.book.find(FigureKind.FORECAST)
            return self.book.amounts(typed).get(line.key) if typed else made
        rest = rest_of_year(self.outcome.get(line.key), budget.get(line.key), year.get(line.key))
        return amount_by_way(self._way(line), rest=rest, granted=self.granted.get(line.key), own=made)

    def _way(self, line: StatementLine) -> str:
        told = self.kept.rows.get(line.key) if self.kept else None
        return told.way if told else ForecastWay.REST

    def _row(self, line: StatementLine, summed: Mapping[str, Amounts]) -> FollowUpRow:
        if line.kind == LineKind.HEADING:
            return FollowUpRow("group", line)
        kind = "line" if line.is_line else "big" if line.role == LineRole.YEARS_RESULT else "sum"
        found = {name: amounts.get(line.key) for name, amounts in summed.items()}
        told = self.kept.rows.get(line.key) if self.kept else None
        is_line = kind == "line"
        return FollowUpRow(
            kind, line, **found, granted=self.granted.get(line.key), way=self._way(line), told=told,
            is_marked=is_line and self.limit.is_passed(_less(found["outcome"], found["budget"]), found["budget"]),
            is_year_marked=is_line and self.limit.is_passed(_less(found["forecast"], found["year_budget"]), found["year_budget"]),
        )  # fmt: skip


def closed_periods(book: Book, ledger_import: LedgerImport | None) -> list[dt.date]:
    """Give the ends of the months that are closed, which the outcome is known until.

    Books that divide the year close each month that they reach the end of; a typed outcome closes the one it ends with.
    """
    fiscal_year, ends = book.fiscal_year, month_ends(book.fiscal_year)
    if fiscal_year.source == Source.LEDGER:
        if ledger_import is None:
            return []
        reached = dt.date.fromisoformat(
            ledger_import.found.get("reaches_to") or fiscal_year.ends_on.isoformat()
        )
        passed = [day for day in ends if day <= reached]
        if passed and passed != ends[-1:] and not _is_divided(ledger_import):
            return [day for day in passed if day == ends[-1]]
        return passed
    typed = {
        each.ends_on
        for each in book.sets
        if each.is_outcome
        and each.starts_on == fiscal_year.starts_on
        and rules.result_of(book.lines, book.amounts(each)) is not None
    }
    return [day for day in ends if day in typed]


@asked_once
def _is_divided(ledger_import: LedgerImport) -> bool:
    """Tell whether the books tell every sum by month."""
    return not LedgerSum.objects.filter(account__ledger_import=ledger_import, month=None).exists()


def _outcome(book: Book, ledger_import: LedgerImport | None, until: dt.date) -> Amounts:
    starts_on = book.fiscal_year.starts_on
    for each in book.sets:
        if each.kind == FigureKind.OUTCOME and (each.starts_on, each.ends_on) == (starts_on, until):
            return book.amounts(each)
    is_whole = until == book.fiscal_year.ends_on
    amounts = sums_of_import(ledger_import).by_line(book.lines, starts_on, until, is_whole_year=is_whole)
    return rules.with_sums(book.lines, amounts)


@asked_once
def deviation_limit(association: Association) -> DeviationLimit:
    """Give the förbund's limit for deviations, or the one that holds where it has set none."""
    found = DeviationLimit.objects.filter(association=association).first()
    return found or DeviationLimit(association=association)


def months_in_words(start: dt.date, end: dt.date) -> str:
    """Write "Januari–mars" or "Januari"."""
    first, last = (dates.day_month(day).split()[-1] for day in (start, end))
    return first.capitalize() if first == last else f"{first.capitalize()}–{last}"


def _less(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else first - second


def _sum(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else first + second

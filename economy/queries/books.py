"""The years' layouts and figures, fetched in as many queries for thirty years as for one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, OuterRef, Q

from economy import rules
from economy.models import (
    Contribution,
    Figure,
    FigureSet,
    FiscalYear,
    HistoricalFigure,
    NoteFigure,
    NoteRow,
    StatementLine,
)
from economy.queries import ledger
from economy.queries.ledger_before import amounts_before, year_before
from economy.queries.ledger_division import divided_by_objects
from economy.queries.reported import Costs, reported_costs
from economy.states import PLANNED, FigureKind, LineKind, Source
from finsam.models import Association, Member
from finsam.web.asked_once import asked_once, kept_for_page, when_looked_in

Amounts = dict[str, Decimal | None]
IN_ORDER = ("-statement", "position", "id")  # the income statement before the balance sheet


@dataclass(frozen=True)
class Book:
    """One fiscal year: its layout, its columns in the versions that count, and what they hold.

    `oriented` is what the rows of a note with an orientation, or the objects of the books, add up to, by note and
    orientation; `reports` is what
    the insatser's yearly reports say that they cost, by year and kind of insats.
    """

    fiscal_year: FiscalYear
    lines: tuple[StatementLine, ...]
    sets: tuple[FigureSet, ...]
    stored: dict[int, Amounts]
    contributions: dict[int, dict[Member, Decimal]]
    oriented: dict[int, dict[tuple[int, str], Decimal]]
    reports: dict[int, Costs] = field(default_factory=dict)
    revisions: dict[int, FigureSet] = field(default_factory=dict)
    _sums: dict[int, Amounts] = field(default_factory=dict, compare=False)

    @property
    def year(self) -> int:
        return self.fiscal_year.year

    @property
    def reported(self) -> Costs:
        """What the year's reports say that the insatser cost, by kind of insats."""
        return self.reports.get(self.year, {})

    @property
    def columns(self) -> list[FigureSet]:
        """Every column there is to write in or to read: each followed by its revision that is not fixed yet."""
        pairs = ((each, self.revisions.get(each.pk)) for each in self.sets)
        return [each for pair in pairs for each in pair if each]

    def as_proposed(self, figure_set: FigureSet) -> FigureSet:
        """Give the column as it would be when its revision is fixed."""
        return self.revisions.get(figure_set.pk, figure_set)

    @cached_property
    def by_key(self) -> dict[str, StatementLine]:
        """The year's lines by their keys."""
        return {line.key: line for line in self.lines}

    def of(self, statement: str) -> list[StatementLine]:
        """The lines of one statement in order."""
        return [line for line in self.lines if line.statement == statement]

    def amounts(self, figure_set: FigureSet) -> Amounts:
        """Give every line's and sum's amount in a column, kronor; None is not known."""
        if figure_set.pk not in self._sums:
            stored = self.stored.get(figure_set.pk, {})
            self._sums[figure_set.pk] = rules.with_sums(self.lines, stored | self.computed_result(figure_set))
        return self._sums[figure_set.pk]

    def computed_result(self, figure_set: FigureSet) -> Amounts:
        """Give the balance sheet's row for the result, computed from the income statement, by its key.

        The books compute their own, and where a column begins later than its year the result of the whole is not known.
        """
        if not self.computes_result(figure_set):
            return {}
        return rules.balance_result(self.lines, self.stored.get(figure_set.pk, {}))

    def computes_result(self, figure_set: FigureSet) -> bool:
        """Whether the balance sheet's result is computed from the rows of the column, and not by its books or typed."""
        if not figure_set.is_within_year:
            return True
        is_booked = figure_set.is_outcome and self.fiscal_year.source == Source.LEDGER
        return not is_booked and figure_set.starts_on == self.fiscal_year.starts_on

    def typed_result(self, figure_set: FigureSet) -> Decimal | None:
        """Give what is stored on the balance sheet's row for the result; None where it is left to be computed."""
        own = rules.balance_result_keys(self.lines)
        return self.stored.get(figure_set.pk, {}).get(own[0]) if len(own) == 1 else None

    def find(self, kind: str, *, ends_on: dt.date | None = None) -> FigureSet | None:
        """Give the column of the kind for the whole year, or for the part of it that ends on the day."""
        for each in self.sets:
            if each.kind != kind:
                continue
            if each.ends_on == ends_on if ends_on else each.is_whole_year:
                return each
        return None

    @property
    def outcome(self) -> FigureSet | None:
        """The whole year's outcome."""
        return self.find(FigureKind.OUTCOME)

    @property
    def budget(self) -> FigureSet | None:
        """The whole year's budget, as the board has fixed it last."""
        return self.find(FigureKind.BUDGET)


@dataclass(frozen=True)
class Books:
    """Several years' books of an association, and the figures kept of years without books."""

    association: Association
    by_year: dict[int, Book]
    historical: dict[tuple[int, str], HistoricalFigure]

    def only(self, years: Collection[int]) -> Books:
        """Give the books of some of the years."""
        return replace(self, by_year={year: book for year, book in self.by_year.items() if year in years})

    def get(self, year: int) -> Book | None:
        """Give the year's book, or None."""
        return self.by_year.get(year)

    def book_of(self, figure_set: FigureSet) -> Book:
        """Give the book that the column stands in."""
        return self.by_year[figure_set.fiscal_year.year]

    def amounts(self, figure_set: FigureSet) -> Amounts:
        """Give every line's and sum's amount in a column by its key, by its own year's layout; kronor."""
        return self.book_of(figure_set).amounts(figure_set)

    def is_first(self, book: Book) -> bool:
        """Tell whether the förbund began within the book's year: then nothing came before it."""
        year = book.fiscal_year
        return year.starts_on > dt.date(year.starts_on.year, 1, 1) and self.get(book.year - 1) is None

    def opening_of(self, figure_set: FigureSet) -> FigureSet | None:
        """Give the whole-year outcome that closes the day before the column's fiscal year begins."""
        before = self.get(figure_set.fiscal_year.year - 1) if figure_set.is_within_year else None
        closed = before.outcome if before else None
        day = figure_set.fiscal_year.starts_on - dt.timedelta(days=1)
        return closed if closed and closed.ends_on == day else None


def open_books(association: Association, years: Iterable[int] | None = None) -> Books:
    """Fetch the books of the years (None: all) with the historical figures: eight queries at most.

    Five more where a year takes its outcome from the ledger. A page that has opened more years has these among them,
    and what is told beside the amounts (contributions, orientations, what reports say) is asked when it is looked in.
    """
    wanted = None if years is None else frozenset(years)
    kept: dict[frozenset[int] | None, Books] = kept_for_page(open_books).setdefault(association.pk, {})
    if wanted not in kept:
        wider = next((own for own in kept if own is None or (wanted is not None and wanted <= own)), wanted)
        kept[wanted] = kept[wider].only(wanted or ()) if wider in kept else _fetched(association, wanted)
    return kept[wanted]


def open_plans(association: Association, years: Iterable[int]) -> Books:
    """Fetch the budgets and plans of the years alone, in the versions that count, and the lines that they fill: two queries."""
    columns = FigureSet.objects.filter(fiscal_year__association=association, fiscal_year__year__in=set(years))
    sets = [each for each in _counting(columns.select_related("fiscal_year"))[0] if each.kind in PLANNED]
    stored: dict[int, Amounts] = defaultdict(dict)
    lines: dict[int, dict[str, StatementLine]] = defaultdict(dict)
    for figure in Figure.objects.filter(figure_set__in=[each.pk for each in sets]).select_related("line"):
        stored[figure.figure_set_id][figure.line.key] = figure.amount
        lines[figure.line.fiscal_year_id][figure.line.key] = figure.line
    by_pk = {each.fiscal_year_id: each.fiscal_year for each in sets}
    books = {
        each.year: Book(
            each, tuple(lines[pk].values()), tuple(own for own in sets if own.fiscal_year_id == pk), dict(stored), {}, {}
        )
        for pk, each in by_pk.items()
    }  # fmt: skip
    return Books(association, books, {})


def _fetched(association: Association, years: Collection[int] | None) -> Books:
    every_year = fiscal_years_of(association)
    fiscal_years = [each for each in every_year if years is None or each.year in years]
    by_pk = {each.pk: each for each in fiscal_years}
    lines = _lines(by_pk)
    sets, revisions = _current(by_pk)
    every = [*sets, *revisions.values()]
    # A year's outcome comes from its books or from typed lines, never both.
    booked = ledger.from_ledger(sets)
    in_books = ledger.sums_of_years({each.fiscal_year_id for each in booked}) if booked else {}
    beside = {line.key for own in lines.values() for line in own if line.kind == LineKind.MEMO}
    stored = _told(_stored(every), ledger.outcomes(booked, lines, in_books), booked, beside)
    oriented = when_looked_in(
        lambda: _oriented(every) | divided_by_objects(association, booked, lines, in_books)
    )
    contributions = when_looked_in(lambda: _contributions(every))
    reported = when_looked_in(lambda: reported_costs(association, years))
    known = {each.year for each in every_year}
    before = [
        _book_before(each, lines[each.pk], in_books[each.pk])
        for each in fiscal_years
        if each.pk in in_books and each.year - 1 not in known and (years is None or each.year - 1 in years)
    ]
    return Books(
        association=association,
        by_year={each.year: each for each in before if each.sets} | {
            each.year: Book(
                each, tuple(lines[each.pk]), tuple(row for row in sets if row.fiscal_year_id == each.pk),
                stored, contributions, oriented, reported, revisions,
            )
            for each in fiscal_years
        },
        historical=when_looked_in(lambda: _historical(association)),
    )  # fmt: skip


@asked_once
def fiscal_years_of(association: Association) -> list[FiscalYear]:
    """Give the association's fiscal years, the latest first; `has_outcome` where it is told, or comes from the books."""
    outcomes = FigureSet.objects.filter(fiscal_year=OuterRef("pk"), kind=FigureKind.OUTCOME)
    told = Q(Exists(outcomes), source=Source.LEDGER) | Exists(outcomes.filter(figures__isnull=False))
    found: list[FiscalYear] = list(
        FiscalYear.objects.filter(association=association).annotate(has_outcome=told)
    )
    for each in found:
        each.association = association
    return found


def _historical(association: Association) -> dict[tuple[int, str], HistoricalFigure]:
    return {(each.year, each.key): each for each in HistoricalFigure.objects.filter(association=association)}


def _told(
    stored: dict[int, Amounts], from_books: dict[int, Amounts], booked: Sequence[FigureSet], beside: Collection[str]
) -> dict[int, Amounts]:  # fmt: skip
    """The books' amounts; of a part of the year that they do not divide, those that the books before them gave.

    What is not in the books but told beside their sums is as it was typed.
    """
    kept = {each.pk: stored.get(each.pk, {}) for each in booked if each.is_part_of_year}
    typed = {
        each.pk: {key: amount for key, amount in stored.get(each.pk, {}).items() if key in beside}
        for each in booked
    }
    return stored | {
        pk: typed.get(pk, {}) | (amounts or kept.get(pk, {})) for pk, amounts in from_books.items()
    }


def _book_before(fiscal_year: FiscalYear, lines: Sequence[StatementLine], sums: ledger.YearSums) -> Book:
    """The year before the first one, by the first one's layout and as its books tell it; no columns where they do not."""
    year, column = year_before(fiscal_year)
    amounts = amounts_before(lines, sums)
    return Book(year, tuple(lines), (column,) if amounts else (), {column.pk: amounts}, {}, {})


def _lines(fiscal_years: dict[int, FiscalYear]) -> dict[int, list[StatementLine]]:
    found: dict[int, list[StatementLine]] = defaultdict(list)
    for line in StatementLine.objects.filter(fiscal_year__in=fiscal_years).order_by(*IN_ORDER):
        found[line.fiscal_year_id].append(line)
    return found


def _current(fiscal_years: dict[int, FiscalYear]) -> tuple[list[FigureSet], dict[int, FigureSet]]:
    """Give every column in the version that counts, and the revisions that are not fixed yet by what they revise.

    A budget or plan that the board has fixed counts until its revision is fixed; of other columns the newest counts.
    """
    columns = list(FigureSet.objects.filter(fiscal_year__in=fiscal_years))
    for each in columns:
        each.fiscal_year = fiscal_years[each.fiscal_year_id]
    return _counting(columns)


def _counting(columns: Iterable[FigureSet]) -> tuple[list[FigureSet], dict[int, FigureSet]]:
    newest: dict[tuple[int, str], FigureSet] = {}
    fixed: dict[tuple[int, str], FigureSet] = {}
    for each in sorted(columns, key=lambda own: (own.version, own.pk)):
        newest[each.fiscal_year_id, each.key] = each
        if each.is_adopted:
            fixed[each.fiscal_year_id, each.key] = each
    sets, revisions = [], {}
    for name, each in newest.items():
        held = fixed.get(name, each) if each.kind in PLANNED else each
        sets.append(held)
        if held != each:
            revisions[held.pk] = each
    return sorted(sets, key=lambda each: (each.position, each.pk)), revisions


def _stored(sets: Sequence[FigureSet]) -> dict[int, Amounts]:
    found: dict[int, Amounts] = defaultdict(dict)
    rows = Figure.objects.filter(figure_set__in=[each.pk for each in sets])
    for set_pk, key, amount in rows.values_list("figure_set_id", "line__key", "amount"):
        found[set_pk][key] = amount
    return dict(found)


def _contributions(sets: Sequence[FigureSet]) -> dict[int, dict[Member, Decimal]]:
    found: dict[int, dict[Member, Decimal]] = defaultdict(dict)
    rows = Contribution.objects.filter(figure_set__in=[each.pk for each in sets]).select_related("member")
    for row in rows:
        found[row.figure_set_id][row.member] = row.amount
    return dict(found)


def _oriented(sets: Sequence[FigureSet]) -> dict[int, dict[tuple[int, str], Decimal]]:
    found: dict[int, dict[tuple[int, str], Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    rows = NoteFigure.objects.filter(figure_set__in=[each.pk for each in sets], amount__isnull=False)
    names = ("figure_set_id", "row__note__number", "row__insats__kind", "row__orientation", "amount")
    for set_pk, number, kind, orientation, amount in rows.values_list(*names):
        if kind or orientation:
            found[set_pk][number, kind or orientation] += amount
    return {set_pk: dict(told) for set_pk, told in found.items()}


def years_of(association: Association) -> list[int]:
    """Give the years that have books, the latest first."""
    return [each.year for each in fiscal_years_of(association)]


def is_unused(fiscal_year: FiscalYear) -> bool:
    """Whether nothing stands in the year but its layout: it may have been opened by mistake."""
    used = (fiscal_year.figure_sets, fiscal_year.ledger_imports, fiscal_year.requisitions)
    has_notes = NoteRow.objects.filter(note__fiscal_year=fiscal_year, figures__isnull=False).exists()
    return not has_notes and not any(each.exists() for each in used)

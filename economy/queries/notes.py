"""Notes as tables, each with its sum, its line and what is left between them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from economy import rules
from economy.models import FigureSet, FiscalYear, Note, NoteFigure, NoteRow, StatementLine
from economy.queries.books import Book, Books, open_books
from economy.states import INSATS_ROLES, LineKind, LineRole, Orientation
from finsam.swedish.money import share
from finsam.web.asked_once import asked_once

UNDIVIDED = "ej_fordelat"


@dataclass(frozen=True)
class NoteLine:
    """A row of a note: values as printed, one a column, None where nothing is known; kronor."""

    key: str
    label: str
    group: str
    values: tuple[Decimal | None, ...]
    is_undivided: bool = False


@dataclass(frozen=True)
class NoteTable:
    """A note: rows, their sum, the line's amount and the difference between them, one value a column.

    `totals` is what the rows add up to with the undivided row; `expected` is what the statement's line has; both as
    printed. `differences` is expected less totals, None where one of them is not known.
    """

    number: int
    label: str
    statement: str
    rows: tuple[NoteLine, ...]
    totals: tuple[Decimal | None, ...]
    expected: tuple[Decimal | None, ...]
    line_label: str = ""

    @property
    def differences(self) -> tuple[Decimal | None, ...]:
        pairs = zip(self.expected, self.totals, strict=True)
        return tuple(None if None in pair else pair[0] - pair[1] for pair in pairs)  # type: ignore[operator]


@dataclass(frozen=True)
class Division:
    """What the insatser of a column cost, positive kronor: for individuals, for structure, and what is not told.

    `is_reported` says that the insatser's reports tell it, for the note does not.
    """

    individual: Decimal | None
    structural: Decimal | None
    undivided: Decimal | None
    is_reported: bool = False

    @property
    def _whole(self) -> Decimal | None:
        if self.undivided or self.individual is None or self.structural is None:
            return None
        return self.individual + self.structural

    @property
    def individual_share(self) -> Decimal | None:
        return None if self._whole is None else share(self.individual or rules.ZERO, self._whole)

    @property
    def structural_share(self) -> Decimal | None:
        return None if self._whole is None else share(self.structural or rules.ZERO, self._whole)


@dataclass(frozen=True)
class _Source:
    """A year's note with its rows and figures at hand."""

    note: Note
    book: Book
    rows: tuple[NoteRow, ...]

    def lines(self) -> list[StatementLine]:
        return [
            each for each in self.book.lines if each.note == self.note.number and each.kind == LineKind.LINE
        ]

    def expected(self, figure_set: FigureSet) -> Decimal | None:
        amounts = self.book.amounts(figure_set)
        return rules.add(amounts.get(line.key) for line in self.lines())

    def amounts(self, figure_set: FigureSet) -> dict[str, Decimal | None]:
        """Every row's amount in the column; the undivided row takes the rest where that was chosen."""
        found: dict[str, Decimal | None] = {}
        rest = None
        for row in self.rows:
            figures = {each.figure_set_id: each.amount for each in row.figures.all()}
            if row.is_undivided:
                rest = row.key if figure_set.pk in figures else None
            elif row.member_id:
                found[row.key] = self._contribution(figure_set, row.member_id)
            else:
                found[row.key] = figures.get(figure_set.pk)
        if rest:
            expected = self.expected(figure_set)
            found[rest] = None if expected is None else expected - (rules.add(found.values()) or rules.ZERO)
        return found

    def _contribution(self, figure_set: FigureSet, member_pk: int) -> Decimal | None:
        paid = self.book.contributions.get(figure_set.pk, {})
        return next((amount for member, amount in paid.items() if member.pk == member_pk), None)


def _sources(books: Iterable[Book]) -> dict[tuple[int, int], _Source]:
    """Every note of the years by year and number: three queries."""
    by_pk = {book.fiscal_year.pk: book for book in books}
    return {
        (by_pk[note.fiscal_year_id].year, note.number): _Source(
            note, by_pk[note.fiscal_year_id], tuple(note.rows.all())
        )
        for note in _with_rows(frozenset(by_pk))
    }


@asked_once
def _with_rows(fiscal_years: frozenset[int]) -> list[Note]:
    rows = NoteRow.objects.order_by("position", "id").prefetch_related("figures")
    notes = Note.objects.filter(fiscal_year__in=fiscal_years)
    return list(notes.prefetch_related(Prefetch("rows", queryset=rows)))


def notes(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet], *, books: Books | None = None
) -> list[NoteTable]:
    """Give the year's notes in order, with the columns' figures.

    A column of another year takes its own year's note of the same number; rows are matched by key, and rows that
    only that year has come last in their group. Rows without a figure in any column are left out.
    """
    years = {fiscal_year.year, *(each.fiscal_year.year for each in columns)}
    books = books or open_books(fiscal_year.association, years)
    sources = _sources(books.by_year[year] for year in years if year in books.by_year)
    own = [source for (year, _), source in sorted(sources.items()) if year == fiscal_year.year]
    return [_table(source, sources, columns) for source in own]


def _table(
    source: _Source, sources: dict[tuple[int, int], _Source], columns: Sequence[FigureSet]
) -> NoteTable:
    lines = source.lines()
    sign = lines[0].sign if lines else 1
    per_column = [_column(sources.get((each.fiscal_year.year, source.note.number)), each) for each in columns]
    rows = _merged(source, sources, columns)
    shown = [
        NoteLine(
            row.key, row.label, row.group,
            tuple(_signed(amounts.get(row.key), sign) for amounts, _ in per_column), row.is_undivided,
        )
        for row in rows
    ]  # fmt: skip
    return NoteTable(
        number=source.note.number,
        label=source.note.label,
        statement=lines[0].statement if lines else "",
        rows=tuple(row for row in shown if any(value is not None for value in row.values)),
        totals=tuple(_signed(rules.add(amounts.values()), sign) for amounts, _ in per_column),
        expected=tuple(_signed(expected, sign) for _, expected in per_column),
        line_label=lines[0].label if lines else "",
    )  # fmt: skip


def _column(
    source: _Source | None, figure_set: FigureSet
) -> tuple[dict[str, Decimal | None], Decimal | None]:
    return (source.amounts(figure_set), source.expected(figure_set)) if source else ({}, None)


def _signed(amount: Decimal | None, sign: int) -> Decimal | None:
    return None if amount is None else amount * sign


def _merged(
    source: _Source, sources: dict[tuple[int, int], _Source], columns: Sequence[FigureSet]
) -> list[NoteRow]:
    """The note's own rows, then those of the other columns' years, group by group, the undivided last."""
    rows = list(source.rows)
    for year in dict.fromkeys(each.fiscal_year.year for each in columns):
        other = sources.get((year, source.note.number))
        if other:
            known = {row.key for row in rows}
            rows += [row for row in other.rows if row.key not in known]
    groups = list(dict.fromkeys(row.group for row in rows))
    return sorted(rows, key=lambda row: (row.is_undivided, groups.index(row.group)))


def costs_of_insatser(figure_set: FigureSet) -> dict[str, Decimal]:
    """Give what each insats has cost in a column by its name, as the notes' rows tell it: positive kronor."""
    rows = NoteFigure.objects.filter(
        figure_set=figure_set, amount__isnull=False, row__insats__isnull=False,
        row__note__number__in=figure_set.fiscal_year.lines.filter(role__in=INSATS_ROLES).values("note"),
    )  # fmt: skip
    found: dict[str, Decimal] = defaultdict(Decimal)
    for name, amount in rows.values_list("row__insats__name", "amount"):
        found[name] -= amount or rules.ZERO
    return dict(found)


def division_of(book: Book, figure_set: FigureSet) -> Division:
    """Give how a column's insatser divide, by lines with an orientation and by the rows of their notes.

    Where these leave all of a whole year's outcome undivided and the insatser's own reports add up to it, those tell.
    """
    amounts = book.amounts(figure_set)
    individual = rules.of_roles(book.lines, amounts, {LineRole.INDIVIDUAL})
    structural = rules.of_roles(book.lines, amounts, {LineRole.STRUCTURAL})
    whole = rules.of_roles(book.lines, amounts, INSATS_ROLES)
    shared = [each for each in book.lines if each.role == LineRole.INSATSER and each.note]
    told = _told_by_notes(book, figure_set, {each.note for each in shared if each.note}) if shared else {}
    individual = rules.add([individual, told.get(Orientation.INDIVIDUAL)])
    structural = rules.add([structural, told.get(Orientation.STRUCTURAL)])
    rest = None if whole is None else whole - (rules.add([individual, structural]) or rules.ZERO)
    by_reports = _told_by_reports(book, figure_set, rest) if rest is not None and rest == whole else None
    return by_reports or Division(_positive(individual), _positive(structural), _positive(rest))


def _told_by_reports(book: Book, figure_set: FigureSet, whole: Decimal) -> Division | None:
    """Reports have öre and statements have not: they agree when less than a krona parts them."""
    if figure_set != book.outcome or abs(sum(book.reported.values(), whole)) >= 1:
        return None
    individual = book.reported.get(Orientation.INDIVIDUAL.value, rules.ZERO)
    return Division(individual, -whole - individual, rules.ZERO, is_reported=True) if book.reported else None


def _told_by_notes(book: Book, figure_set: FigureSet, numbers: set[int]) -> dict[str, Decimal]:
    told: dict[str, Decimal] = defaultdict(Decimal)
    for (number, orientation), amount in book.oriented.get(figure_set.pk, {}).items():
        if number in numbers:
            told[orientation] += amount
    return dict(told)


def _positive(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else (-amount or rules.ZERO)

"""Figures that should agree, two by two, with where each stands: the checks take from here what does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from django.db.models import Q

from economy import rules
from economy.models import FigureSet, FiscalYear, StatementLine
from economy.queries.books import Book, Books, open_books
from economy.queries.comparing import ONE, Comparison, column_in_words
from economy.queries.contributions import contributions_agree
from economy.queries.notes import NoteTable, notes
from economy.queries.printed import Printed, printed_figures
from economy.queries.ratios import Ratios, ratios_of
from economy.queries.results import balances_agree, results_agree
from economy.states import FigureKind, LineRole, Source, StatementKind
from finsam.models import Association
from finsam.registries.checks import Kind
from finsam.swedish import money
from finsam.swedish.local_words import word_lazily
from finsam.web.asked_once import asked_once

_INCOME, _BALANCE = "resultaträkningen", "balansräkningen"


@asked_once
def comparisons(association: Association, year: int) -> list[Comparison]:
    """Give everything of a year that is computed or stands in two places, with both figures.

    Each contradiction comes once, where it arises: a sum is held against the printed parts below it, and the result
    in both statements against each other as printed, so that one wrong krona does not wander through the document.
    """
    books = open_books(association, [year, year - 1])
    book = books.get(year)
    if book is None:
        return []
    printed = printed_figures(association, year)
    return [
        *_notes(books, book),
        *_printed_sums(books, printed),
        *results_agree(books, book, printed),
        *balances_agree(books, book, printed),
        *contributions_agree(books, book),
        *_printed_ratios(books, printed),
    ]


# ---- Notes


def _notes(books: Books, book: Book) -> Iterator[Comparison]:
    """Every note against its line, in the year's columns and the last year's outcome beside them."""
    before = books.get(book.year - 1)
    columns = [*book.sets, *([before.outcome] if before and before.outcome else [])]
    for table in notes(book.fiscal_year, columns, books=books):
        for number, column in enumerate(columns):
            found = _note(table, number, column)
            if found:
                yield found


def _note(table: NoteTable, number: int, column: FigureSet) -> Comparison | None:
    expected, total = table.expected[number], table.totals[number]
    if total is None or expected is None:
        return None
    slack = rules.rounding_slack(len(table.rows), ONE)
    kind = (
        Kind.ROUNDING if 0 < abs(expected - total) <= slack and _has_kronor_only(table, number) else Kind.REAL
    )
    statement = _BALANCE if table.statement == StatementKind.BALANCE else _INCOME
    return Comparison(
        key=f"note.{table.number}.{column.fiscal_year.year}.{column.key}",
        what=f"{table.label}, {column_in_words(column, table.statement)}",
        here=total,
        here_place=f"Not {table.number}, summan av raderna",
        there=expected,
        there_place=f"{table.line_label} i {statement}",
        kind=kind,
        remedy="Rätta notens rader, eller låt det som inte är fördelat stå på en egen rad.",
        page="note_list",
        column=column,
    )


def _has_kronor_only(table: NoteTable, number: int) -> bool:
    return all(row.values[number] is None or row.values[number] % 1 == 0 for row in table.rows)  # type: ignore[operator]


# ---- A statement against itself, as printed


def _printed_sums(books: Books, printed: Sequence[Printed]) -> Iterator[Comparison]:
    """Each printed sum against what its own parts give: printed parts as printed, other parts as stored."""
    by_place = {(each.document, each.column, each.figure): each for each in printed}
    columns = _columns(books)
    for each in printed:
        column = columns.get(each.column)
        name = each.figure.removeprefix("line.")
        if column is None or name == each.figure:
            continue
        book = books.book_of(column)
        line = book.by_key.get(name)
        if line is None:
            continue
        if not line.is_sum:
            yield from _printed_line(book, column, each, line)
            continue
        parts = [
            _part(book, column, by_place, each, book.by_key[key]) for key in line.covers if key in book.by_key
        ]
        computed = rules.add(parts)
        if computed is not None:
            own = book.amounts(column).get(line.key)
            words = "Raderna, var för sig" if computed == own else "De tryckta delsummorna, hopräknade"
            yield replace(_sum_comparison(each, column, line, computed, len(parts)), there_place=words)


def _part(
    book: Book,
    column: FigureSet,
    by_place: dict[tuple[str, str, str], Printed],
    of: Printed,
    line: StatementLine,
) -> Decimal | None:
    own = by_place.get((of.document, of.column, f"line.{line.key}")) or _result_in(book, by_place, of, line)
    if own:
        return own.value * line.sign
    return book.amounts(column).get(line.key)


def _result_in(
    book: Book, by_place: dict[tuple[str, str, str], Printed], of: Printed, line: StatementLine
) -> Printed | None:
    """The printed result, where the part is the balance sheet's row for it, which is computed from the same."""
    if line.statement != StatementKind.BALANCE or line.is_sum or rules.role_of(line) != LineRole.YEARS_RESULT:
        return None
    results = (each for each in book.lines if each.is_sum and each.role == LineRole.YEARS_RESULT)
    found = (by_place.get((of.document, of.column, f"line.{each.key}")) for each in results)
    return next((each for each in found if each), None)


def _sum_comparison(
    each: Printed, column: FigureSet, line: StatementLine, computed: Decimal, parts: int
) -> Comparison:
    shown = (
        money.round_half_up(computed * line.sign / each.unit) * each.unit
        if each.unit > ONE
        else computed * line.sign
    )
    difference = abs(shown - each.value)
    rounds = 0 < difference <= rules.rounding_slack(parts, each.unit)
    return Comparison(
        key=f"sum.{each.column}.{line.key}",
        what=f"{line.label}, {column_in_words(column, line.statement)}",
        here=each.value,
        here_place=each.where,
        there=shown,
        there_place="Raderna, var för sig",
        kind=Kind.ROUNDING if rounds else Kind.REAL,
        remedy="Avrundning. Inget att göra."
        if rounds
        else "Se efter om en rad saknas eller är fel inskriven.",
        unit=each.unit,
        column=column,
    )


def _printed_line(book: Book, column: FigureSet, each: Printed, line: StatementLine) -> Iterator[Comparison]:
    stored = book.amounts(column).get(line.key)
    if stored is None:
        return
    shown = stored * line.sign
    if each.unit > ONE:
        shown = money.round_half_up(shown / each.unit) * each.unit
    yield Comparison(
        key=f"line.{each.column}.{line.key}",
        what=f"{line.label}, {column_in_words(column, line.statement)}",
        here=each.value,
        here_place=each.where,
        there=shown,
        there_place="Det inskrivna beloppet",
        kind=Kind.CROSS,
        remedy="Se efter vilket av dem som är rätt, och rätta det andra.",
        page="figure_grid",
        unit=each.unit,
        column=column,
    )


def _columns(books: Books) -> dict[str, FigureSet]:
    return {f"{year}.{each.key}": each for year, book in books.by_year.items() for each in book.sets}


# ---- Printed ratios and other computed figures


def _printed_ratios(books: Books, printed: Sequence[Printed]) -> Iterator[Comparison]:
    """Each printed key figure against the computed one at the printed precision; what cannot be computed is left."""
    columns = _columns(books)
    known: dict[str, Ratios] = {}
    for each in printed:
        column, name = columns.get(each.column), each.figure.removeprefix("ratio.")
        if column is None or name == each.figure:
            continue
        if each.column not in known:
            known[each.column] = ratios_of(books, column)
        computed = getattr(known[each.column], name, None)
        if isinstance(computed, Decimal):
            yield _ratio(each, column, name, computed)


_RATIO_WORDS = {
    "income": "Verksamhetens intäkter", "costs": "Verksamhetens kostnader", "result": "Årets resultat",
    "equity": "Eget kapital", "equity_ratio": "Soliditet", "equity_share": "Eget kapital av medlemsbidragen",
    "administration": "Ledning, samordning och administration",
    "administration_share": "Ledning, samordning och administration av medlemsbidragen",
    "individual_share": word_lazily("individual", "{!} insatser", form="many"),
    "structural_share": word_lazily("structural", "{!} insatser", form="many"),
}  # fmt: skip
_FORMULAS = {
    "equity_ratio": "Eget kapital genom summa tillgångar",
    "equity_share": "Eget kapital genom medlemsbidragen",
    "administration_share": "Kostnaden genom medlemsbidragen",
}


def _ratio(each: Printed, column: FigureSet, name: str, computed: Decimal) -> Comparison:
    shown = money.round_half_up(computed / each.unit) * each.unit
    is_percent = each.text.strip().endswith("%")
    off_by_one = abs(shown - each.value) == each.unit
    return Comparison(
        key=f"ratio.{each.column}.{name}",
        what=f"{_RATIO_WORDS.get(name, name)} {column.fiscal_year.year}",
        here=each.value,
        here_place=each.where,
        there=shown,
        there_place=_FORMULAS.get(name, "Räknat ur raderna"),
        kind=Kind.ROUNDING if off_by_one and not is_percent else Kind.REAL,
        remedy=_ratio_remedy(each, computed),
        page="economy_statements",
        unit=each.unit,
        is_percent=is_percent,
        column=column,
    )


def _ratio_remedy(each: Printed, computed: Decimal) -> str:
    cut = (computed / each.unit).to_integral_value(rounding="ROUND_DOWN") * each.unit
    if cut == each.value:
        return "Talet är avhugget i stället för avrundat. Nästa handling får det räknade värdet."
    return "Nästa handling får det räknade värdet."


def first_year_with(association: Association) -> FiscalYear | None:
    """Give the latest year that has an outcome, typed or from its books, or else the latest year there is."""
    years = FiscalYear.objects.filter(association=association)
    with_outcome = years.filter(
        Q(figure_sets__figures__isnull=False) | Q(source=Source.LEDGER), figure_sets__kind=FigureKind.OUTCOME
    )
    return with_outcome.order_by("-year").first() or years.order_by("-year").first()

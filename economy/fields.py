"""The figures that running text may name, with their values as print writes them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from economy.models import FigureSet
from economy.queries.books import Book, Books, open_books
from economy.queries.ratios import Ratios, equity_limit, ratios_of
from economy.queries.statements import flow_of
from economy.states import FigureKind
from finsam.models import Association
from finsam.registries.fields import Field
from finsam.swedish import money
from finsam.swedish.local_words import word_lazily

_KEY_FIGURES = [
    ("result", "Årets resultat", "kr"),
    ("income", "Verksamhetens intäkter", "kr"),
    ("costs", "Verksamhetens kostnader", "kr"),
    ("contributions", "Medlemsbidrag", "kr"),
    ("insatser", "Kostnad för insatser", "kr"),
    ("administration", "Kostnad för ledning, samordning och administration", "kr"),
    ("administration_share", "Ledning, samordning och administration av medlemsbidragen", "percent"),
    ("equity", "Eget kapital vid periodens slut", "kr"),
    ("equity_share", "Eget kapital av medlemsbidragen", "percent"),
    ("equity_ratio", "Soliditet", "percent"),
    ("assets", "Summa tillgångar", "kr"),
    ("liquid", "Likvida medel vid periodens slut", "kr"),
    ("individual_share", word_lazily("individual", "Andel {} insatser", form="many"), "percent"),
    ("structural_share", word_lazily("structural", "Andel {} insatser", form="many"), "percent"),
]


def figures(association: Association, year: int) -> Iterator[Field]:
    """Give the year's figures: economy.<figure>, economy.lines.<line>, the same of budget, last year and the half-year.

    Amounts are whole kronor as printed, costs of lines with their sign; shares have one decimal. What is not known
    is not given.
    """
    books = open_books(association, [year, year - 1])
    book = books.get(year)
    if book is None:
        return
    before = books.get(year - 1)
    if book.outcome:
        yield from _of_column(books, book, book.outcome, "economy", f"Utfall {year}", before=before)
        yield from _flow(books, book.outcome)
    if before and before.outcome:
        yield from _of_column(books, before, before.outcome, "economy.previous", f"Utfall {year - 1}")
    if book.budget:
        yield from _of_column(books, book, book.budget, "economy.budget", f"Budget {year}")
    if book.outcome and book.budget:
        yield from _deviations(book, book.outcome, book.budget)
    forecast = book.find(FigureKind.FORECAST)
    if forecast:
        yield from _of_column(books, book, forecast, "economy.forecast", f"Prognos {year}")
    for part in (each for each in book.sets if each.is_outcome and each.is_part_of_year):
        yield from _of_column(books, book, part, f"economy.{part.key.replace('-', '_')}", part.label)
    yield from _limit(association, year, books, book)


def _of_column(
    books: Books, book: Book, column: FigureSet, prefix: str, group: str, *, before: Book | None = None
) -> Iterator[Field]:
    """Give a column's key figures and lines; with the book of the year before also what they were then."""
    ratios = ratios_of(books, column)
    earlier = before.outcome if before else None
    old = ratios_of(books, earlier) if earlier else None
    for name, label, kind in _KEY_FIGURES:
        value = getattr(ratios, name)
        if value is not None:
            was = getattr(old, name) if old else None
            yield Field(f"{prefix}.{name}", str(label), _text(value, kind), group, value, kind, was)
    amounts = book.amounts(column)
    old_amounts = before.amounts(earlier) if before and earlier else {}
    for line in book.lines:
        amount = amounts.get(line.key)
        if amount is not None:
            was = old_amounts.get(line.key)
            yield Field(
                f"{prefix}.lines.{line.key}", line.label, money.kr(amount * line.sign), f"{group}, rader",
                amount * line.sign, "kr", None if was is None else was * line.sign,
            )  # fmt: skip


def _text(value: Decimal, kind: str) -> str:
    return money.percent(value) if kind == "percent" else money.kr(value)


def _flow(books: Books, column: FigureSet) -> Iterator[Field]:
    flow = flow_of(books, column)
    if flow:
        group = f"Utfall {column.fiscal_year.year}"
        yield Field("economy.cash_flow", "Årets kassaflöde", money.kr(flow.total), group, flow.total, "kr")
        opening = money.kr(flow.opening)
        yield Field(
            "economy.opening_cash", "Likvida medel vid årets början", opening, group, flow.opening, "kr"
        )


def _deviations(book: Book, outcome: FigureSet, budget: FigureSet) -> Iterator[Field]:
    """How much better (plus) or worse than budget each line came out."""
    got, planned = book.amounts(outcome), book.amounts(budget)
    for line in book.lines:
        first, second = got.get(line.key), planned.get(line.key)
        if first is not None and second is not None:
            yield Field(
                f"economy.deviation.{line.key}", f"{line.label}, avvikelse mot budget", money.kr(first - second),
                f"Avvikelser {book.year}", first - second, "kr",
            )  # fmt: skip


def _limit(association: Association, year: int, books: Books, book: Book) -> Iterator[Field]:
    if book.outcome is None:
        return
    ratios: Ratios = ratios_of(books, book.outcome)
    limit = equity_limit(association, year, ratios.contributions)
    if limit is not None:
        yield Field(
            "economy.equity_limit",
            "Riktmärke för eget kapital",
            money.percent(limit, 0),
            f"Utfall {year}",
            limit,
            "percent",
        )

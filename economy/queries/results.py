"""The year's result and balance where they stand more than once: in the tile, the table, the law's layout, the balance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from economy import rules
from economy.models import FigureSet, StatementLine
from economy.queries.books import Book, Books
from economy.queries.comparing import Comparison, column_in_words
from economy.queries.flow import flow_of
from economy.queries.printed import Printed, printed_figures
from economy.states import (
    ASSET_ROLES,
    DEBT_ROLES,
    EQUITY_ROLES,
    LKBR_INCOME,
    LineRole,
    StatementKind,
)
from finsam.registries.checks import Kind
from finsam.swedish.words import join_och


def results_agree(books: Books, book: Book, printed: Sequence[Printed]) -> Iterator[Comparison]:
    """Hold the result by its rows against the table's last sum, the law's layout and what was typed in the balance.

    What parts them is named once, by the rows that do it, though it is so in every column.
    """
    named: set[tuple[str, ...]] = set()
    for column in book.sets:
        result = rules.result_of(book.lines, book.amounts(column))
        found = [] if result is None else [*_in_table(book, column, result), *_in_law(book, column, result)]
        for each, culprits in found:
            if each.agrees or culprits not in named:
                yield each
                named |= {culprits} if not each.agrees else set()
        yield from _without_item(book, column, named)
        yield from _typed(book, column, printed)


Found = tuple[Comparison, tuple[str, ...]]


def _in_table(book: Book, column: FigureSet, result: Decimal) -> Iterator[Found]:
    amounts = book.amounts(column)
    for line in _result_rows(book):
        inside = rules.leaves(book.lines, line.key)
        outside = [
            each
            for each in book.of(StatementKind.INCOME)
            if each.is_line and each.key not in inside and amounts.get(each.key)
        ]
        shown = amounts.get(line.key)
        yield Comparison(
            key=f"result_table.{book.year}.{column.key}.{line.key}",
            what=_named(outside, f"ingår inte i {line.label}", f"Resultatet i räkningen, {column.label.lower()}"),
            here=shown if shown is not None else rules.ZERO, here_place=f"{line.label} i {column.label.lower()}",
            there=result, there_place="Resultatet på översikten, där alla rader räknas", kind=Kind.REAL,
            remedy="Lägg raden i en summa under Uppställning, eller gör den till en upplysning som inte räknas.",
            page="layout", column=column,
        ), _keys(line, outside)  # fmt: skip


def _in_law(book: Book, column: FigureSet, result: Decimal) -> Iterator[Found]:
    amounts = book.amounts(column)
    law = rules.add(rules.of_lkbr(book.lines, amounts, item) for item in LKBR_INCOME) or rules.ZERO
    amiss = [
        line
        for line in book.lines
        if line.is_line
        and amounts.get(line.key)
        and (rules.lkbr_item(line) in LKBR_INCOME) != (line.statement == StatementKind.INCOME)
        and (line.statement == StatementKind.INCOME or rules.lkbr_item(line))
    ]
    yield Comparison(
        key=f"result_law.{book.year}.{column.key}",
        what=_named(amiss, "har ingen post i lagens resultaträkning", f"Resultatet enligt LKBR, {column.label.lower()}"),
        here=law, here_place=f"Årets resultat i lagens uppställning, {column.label.lower()}", there=result,
        there_place="Resultatet på översikten, där alla rader räknas", kind=Kind.REAL,
        remedy="Välj vad raden är, eller dess post i lagen, under Uppställning.", page="layout", column=column,
    ), _keys(None, amiss)  # fmt: skip


def _without_item(book: Book, column: FigureSet, named: set[tuple[str, ...]]) -> Iterator[Comparison]:
    """Rows of the balance sheet that neither ratios nor the law's layout know what they are."""
    amounts = book.amounts(column)
    for line in book.of(StatementKind.BALANCE):
        amount = amounts.get(line.key)
        if not line.is_line or not amount or line.role or line.lkbr or _keys(None, [line]) in named:
            continue
        named.add(_keys(None, [line]))
        yield Comparison(
            key=f"without_item.{book.year}.{column.key}.{line.key}",
            what=f"{line.label} har ingen post i lagens balansräkning", here=amount,
            here_place=f"{line.label}, {column_in_words(column, line.statement)}", there=rules.ZERO,
            there_place="Lagens uppställning", kind=Kind.REAL,
            remedy="Välj vad raden är, eller dess post i lagen, under Uppställning.", page="layout", column=column,
        )  # fmt: skip


def _typed(book: Book, column: FigureSet, printed: Sequence[Printed]) -> Iterator[Comparison]:
    """A result that was typed in the balance sheet, or that its books have there, against the income statement's."""
    there = _stated(book, column, printed)
    here = book.typed_result(column)
    if here is None or there is None or not column.is_outcome:
        return
    yield Comparison(
        key=f"result.{book.year}.{column.key}", what=f"Årets resultat, {column.label.lower()}", here=here,
        here_place="Årets resultat i balansräkningen", there=there, there_place="Årets resultat i resultaträkningen",
        kind=Kind.CROSS, page="figure_grid", column=column,
        remedy="Balansräkningens rad räknas ur resultaträkningen. Se efter om en rad i resultaträkningen är fel, "
        "och töm annars det inskrivna.",
    )  # fmt: skip


def _result_rows(book: Book) -> list[StatementLine]:
    return [
        line for line in book.of(StatementKind.INCOME) if line.is_sum and line.role == LineRole.YEARS_RESULT
    ]


def _stated(book: Book, column: FigureSet, printed: Sequence[Printed]) -> Decimal | None:
    """The result as the document prints it, or else as it is computed."""
    finals = {line.key for line in _result_rows(book)}
    for each in printed:
        if each.column == f"{book.year}.{column.key}" and each.figure.removeprefix("line.") in finals:
            return each.value
    return rules.result_of(book.lines, book.amounts(column))


def _named(lines: Sequence[StatementLine], ending: str, otherwise: str) -> str:
    return f"{join_och(line.label for line in lines)} {ending}" if lines else otherwise


def _keys(total: StatementLine | None, lines: Sequence[StatementLine]) -> tuple[str, ...]:
    return (total.key if total else "", *(line.key for line in lines))


# ---- The balance sheet


def balances_agree(books: Books, book: Book, printed: Sequence[Printed]) -> Iterator[Comparison]:
    """Hold assets against financing, the opening against last year's closing, and the flow against the bank.

    A result that another finding names as wrong is not named again here, nor what follows from a balance that does
    not hold.
    """
    for column in book.sets:
        position = rules.position_of(book.lines, book.amounts(column)) if column.is_outcome else None
        if position is None or not _has_assets(book, column):
            continue
        sides = _sides(book, column, position, printed)
        opening = _opening(books, column)
        yield sides
        if opening:
            yield opening
        flow = flow_of(books, column)
        if flow and sides.agrees and (opening is None or opening.agrees) and _holds(books, column):
            yield Comparison(
                key=f"cash.{book.year}.{column.key}",
                what=f"Förändring av likvida medel, {column.label.lower()}",
                here=flow.total, here_place="Kassaflödesanalysen", there=flow.closing - flow.opening,
                there_place="Kassa och bank i balansräkningen, slut minus början", kind=Kind.REAL,
                remedy="Någon post i balansen förklaras inte av resultat, fordringar eller skulder.", column=column,
            )  # fmt: skip


def _has_assets(book: Book, column: FigureSet) -> bool:
    """Whether any asset is known: a budget's equity alone is no balance sheet."""
    return rules.of_roles(book.lines, book.amounts(column), ASSET_ROLES) is not None


def _sides(book: Book, column: FigureSet, position: rules.Position, printed: Sequence[Printed]) -> Comparison:
    other = position.financing - position.years_result
    known = (position.years_result, _stated(book, column, printed), book.typed_result(column))
    results = [each for each in known if each is not None]
    # Where the sides are equal with the result as printed or typed, the finding about the result tells it all.
    result = next((each for each in results if other + each == position.assets), position.years_result)
    return Comparison(
        key=f"balance.{book.year}.{column.key}", what=f"Balansräkningen, {column_in_words(column, StatementKind.BALANCE)}",
        here=position.assets, here_place=_total_name(book, ASSET_ROLES, "Summa tillgångar"),
        there=other + result,
        there_place=_total_name(book, EQUITY_ROLES | DEBT_ROLES, "Summa eget kapital, avsättningar och skulder"),
        kind=Kind.REAL, remedy="De två sidorna ska vara lika. Leta efter en rad som saknas.", column=column,
    )  # fmt: skip


def _total_name(book: Book, roles: frozenset[LineRole], law: str) -> str:
    """The name of the förbund's own sum of the lines with the roles, or that of the law's layout, which has one."""
    wanted = {line.key for line in book.lines if line.is_line and rules.role_of(line) in roles}
    sums = [line for line in book.of(StatementKind.BALANCE) if line.is_sum]
    own = next((line.label for line in sums if rules.leaves(book.lines, line.key) == wanted), None)
    return own or f"{law} i lagens uppställning"


def _holds(books: Books, column: FigureSet) -> bool:
    """Whether the balances at both ends hold with the results that are computed."""
    ends = [column, books.opening_of(column)]
    positions = [
        rules.position_of(books.book_of(each).lines, books.amounts(each)) for each in ends if each is not None
    ]
    return all(each is None or each.assets == each.financing for each in positions)


def _opening(books: Books, column: FigureSet) -> Comparison | None:
    """Equity at the year's beginning against last year's end (4 kap. 4 § lag 2018:597)."""
    book, opening = books.book_of(column), books.opening_of(column)
    if opening is None:
        return None
    begun = rules.of_roles(book.lines, book.amounts(column), {LineRole.OPENING_EQUITY})
    before = books.book_of(opening)
    closed = rules.position_of(before.lines, before.amounts(opening))
    if begun is None or closed is None:
        return None
    stated = (
        before.typed_result(opening),
        _stated(before, opening, printed_figures(books.association, before.year)),
    )
    others = [closed.equity - closed.years_result + each for each in stated if each is not None]
    ended = begun if begun in others else closed.equity  # last year's own finding tells which result is wrong
    return Comparison(
        key=f"opening.{book.year}.{column.key}", what=f"Eget kapital vid årets början, {column.label.lower()}",
        here=begun, here_place=f"Balansräkningen {column.ends_on.isoformat()}", there=ended,
        there_place=f"Balansräkningen {opening.ends_on.isoformat()}, eget kapital vid årets slut", kind=Kind.REAL,
        remedy="Ingående balans ska vara föregående års utgående. Rätta den som är fel.", column=column,
    )  # fmt: skip

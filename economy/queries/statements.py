"""The statements as tables, for pages, documents and Excel: everything in kronor, as the förbund prints it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy import rules
from economy.models import FigureSet, FiscalYear, StatementLine
from economy.queries.books import Book, Books, open_books
from economy.queries.notes import NoteLine, NoteTable, notes
from economy.queries.ratios import FiveYears, Ratios, five_years, key_ratios
from economy.states import FigureKind, LineKind, LineRole, LkbrLine, StatementKind
from finsam import dates
from finsam.models import Member

__all__ = [
    "Column", "FiveYears", "NoteLine", "NoteTable", "Ratios", "Row", "Statement", "annual_columns",
    "balance_columns", "balance_requirement", "balance_sheet", "cash_flow", "contributions", "five_years",
    "half_year_columns", "income_statement", "key_ratios", "lkbr_balance", "lkbr_income", "notes",
]  # fmt: skip

Values = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Column:
    """A column's head: "Utfall 2021", or the day of a balance; `figure_set` where it came from."""

    label: str
    figure_set: FigureSet
    is_current: bool = False


@dataclass(frozen=True)
class Row:
    """A row as printed: `kind` is heading, line, sum or result; values in kronor, one a column.

    None means not known, or a heading, which has no values; nothing is Decimal 0. `level` is how deep the row
    stands (0 outermost). `note` is the note's number or None, `key` the line's stable key.
    """

    kind: str
    label: str
    note: int | None
    values: Values
    level: int = 0
    key: str = ""


@dataclass(frozen=True)
class Statement:
    """A statement as a table."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def value(self, key: str, column: int = 0) -> Decimal | None:
        """Give what stands on the row with the key in a column; kronor, as printed."""
        return next((row.values[column] for row in self.rows if row.key == key and row.values), None)


# ---- Columns


def annual_columns(fiscal_year: FiscalYear, *, books: Books | None = None) -> list[FigureSet]:
    """Give the årsredovisning's columns: the year's outcome, its budget, last year's outcome, those there are."""
    books = books or _books(fiscal_year)
    book, before = books.by_year[fiscal_year.year], books.get(fiscal_year.year - 1)
    return [each for each in (book.outcome, book.budget, before.outcome if before else None) if each]


def half_year_columns(fiscal_year: FiscalYear, *, books: Books | None = None) -> list[FigureSet]:
    """Give the delårsrapport's columns: the period's outcome, its budget, last year's outcome, those there are."""
    books = books or _books(fiscal_year)
    book, before = books.by_year[fiscal_year.year], books.get(fiscal_year.year - 1)
    parts = [each for each in book.sets if each.is_outcome and not each.is_whole_year]
    if not parts:
        return []
    outcome = parts[-1]
    budget = book.find(FigureKind.BUDGET, ends_on=outcome.ends_on)
    return [each for each in (outcome, budget, before.outcome if before else None) if each]


def balance_columns(columns: Sequence[FigureSet]) -> list[FigureSet]:
    """Give those of the columns that a balance sheet has: the outcomes."""
    return [each for each in columns if each.is_outcome]


def _books(fiscal_year: FiscalYear, columns: Sequence[FigureSet] = ()) -> Books:
    years = {fiscal_year.year, fiscal_year.year - 1, *(each.fiscal_year.year for each in columns)}
    return open_books(fiscal_year.association, years)


def _heads(columns: Sequence[FigureSet], *, as_days: bool = False) -> tuple[Column, ...]:
    return tuple(
        Column(each.ends_on.isoformat() if as_days else each.label, each, is_current=number == 0)
        for number, each in enumerate(columns)
    )


# ---- The förbund's own layout


def income_statement(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the income statement by the year's own layout; without columns those of the årsredovisning.

    Values are as printed: costs are minus unless the line's sign turns them. Sums and the result are computed.
    """
    books = books or _books(fiscal_year, columns or ())
    columns = annual_columns(fiscal_year, books=books) if columns is None else columns
    return _own(fiscal_year, StatementKind.INCOME, columns, books, _heads(columns))


def balance_sheet(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the balance sheet by the year's own layout, plus on both sides; columns that are no outcome are left out."""
    books = books or _books(fiscal_year, columns or ())
    chosen = balance_columns(annual_columns(fiscal_year, books=books) if columns is None else columns)
    return _own(fiscal_year, StatementKind.BALANCE, chosen, books, _heads(chosen, as_days=True))


def _own(
    fiscal_year: FiscalYear, statement: StatementKind, columns: Sequence[FigureSet], books: Books,
    heads: tuple[Column, ...],
) -> Statement:  # fmt: skip
    book = books.by_year[fiscal_year.year]
    amounts = [books.amounts(each) for each in columns]
    rows = [
        Row(
            kind=_kind(line),
            label=line.label,
            note=line.note,
            values=()
            if line.kind == LineKind.HEADING
            else tuple(_printed(a.get(line.key), line) for a in amounts),
            level=line.level,
            key=line.key,
        )
        for line in _merged(book, books, columns, statement)
    ]
    return Statement(statement.label, heads, tuple(rows))


def _kind(line: StatementLine) -> str:
    # The last sum of the income statement is its result, which is set between stronger rules.
    return "result" if line.is_sum and line.role == LineRole.YEARS_RESULT else line.kind


def _printed(amount: Decimal | None, line: StatementLine) -> Decimal | None:
    return None if amount is None else amount * line.sign


def _merged(
    book: Book, books: Books, columns: Sequence[FigureSet], statement: StatementKind
) -> list[StatementLine]:
    """The year's lines, and before the sum they belong to, lines that only another column's year has with an amount."""
    lines = book.of(statement)
    for figure_set in columns:
        other = books.book_of(figure_set)
        amounts = other.amounts(figure_set)
        for line in other.of(statement):
            known = {each.key for each in lines}
            if line.is_line and line.key not in known and amounts.get(line.key):
                lines.insert(_place(lines, line, other), line)
    return lines


def _place(lines: list[StatementLine], line: StatementLine, other: Book) -> int:
    sums = {
        each.key for each in other.lines if each.is_sum and line.key in rules.leaves(other.lines, each.key)
    }
    return next((place for place, each in enumerate(lines) if each.key in sums), len(lines))


# ---- Cash flow


def cash_flow(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the cash flow by the indirect method for each outcome that has an opening balance; kronor.

    Without such a column the statement has no columns and no rows. Money out is minus.
    """
    books = books or _books(fiscal_year, columns or ())
    chosen = balance_columns(annual_columns(fiscal_year, books=books) if columns is None else columns)
    found = [(each, flow_of(books, each)) for each in chosen]
    flows = [(each, flow) for each, flow in found if flow]
    heads = _heads([each for each, _ in flows])
    return Statement("Kassaflödesanalys", heads, tuple(_flow_rows([flow for _, flow in flows])))


def flow_of(books: Books, figure_set: FigureSet) -> rules.CashFlow | None:
    """Give an outcome's cash flow; None where the balance at either end is not known.

    A first year that begins within a calendar year begins with nothing: the förbund was not there before.
    """
    if not figure_set.is_outcome:
        return None
    book = books.book_of(figure_set)
    closing = rules.position_of(book.lines, book.amounts(figure_set))
    opening = _opening_position(books, figure_set)
    if closing is None or opening is None:
        return None
    depreciation = rules.of_roles(book.lines, book.amounts(figure_set), {LineRole.DEPRECIATION})
    return rules.cash_flow(depreciation=depreciation or rules.ZERO, opening=opening, closing=closing)


def _opening_position(books: Books, figure_set: FigureSet) -> rules.Position | None:
    closed = books.opening_of(figure_set)
    if closed:
        return rules.position_of(books.book_of(closed).lines, books.amounts(closed))
    year = figure_set.fiscal_year
    is_first = year.starts_on > dt.date(year.year, 1, 1) and not books.get(year.year - 1)
    return rules.NOTHING if is_first else None


def _flow_rows(flows: Sequence[rules.CashFlow]) -> list[Row]:
    if not flows:
        return []

    def row(kind: str, label: str, key: str, level: int = 0) -> Row:
        return Row(kind, label, None, tuple(getattr(each, key) for each in flows), level, key)

    receivables = _moved("fordringar", [each.receivables for each in flows], grew=-1)
    debts = _moved("skulder", [each.short_debt for each in flows], grew=1)
    rows = [
        Row("heading", "Den löpande verksamheten", None, (), 0, "operating_heading"),
        row("line", "Årets resultat", "result", 1),
        row("line", "Justering för avskrivningar", "depreciation", 1),
        row("line", "Förändring av avsättningar", "provisions", 1),
        row("line", receivables, "receivables", 1),
        row("line", debts, "short_debt", 1),
        row("sum", "Kassaflöde från den löpande verksamheten", "operating"),
        row("line", "Investeringsverksamheten", "investments"),
        row("line", "Finansieringsverksamheten", "financing"),
        row("sum", "Periodens kassaflöde" if len(flows) > 1 else "Årets kassaflöde", "total"),
        row("line", "Likvida medel vid periodens början", "opening"),
        row("result", "Likvida medel vid periodens slut", "closing"),
    ]
    optional = {"depreciation", "provisions"}
    return [each for each in rows if each.key not in optional or any(each.values)]


def _moved(what: str, amounts: Sequence[Decimal], *, grew: int) -> str:
    if all(amount * grew > 0 for amount in amounts):
        return f"Ökning av kortfristiga {what}"
    if all(amount * grew < 0 for amount in amounts):
        return f"Minskning av kortfristiga {what}"
    return f"Förändring av kortfristiga {what}"


# ---- The law's layout


def lkbr_income(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the income statement by 5 kap. 2 § lag (2018:597) from the same figures; items without a line are 0."""
    books = books or _books(fiscal_year, columns or ())
    columns = annual_columns(fiscal_year, books=books) if columns is None else columns
    items = _Items(books, columns)
    item, total = items.row, items.total
    costs = [LkbrLine.OPERATING_INCOME, LkbrLine.OPERATING_COST, LkbrLine.DEPRECIATION]
    operating = [*costs, LkbrLine.TAXES, LkbrLine.STATE_GRANTS]
    financial = [*operating, LkbrLine.FINANCIAL_INCOME, LkbrLine.FINANCIAL_COST]
    rows = [
        *(item(each) for each in costs),
        total("sum", "Verksamhetens nettokostnader", "net_costs", costs),
        *(item(each) for each in operating[3:]),
        total("sum", "Verksamhetens resultat", "operating_result", operating),
        *(item(each) for each in financial[5:]),
        total("sum", "Resultat efter finansiella poster", "after_financial", financial),
        item(LkbrLine.EXTRAORDINARY),
        total("result", "Årets resultat", "result", [*financial, LkbrLine.EXTRAORDINARY]),
    ]
    return Statement("Resultaträkning enligt LKBR", _heads(columns), tuple(rows))


def lkbr_balance(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the balance sheet by 6 kap. 2 § lag (2018:597), equity split in beginning, result and end; kronor."""
    books = books or _books(fiscal_year, columns or ())
    chosen = balance_columns(annual_columns(fiscal_year, books=books) if columns is None else columns)
    items = _Items(books, chosen)
    rows = (*_lkbr_assets(items), *_lkbr_financing(items))
    return Statement("Balansräkning enligt LKBR", _heads(chosen, as_days=True), rows)


_TANGIBLE = [LkbrLine.PROPERTY, LkbrLine.MACHINES, LkbrLine.OTHER_TANGIBLE]
_FIXED = [LkbrLine.INTANGIBLE, *_TANGIBLE, LkbrLine.FINANCIAL_ASSET]
_CURRENT = [LkbrLine.STOCK, LkbrLine.RECEIVABLES, LkbrLine.SHORT_INVESTMENTS, LkbrLine.CASH]
_EQUITY = [LkbrLine.OPENING_EQUITY, LkbrLine.YEARS_RESULT]
_PROVISIONS = [LkbrLine.PENSIONS, LkbrLine.OTHER_PROVISIONS]
_DEBTS = [LkbrLine.LONG_DEBT, LkbrLine.SHORT_DEBT]


def _lkbr_assets(items: _Items) -> list[Row]:
    return [
        items.heading("Tillgångar"),
        items.total("line", "A. Anläggningstillgångar", "fixed", _FIXED),
        *(items.row(each, level=1) for each in _FIXED),
        items.total("line", "B. Bidrag till infrastruktur", "infrastructure", [LkbrLine.INFRASTRUCTURE]),
        items.total("line", "C. Omsättningstillgångar", "current", _CURRENT),
        *(items.row(each, level=1) for each in _CURRENT),
        items.total("sum", "Summa tillgångar", "assets", [*_FIXED, LkbrLine.INFRASTRUCTURE, *_CURRENT]),
    ]


def _lkbr_financing(items: _Items) -> list[Row]:
    return [
        items.heading("Eget kapital, avsättningar och skulder"),
        items.heading("A. Eget kapital", level=1),
        *(items.row(each, level=1) for each in _EQUITY),
        items.total("sum", "Eget kapital vid årets slut", "equity", _EQUITY, level=1),
        items.total("line", "B. Avsättningar", "provisions", _PROVISIONS),
        *(items.row(each, level=1) for each in _PROVISIONS),
        items.total("line", "C. Skulder", "debts", _DEBTS),
        *(items.row(each, level=1) for each in _DEBTS),
        items.total(
            "sum",
            "Summa eget kapital, avsättningar och skulder",
            "financing",
            [*_EQUITY, *_PROVISIONS, *_DEBTS],
        ),
    ]


class _Items:
    """The law's items in several columns; where nothing belongs to an item it is nothing, not unknown."""

    def __init__(self, books: Books, columns: Sequence[FigureSet]) -> None:
        self.columns = [(books.book_of(each).lines, books.amounts(each)) for each in columns]

    def values(self, items: Sequence[str]) -> Values:
        """Add the items column by column."""
        return tuple(
            sum((rules.of_lkbr(lines, amounts, item) or rules.ZERO for item in items), rules.ZERO)
            for lines, amounts in self.columns
        )

    def row(self, item: LkbrLine, level: int = 0) -> Row:
        """An item's own row."""
        return Row("line", str(item.label), None, self.values([item]), level, item.value)

    def total(self, kind: str, label: str, key: str, items: Sequence[str], level: int = 0) -> Row:
        """A row that adds items."""
        return Row(kind, label, None, self.values(items), level, key)

    def heading(self, label: str, level: int = 0) -> Row:
        """A row without values."""
        return Row("heading", label, None, (), level)


# ---- Balance requirement and contributions


def balance_requirement(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the balanskravsutredning by 11 kap. 10 § lag (2018:597) for the outcomes among the columns; kronor.

    Gains are taken off and losses added back by the roles of the lines; a förbund has no resultatreserv.
    """
    books = books or _books(fiscal_year, columns or ())
    chosen = balance_columns(annual_columns(fiscal_year, books=books) if columns is None else columns)
    results, gains, losses, unrealised = [], [], [], []
    for each in chosen:
        lines, amounts = books.book_of(each).lines, books.amounts(each)
        results.append(rules.result_of(lines, amounts))
        gains.append(-(rules.of_roles(lines, amounts, {LineRole.CAPITAL_GAIN}) or rules.ZERO))
        losses.append(-(rules.of_roles(lines, amounts, {LineRole.CAPITAL_LOSS}) or rules.ZERO))
        unrealised.append(-(rules.of_roles(lines, amounts, {LineRole.UNREALISED}) or rules.ZERO))
    totals = [
        None if result is None else result + gain + loss + paper
        for result, gain, loss, paper in zip(results, gains, losses, unrealised, strict=True)
    ]
    rows = [
        Row("line", "Årets resultat", None, tuple(results), 0, "result"),
        Row("line", "Realisationsvinster", None, tuple(_plain(gains)), 0, "gains"),
        Row("line", "Realisationsförluster", None, tuple(_plain(losses)), 0, "losses"),
        Row("line", "Orealiserade värdeförändringar", None, tuple(_plain(unrealised)), 0, "unrealised"),
        Row("sum", "Årets resultat efter balanskravsjusteringar", None, tuple(totals), 0, "adjusted"),
        Row("line", "Förändring av resultatreserv", None, tuple(rules.ZERO for _ in chosen), 0, "reserve"),
        Row("result", "Balanskravsresultat", None, tuple(totals), 0, "balance_requirement"),
    ]
    return Statement("Balanskravsutredning", _heads(chosen), tuple(rows))


def _plain(amounts: Sequence[Decimal]) -> list[Decimal]:
    return [amount or rules.ZERO for amount in amounts]  # no minus zero


def contributions(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give what each member pays, one row a member with the sum last; key is the member's pk; kronor."""
    books = books or _books(fiscal_year, columns or ())
    columns = annual_columns(fiscal_year, books=books) if columns is None else columns
    paid = [books.book_of(each).contributions.get(each.pk, {}) for each in columns]
    members: dict[int, Member] = {member.pk: member for column in paid for member in column}
    ordered = sorted(members.values(), key=lambda member: (member.position, member.pk))
    rows = [
        Row("line", each.name, None, tuple(column.get(each) for column in paid), 0, str(each.pk))
        for each in ordered
    ]
    rows.append(Row("result", "Summa", None, tuple(rules.add(column.values()) for column in paid), 0, "sum"))
    return Statement("Medlemsbidrag", _heads(columns), tuple(rows) if ordered else ())


def period_of(figure_set: FigureSet) -> str:
    """Give a column's period in words: "2021" or "1 januari–30 juni 2021"."""
    if figure_set.is_whole_year:
        return figure_set.fiscal_year.period
    return dates.date_range(figure_set.starts_on, figure_set.ends_on)

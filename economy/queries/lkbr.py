"""The law's own layout of the statements, from the same figures."""

from __future__ import annotations

from collections.abc import Sequence

from economy import rules
from economy.models import FigureSet, FiscalYear
from economy.queries.books import Books
from economy.queries.tables import (
    Row,
    Statement,
    Values,
    annual_columns,
    balance_columns,
    books_for,
    column_heads,
)
from economy.states import LkbrLine


def lkbr_income(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the income statement by 5 kap. 2 § lag (2018:597) from the same figures; items without a line are 0."""
    books = books or books_for(fiscal_year, columns or ())
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
    return Statement("Resultaträkning enligt LKBR", column_heads(columns), tuple(rows))


def lkbr_balance(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the balance sheet by 6 kap. 2 § lag (2018:597), equity split in beginning, result and end; kronor."""
    books = books or books_for(fiscal_year, columns or ())
    chosen = balance_columns(annual_columns(fiscal_year, books=books) if columns is None else columns)
    items = _Items(books, chosen)
    has_reserve = fiscal_year.year >= RESERVE_FROM or any(items.values([LkbrLine.CLOSING_RESERVE]))
    reserve = RESERVE if fiscal_year.year >= RESERVE_FROM else RESERVE_BEFORE
    rows = (*_assets(items), *_financing(items, reserve if has_reserve else ""), *_beside(items))
    return Statement("Balansräkning enligt LKBR", column_heads(chosen, as_days=True), rows)


RESERVE_FROM = 2024  # lag (2023:643): resultatreserv; the one before it had another name and may remain
RESERVE, RESERVE_BEFORE = "varav resultatreserv", "varav resultatutjämningsreserv"
_TANGIBLE = [LkbrLine.PROPERTY, LkbrLine.MACHINES, LkbrLine.OTHER_TANGIBLE]
_FIXED = [LkbrLine.INTANGIBLE, *_TANGIBLE, LkbrLine.FINANCIAL_ASSET]
_CURRENT = [LkbrLine.STOCK, LkbrLine.RECEIVABLES, LkbrLine.SHORT_INVESTMENTS, LkbrLine.CASH]
_EQUITY = [LkbrLine.OPENING_EQUITY, LkbrLine.YEARS_RESULT]
_PROVISIONS = [LkbrLine.PENSIONS, LkbrLine.OTHER_PROVISIONS]
_DEBTS = [LkbrLine.LONG_DEBT, LkbrLine.SHORT_DEBT]
_COMMITMENTS = [LkbrLine.PENSION_COMMITMENTS, LkbrLine.OTHER_COMMITMENTS]
_LETTER, _ROMAN, _FIGURE = 1, 2, 3  # how deep A., I. and 1. stand


def _assets(items: _Items) -> list[Row]:
    return [
        items.heading("Tillgångar"),
        items.total("line", "A. Anläggningstillgångar", "fixed", _FIXED, _LETTER),
        items.row(LkbrLine.INTANGIBLE, _ROMAN, "I."),
        items.total("line", "II. Materiella anläggningstillgångar", "tangible", _TANGIBLE, _ROMAN),
        *items.numbered(_TANGIBLE, ("1.", "2.", "3."), _FIGURE),
        items.row(LkbrLine.FINANCIAL_ASSET, _ROMAN, "III."),
        items.total(
            "line", "B. Bidrag till infrastruktur", "infrastructure", [LkbrLine.INFRASTRUCTURE], _LETTER
        ),
        items.total("line", "C. Omsättningstillgångar", "current", _CURRENT, _LETTER),
        *items.numbered(_CURRENT, ("I.", "II.", "III.", "IV."), _ROMAN),
        items.total("sum", "Summa tillgångar", "assets", [*_FIXED, LkbrLine.INFRASTRUCTURE, *_CURRENT]),
    ]


def _financing(items: _Items, reserve: str) -> list[Row]:
    sums = [*_EQUITY, *_PROVISIONS, *_DEBTS]
    return [
        items.heading("Eget kapital, avsättningar och skulder"),
        items.total("line", "A. Eget kapital", "equity_group", _EQUITY, _LETTER),
        items.row(LkbrLine.OPENING_EQUITY, _ROMAN, "I."),
        *items.of_which(LkbrLine.OPENING_RESERVE, reserve),
        items.row(LkbrLine.YEARS_RESULT, _ROMAN, "II."),
        items.total("line", "III. Eget kapital vid årets slut", "equity", _EQUITY, _ROMAN),
        *items.of_which(LkbrLine.CLOSING_RESERVE, reserve),
        items.total("line", "B. Avsättningar", "provisions", _PROVISIONS, _LETTER),
        *items.numbered(_PROVISIONS, ("I.", "II."), _ROMAN),
        items.total("line", "C. Skulder", "debts", _DEBTS, _LETTER),
        *items.numbered(_DEBTS, ("I.", "II."), _ROMAN),
        items.total("sum", "Summa eget kapital, avsättningar och skulder", "financing", sums),
    ]


def _beside(items: _Items) -> list[Row]:
    """What is pledged and promised stands below the sums, and is part of none."""
    return [
        items.heading("Panter och ansvarsförbindelser"),
        items.row(LkbrLine.PLEDGES, _LETTER, "1."),
        items.total("line", "2. Ansvarsförbindelser", "commitments", _COMMITMENTS, _LETTER),
        *items.numbered(_COMMITMENTS, ("a)", "b)"), _ROMAN),
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

    def row(self, item: LkbrLine, level: int = 0, numeral: str = "") -> Row:
        """An item's own row, with its numeral in the law."""
        return Row("line", f"{numeral} {item.label}".strip(), None, self.values([item]), level, item.value)

    def numbered(self, items: Sequence[LkbrLine], numerals: Sequence[str], level: int) -> list[Row]:
        """The items in order, each with its numeral."""
        return [self.row(each, level, numeral) for each, numeral in zip(items, numerals, strict=True)]

    def of_which(self, item: LkbrLine, label: str) -> list[Row]:
        """What an item holds of another, where the law asks for it."""
        return [Row("line", label, None, self.values([item]), _FIGURE, item.value)] if label else []

    def total(self, kind: str, label: str, key: str, items: Sequence[str], level: int = 0) -> Row:
        """A row that adds items."""
        return Row(kind, label, None, self.values(items), level, key)

    def heading(self, label: str, level: int = 0) -> Row:
        """A row without values."""
        return Row("heading", label, None, (), level)

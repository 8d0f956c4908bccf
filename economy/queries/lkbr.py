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
    heads,
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
    return Statement("Resultaträkning enligt LKBR", heads(columns), tuple(rows))


def lkbr_balance(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the balance sheet by 6 kap. 2 § lag (2018:597), equity split in beginning, result and end; kronor."""
    books = books or books_for(fiscal_year, columns or ())
    chosen = balance_columns(annual_columns(fiscal_year, books=books) if columns is None else columns)
    items = _Items(books, chosen)
    rows = (*_lkbr_assets(items), *_lkbr_financing(items))
    return Statement("Balansräkning enligt LKBR", heads(chosen, as_days=True), rows)


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

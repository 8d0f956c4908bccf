"""The statements as pages and as Excel."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from economy.models import FigureSet, FiscalYear
from economy.queries import statements
from economy.queries.books import Books, open_books
from economy.queries.interim import (
    interim_balance,
    interim_columns,
    interim_income,
    interim_requirement,
    missing_columns,
)
from economy.queries.notes import notes
from economy.queries.statements import Statement
from economy.views.years import fiscal_year_of
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pieces import with_pieces

Maker = Callable[..., Statement]
OWN: dict[str, Maker] = {
    "resultatrakning": statements.income_statement,
    "balansrakning": statements.balance_sheet,
    "kassaflode": statements.cash_flow,
    "balanskrav": statements.balance_requirement,
}
HALF: dict[str, Maker] = {
    "resultatrakning": lambda year, _columns, *, books: interim_income(year, books=books),
    "balansrakning": lambda year, _columns, *, books: interim_balance(year, books=books),
    "balanskrav": lambda year, _columns, *, books: interim_requirement(year, books=books),
}
LAW: dict[str, Maker] = {
    "resultatrakning-lkbr": statements.lkbr_income,
    "balansrakning-lkbr": statements.lkbr_balance,
}
ALL: dict[str, Maker] = OWN | LAW | {"medlemsbidrag": statements.contributions}


@requires(Permission.READ_ECONOMY)
@with_pieces
def economy_statements(request: AccessRequest, year: int) -> HttpResponse:
    """Every statement of the year; `kolumner=halvar` shows the half-year's, `vy=lkbr` the law's layout, `vy=alla` all columns."""
    fiscal_year = fiscal_year_of(request, year)
    books = open_books(request.association)  # deficits are carried on over any number of years
    by_law = request.GET.get("vy") == "lkbr"
    half = statements.half_year_columns(fiscal_year, books=books)
    columns, chosen = _columns(request, fiscal_year, books, half)
    makers = LAW if by_law else OWN | HALF if chosen == "halvar" else OWN
    lacking = (
        missing_columns(interim_columns(fiscal_year, books=books))
        if chosen == "halvar" and not by_law
        else []
    )
    shown = [(key, make(fiscal_year, columns, books=books)) for key, make in makers.items()]
    context = {
        "fiscal_year": fiscal_year, "statements": [(key, each) for key, each in shown if each.columns],
        "by_law": by_law, "chosen": chosen, "lacking": lacking, "has_half": bool(half), "tab": "economy_statements",
        "five": None if by_law else statements.five_years(fiscal_year, books=books),
    }  # fmt: skip
    return render(request, "economy/economy_statements.html", context)


def _columns(
    request: AccessRequest, fiscal_year: FiscalYear, books: Books, half: list[FigureSet]
) -> tuple[list[FigureSet], str]:
    choice = request.GET.get("kolumner", "")
    if choice == "halvar" and half:
        return half, choice
    if choice == "alla":
        return books.by_year[fiscal_year.year].columns, choice
    return statements.annual_columns(fiscal_year, books=books) or list(
        books.by_year[fiscal_year.year].sets
    ), ""


@requires(Permission.READ_ECONOMY)
def statement_excel(request: AccessRequest, year: int, which: str) -> HttpResponse:
    """One statement, or the notes, as an Excel file with amounts as numbers."""
    fiscal_year = fiscal_year_of(request, year)
    books = open_books(request.association)
    half = statements.half_year_columns(fiscal_year, books=books)
    columns, chosen = _columns(request, fiscal_year, books, half)
    if which == "noter":
        return _notes_file(fiscal_year, columns, books)
    if which == "belopp":
        return _amounts_file(fiscal_year, columns, books)
    if which not in ALL:
        raise Http404
    makers = ALL | HALF if chosen == "halvar" else ALL
    statement = makers[which](fiscal_year, columns, books=books)
    headings = ["", "Not", *(column.label for column in statement.columns)]
    blank = [None] * len(statement.columns)
    rows = [[row.label, row.note, *(row.values or blank)] for row in statement.rows]
    return excel.download(f"{slugify(statement.title)}-{year}", headings, rows)


def _amounts_file(fiscal_year: FiscalYear, columns: list[FigureSet], books: Books) -> HttpResponse:
    """Every row of the layout with its amounts as printed: what one pastes back has the same shape."""
    amounts = [books.amounts(each) for each in columns]
    rows: list[list[object]] = []
    for line in books.by_year[fiscal_year.year].lines:
        found = [column.get(line.key) for column in amounts]
        rows.append([line.label, *(None if each is None else each * line.sign for each in found)])
    headings = ["", *(column.label for column in columns)]
    return excel.download(f"belopp-{fiscal_year.year}", headings, rows)


def _notes_file(fiscal_year: FiscalYear, columns: list[FigureSet], books: Books) -> HttpResponse:
    rows: list[list[object]] = []
    for table in notes(fiscal_year, columns, books=books):
        rows += [[table.number, table.label, row.group, row.label, *row.values] for row in table.rows]
        rows.append([table.number, table.label, "", "Summa", *table.totals])
    headings = ["Not", "Rubrik", "Underrubrik", "Rad", *(column.label for column in columns)]
    return excel.download(f"noter-{fiscal_year.year}", headings, rows)

"""How the budget divides between purposes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from economy.queries.books import Book
from economy.queries.statements import income_statement
from economy.states import INCOME_ROLES, LineRole, StatementKind
from finsam.swedish.local_words import word_lazily
from finsam.swedish.money import share
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit

_LABELS = {
    LineRole.INDIVIDUAL: word_lazily("individual", "{!} insatser", form="many"),
    LineRole.STRUCTURAL: word_lazily("structural", "{!} insatser", form="many"),
    LineRole.INSATSER: "Insatser",
    LineRole.ADMINISTRATION: "Administration",
}


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give each purpose's part of the year's budgeted costs, in kronor and percent.

    Options {"groups": [["Processtöd", ["line key", ...]], ...]} take lines out of their purpose into one of their own.
    """
    book = book_of(report)
    if book is None or book.budget is None:
        return {"grid": None}
    own = {key: label for label, keys in (section.options or {}).get("groups", []) for key in keys}
    parts = _parts(report, book, own)
    total = sum(parts.values(), Decimal(0))
    if not total:
        return {"grid": None}
    decimals, remark = _precision([part * 100 / total for part in parts.values()])
    order = [*map(str, _LABELS.values()), *own.values(), "Övrigt"]
    rows = [
        grids.GridRow(
            label,
            (grids.amount(parts[label], report.unit), grids.percent(share(parts[label], total), decimals)),
        )
        for label in dict.fromkeys(order)
        if label in parts
    ]
    rows.append(
        grids.GridRow(
            "Summa", (grids.amount(total, report.unit), grids.percent(Decimal(100), decimals)), "total"
        )
    )
    return {
        "grid": grids.Grid(
            f"Budgetens fördelning {report.year}",
            ("Belopp", "Andel"),
            tuple(rows),
            grids.UNIT_WORDS[Unit(report.unit)],
            current=-1,
            remark=remark,
        )
    }


def _parts(report: Report, book: Book, own: Mapping[str, str]) -> dict[str, Decimal]:
    """Give each purpose's budgeted cost in kronor; `own` are the lines that have a purpose of their own."""
    if book.budget is None:
        return {}
    budget = book.as_proposed(book.budget)
    statement = income_statement(book.fiscal_year, [budget], books=books_of(report))
    roles = {line.key: line.role for line in book.lines}
    signs = {line.key: line.sign for line in book.lines}
    parts: dict[str, Decimal] = {}
    for row in statement.rows:
        if row.kind != "line" or not row.values[0] or roles.get(row.key) in INCOME_ROLES:
            continue
        label = own.get(row.key) or str(_LABELS.get(LineRole(roles.get(row.key) or ""), "Övrigt"))
        parts[label] = parts.get(label, Decimal(0)) - row.values[0] * signs.get(row.key, 1)
    return parts


def lines_of_cost(report: Report) -> list[tuple[str, str]]:
    """Give key and label of the lines of cost in the year's income statement, for the office to group."""
    book = book_of(report)
    if book is None:
        return []
    return [
        (line.key, line.label)
        for line in book.of(StatementKind.INCOME)
        if line.is_line and line.role not in INCOME_ROLES
    ]


def _precision(shares: list[Decimal]) -> tuple[int, str]:
    """Give how many decimals let the printed shares add up to the printed 100, and what to say where none does."""
    for decimals in (0, 1):
        step = Decimal(1).scaleb(-decimals)
        if sum(each.quantize(step, ROUND_HALF_UP) for each in shares) == 100:
            return decimals, ""
    return 1, "Andelarna är avrundade var för sig och ger därför inte jämnt hundra."


BLOCK = register(
    Block("shares", "Budgetens fördelning", "print/blocks/shares.html", build, frozenset({ReportKind.PLAN}))
)

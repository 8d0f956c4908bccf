"""The budget that a file holds, as a column on the year's lines; what stood there is kept, to be put back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from economy.actions.adoption import revise
from economy.actions.figures import add_column, remove_column, save_figures
from economy.imports.budgets import Budget, booked_by_line, written_by_line
from economy.models import FigureSet, FiscalYear, LedgerImport
from economy.registries import uses
from economy.states import FigureKind, ImportKind
from finsam.errors import DomainError
from finsam.models import Person

_WAITING = "budget_waiting"


def store_budget(
    ledger_import: LedgerImport, fiscal_year: FiscalYear, budget: Budget, by: Person | None
) -> dict[str, Any]:
    """Put the amounts on the lines of the year's budget; gives what is needed to put back what stood there.

    Raises DomainError for what belongs to no line.
    """
    by_line = booked_by_line if ledger_import.is_sie else written_by_line
    amounts = by_line(fiscal_year.lines.all(), budget)
    column = FigureSet.objects.filter(fiscal_year=fiscal_year, key="budget").order_by("-version").first()
    is_made = column is None or column.is_adopted
    if column is None:
        label = f"Budget {fiscal_year.year}"
        column = add_column(fiscal_year=fiscal_year, kind=FigureKind.BUDGET, label=label, key="budget", by=by)
    elif column.is_adopted:
        column = revise(figure_set=column, by=by)
    source = column.source
    before = {
        key: None if amount is None else str(amount)
        for key, amount in column.figures.values_list("line__key", "amount")
    }
    save_figures(figure_set=column, amounts=amounts, source=ledger_import.document.name, by=by)
    ledger_import.figure_set = column
    return {
        "is_made": is_made,
        "source": source,
        "before": {key: before.get(key) for key in amounts},
        "after": {key: str(amount) for key, amount in amounts.items()},
    }


def store_or_wait(
    ledger_import: LedgerImport, fiscal_year: FiscalYear, budget: Budget, by: Person | None
) -> None:  # fmt: skip
    """Put the budget that books have with them on the lines; in a förbund without a mapping it waits for one."""
    try:
        kept = store_budget(ledger_import, fiscal_year, budget, by)
    except DomainError as refusal:
        waiting = {account: str(amount) for (account, _), amount in budget.items()}
        ledger_import.differences |= {_WAITING: waiting, "waits_for": str(refusal)}
    else:
        ledger_import.differences |= {"budget": kept}


def store_waiting(fiscal_year: FiscalYear, by: Person | None) -> None:
    """Take in the budget that waits in the year's books, when its accounts stand on lines; else it goes on waiting."""
    books = LedgerImport.objects.in_force().select_related("document").filter(fiscal_year=fiscal_year).first()
    if books is None or not (waiting := books.differences.get(_WAITING)):
        return
    del books.differences[_WAITING]
    store_or_wait(
        books, fiscal_year, {(account, ""): Decimal(amount) for account, amount in waiting.items()}, by
    )
    books.save(update_fields=["differences", "figure_set"])


def undo_budget(ledger_import: LedgerImport, by: Person | None) -> None:
    """Put back what stood in the budget before the file, and where it came from; a budget that books brought is left where it is adopted.

    Raises DomainError for a file of budget alone whose column is adopted.
    """
    column = ledger_import.figure_set
    kept = ledger_import.differences.get("budget", ledger_import.differences)
    if column is None:
        return
    if column.is_adopted:
        if ledger_import.kind == ImportKind.BUDGET:
            raise DomainError("Budgeten är fastställd och tas inte tillbaka. Gör en ny version.")
        return
    if kept.get("is_made") and column.key not in uses.used_in(column.fiscal_year):
        remove_column(figure_set=column, by=by)
        return
    before = {key: None if amount is None else Decimal(amount) for key, amount in kept["before"].items()}
    save_figures(figure_set=column, amounts=before, by=by)
    if column.source != kept.get("source", column.source):
        FigureSet.objects.filter(pk=column.pk).update(source=kept["source"])
